import { useState } from "preact/hooks";
import { body, PATCH, POST } from "../../../shared/api";
import type { OutageChanges, OutageView } from "../../../shared/api.d";
import { dateOf } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { Switch } from "../../../shared/parts/Switch";
import { type Problem, toProblem } from "../../../shared/problem";
import { momentOf } from "./momentOf";
import { Estimate } from "./OutageDialog";

interface EstimateDialogProps {
  of: OutageView;
  close: () => void;
  done: () => void;
}

/** What broke it and when it should be over: of one that is open, or of one that is found to be an outage. */
export function EstimateDialog({ of, close, done }: EstimateDialogProps) {
  const confirming = of.status === "suggested";
  const [cause, setCause] = useState(of.cause);
  const [date, setDate] = useState(of.expected_at ? dateOf(new Date(of.expected_at)) : "");
  const [time, setTime] = useState(of.expected_at ? timeOf(of.expected_at) : "");
  const [announce, setAnnounce] = useState(true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    const said = { cause: cause.trim(), expected_at: momentOf(date, time) };
    const at = { params: { path: { id: of.id } } };
    try {
      if (confirming) await body(POST("/api/outages/{id}/confirm", { ...at, body: { ...said, announce } }));
      else await body(PATCH("/api/outages/{id}", { ...at, body: said as OutageChanges }));
      done();
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={confirming ? t(`Gangguan di ${of.place}`, `Outage of ${of.place}`) : t("Ubah kabar gangguan", "Change what is told")} close={close}>
      <form class="mt-4 flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        <Field label={t("Penyebab", "Cause")} optional={t("(dibaca pelanggan)", "(customers read it)")} maxLength={200} value={cause} onInput={(event) => setCause(event.currentTarget.value)} error={problem?.of("cause")} />
        <Estimate date={date} time={time} setDate={setDate} setTime={setTime} />
        {confirming && <Switch label={t("Kabari semua yang terdampak", "Tell everybody affected")} hint={t("Satu pesan WhatsApp per pelanggan di tempat itu.", "One WhatsApp message to each customer there.")} on={announce} turn={setAnnounce} />}
        {problem && <ErrorBox title={t("Belum tersimpan", "Not kept")} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end">
          <Button class="max-lg:h-11" onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look={confirming && announce ? "alarm" : "primary"} class="max-lg:h-11" busy={busy && t("Menyimpan…", "Saving…")}>
            {confirming ? (announce ? t("Jadikan gangguan dan umumkan", "Open and announce") : t("Jadikan gangguan", "Make it an outage")) : t("Simpan", "Save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function timeOf(moment: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Jakarta", hour: "2-digit", minute: "2-digit" }).format(new Date(moment));
}
