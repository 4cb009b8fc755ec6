import { useState } from "preact/hooks";
import { body, newId, POST } from "../../../shared/api";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { Select } from "../../../shared/parts/Select";
import { Switch } from "../../../shared/parts/Switch";
import { type Problem, toProblem } from "../../../shared/problem";
import { useAreas } from "../complaint/areas";
import { momentOf } from "./momentOf";

interface OutageDialogProps {
  close: () => void;
  opened: () => void;
}

/** An outage as staff open it: where, why, until when. Many customers may be written to, so it says so. */
export function OutageDialog({ close, opened }: OutageDialogProps) {
  const areas = useAreas();
  const [id] = useState(newId);
  const [area, setArea] = useState("");
  const [odp, setOdp] = useState("");
  const [cause, setCause] = useState("");
  const [date, setDate] = useState("");
  const [time, setTime] = useState("");
  const [announce, setAnnounce] = useState(true);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = async (event: Event) => {
    event.preventDefault();
    setMissing(!area && !odp.trim());
    if (!area && !odp.trim()) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await body(POST("/api/outages", { body: { id, area_id: area || null, odp: odp.trim(), place: "", cause: cause.trim(), started_at: null, expected_at: momentOf(date, time), announce } }));
      opened();
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("Buka gangguan", "Open an outage")} close={close}>
      <form class="mt-4 flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        <Select label={t("Wilayah", "Area")} value={area} choose={setArea} of={[["", t("Pilih wilayah", "Choose an area")], ...areas.map((one): [string, string] => [one.id, one.name])]} error={(missing && t("Pilih wilayah atau isi ODP.", "Choose an area or name an ODP.")) || problem?.of("area_id")} />
        <Field label="ODP" optional={t("(kosong: seluruh wilayah)", "(empty: the whole area)")} name="odp" maxLength={200} value={odp} onInput={(event) => setOdp(event.currentTarget.value)} error={problem?.of("odp")} />
        <Field label={t("Penyebab", "Cause")} optional={t("(boleh kosong)", "(optional)")} name="cause" maxLength={200} placeholder={t("Kabel utama putus", "Main cable broken")} value={cause} onInput={(event) => setCause(event.currentTarget.value)} error={problem?.of("cause")} />
        <Estimate date={date} time={time} setDate={setDate} setTime={setTime} />
        <Switch label={t("Kabari semua yang terdampak", "Tell everybody affected")} hint={t("Satu pesan WhatsApp per pelanggan di tempat itu.", "One WhatsApp message to each customer there.")} on={announce} turn={setAnnounce} />
        {problem && <ErrorBox title={t("Gangguan belum dibuka", "The outage is not open")} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end">
          <Button class="max-lg:h-11" onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look={announce ? "alarm" : "primary"} class="max-lg:h-11" busy={busy && t("Membuka…", "Opening…")}>
            {announce ? t("Buka dan umumkan", "Open and announce") : t("Buka gangguan", "Open the outage")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface EstimateProps {
  date: string;
  time: string;
  setDate: (date: string) => void;
  setTime: (time: string) => void;
}

/** When it should be over: a day and a time, or neither. */
export function Estimate({ date, time, setDate, setTime }: EstimateProps) {
  return (
    <div class="grid grid-cols-2 gap-3">
      <Field label={t("Perkiraan pulih", "Expected end")} optional={t("(boleh kosong)", "(optional)")} type="date" value={date} onInput={(event) => setDate(event.currentTarget.value)} />
      <Field label={t("Pukul", "At")} class="self-end" type="time" value={time} onInput={(event) => setTime(event.currentTarget.value)} />
    </div>
  );
}
