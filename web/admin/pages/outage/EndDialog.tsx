import { useState } from "preact/hooks";
import { body, POST } from "../../../shared/api";
import type { OutageView } from "../../../shared/api.d";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { type Problem, toProblem } from "../../../shared/problem";

interface EndDialogProps {
  of: OutageView;
  close: () => void;
  done: () => void;
}

/** It is over: everybody who was told hears it, and says whether it is so for them. */
export function EndDialog({ of, close, done }: EndDialogProps) {
  const [remedy, setRemedy] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await body(POST("/api/outages/{id}/end", { params: { path: { id: of.id } }, body: { ended_at: null, remedy: remedy.trim() } }));
      done();
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t(`Gangguan ${of.place} pulih`, `The outage of ${of.place} is over`)} close={close}>
      <p class="text-muted mt-1 num">{t(`${count(of.affected ?? 0)} pelanggan dikabari dan ditanya apakah sudah normal.`, `${count(of.affected ?? 0)} customers are told, and asked whether it works.`)}</p>
      <form class="mt-4 flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        <Field label={t("Tindakan", "What was done")} optional={t("(dibaca pelanggan)", "(customers read it)")} name="remedy" maxLength={200} placeholder={t("Kabel utama disambung ulang", "Main cable joined again")} value={remedy} onInput={(event) => setRemedy(event.currentTarget.value)} error={problem?.of("remedy")} />
        {problem && <ErrorBox title={t("Belum tersimpan", "Not kept")} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end">
          <Button class="max-lg:h-11" onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look="primary" class="max-lg:h-11" busy={busy && t("Menyimpan…", "Saving…")}>
            {t("Sudah pulih", "It is over")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
