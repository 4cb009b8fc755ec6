import { useState } from "preact/hooks";
import { body, GET, POST } from "../../../shared/api";
import { complaintState } from "../../../shared/complaintState";
import { moment } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Show } from "../../../shared/parts/Show";
import { type Problem, toProblem } from "../../../shared/problem";
import { titleOf } from "./ComplaintCard";
import type { StepProps } from "./StepForm";

/** Two complaints of one customer are one trouble: this one goes on in the chosen one. */
export function MergeDialog({ of, close, done }: StepProps) {
  const loaded = useLoad(() => body(GET("/api/complaints", { params: { query: { customer_id: of.customer_id, is_open: true, limit: 50 } } })), [of.customer_id]);
  const [busy, setBusy] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const merge = async (into: string) => {
    setBusy(into);
    setProblem(undefined);
    try {
      done(await body(POST("/api/complaints/{id}/merge", { params: { path: { id: of.id } }, body: { into } })));
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy("");
    }
  };
  return (
    <Dialog title={t(`Gabungkan ${of.number}`, `Merge ${of.number}`)} close={close}>
      <p class="text-muted mt-1">{t("Pengaduan ini ditutup. Foto dan ceritanya ikut ke pengaduan tujuan.", "This one is closed. Its photos and words go along.")}</p>
      <div class="mt-3">
        <Show of={loaded} failed={t("Pengaduan lain tidak termuat", "The others could not be read")} rows={2}>
          {({ items }) => {
            const others = items.filter((one) => one.id !== of.id);
            if (!others.length) return <p class="py-2">{t(`${of.customer_name} tidak punya pengaduan terbuka lain.`, `${of.customer_name} has no other open complaint.`)}</p>;
            return (
              <ul class="hair">
                {others.map((one) => (
                  <li key={one.id} class="flex items-center gap-3 py-2">
                    <span class="min-w-0">
                      <span class="block font-semibold clamp1">{titleOf(one)}</span>
                      <span class="flex items-center gap-2 text-sm text-muted num">
                        {one.number} · {moment(one.created_at)}
                      </span>
                      <Badge state={complaintState(one.status)} plain />
                    </span>
                    <Button look="soft" class="ml-auto max-lg:h-11" disabled={!!busy} busy={busy === one.id && t("Sebentar…", "One moment…")} onClick={() => void merge(one.id)}>
                      {t("Gabung ke sini", "Merge into it")}
                    </Button>
                  </li>
                ))}
              </ul>
            );
          }}
        </Show>
      </div>
      {problem && <ErrorBox title={t("Belum digabung", "Not merged")} problem={problem} />}
      <div class="flex justify-end mt-4">
        <Button class="max-lg:h-11" onClick={close}>{t("Kembali", "Back")}</Button>
      </div>
    </Dialog>
  );
}
