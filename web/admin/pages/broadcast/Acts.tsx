import { Ban, CirclePause, Play, Send } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, POST } from "../../../shared/api";
import type { BroadcastView } from "../../../shared/api.d";
import { count, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../../shared/problem";
import { access, may } from "../../session";

type Act = "approve" | "pause" | "cancel";

/** Approved by one of the heads, paused, gone on with, called off. */
export function Acts({ of, changed }: { of: BroadcastView; changed: (now: BroadcastView) => void }) {
  const [busy, setBusy] = useState<Act>();
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  if (of.phase === "done" || of.phase === "cancelled") return null;
  if (!may("broadcasts.approve")) return <p class="text-muted">{of.phase === "draft" ? t("Menunggu persetujuan pemilik atau admin.", "Waits for the owner or an admin.") : ""}</p>;
  const act = async (what: Act) => {
    setBusy(what);
    setProblem(undefined);
    try {
      const path = { params: { path: { id: of.id } } };
      const call = { approve: () => POST("/api/broadcasts/{id}/approve", path), pause: () => POST("/api/broadcasts/{id}/pause", path), cancel: () => POST("/api/broadcasts/{id}/cancel", path) };
      changed(await body(call[what]()));
      setSure(false);
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(undefined);
  };
  const many = of.forecast?.count ?? 0;
  const isOwn = of.created_by === access.value?.id;
  const needsAnother = isOwn && of.needs_second_person;
  return (
    <div class="flex flex-col gap-2">
      {problem && <ErrorBox title={t("Belum berubah", "Nothing changed")} problem={problem} />}
      <div class="flex flex-wrap gap-2 max-lg:*:flex-1">
        {of.phase === "draft" && (
          <Button look="primary" size="large" icon={Send} disabled={!many || needsAnother} onClick={() => setSure(true)}>
            {t(`Setujui, kirim ke ${count(many)} orang`, `Approve, send to ${count(many)}`)}
          </Button>
        )}
        {of.phase === "paused" && (
          <Button look="primary" size="large" icon={Play} busy={busy === "approve" && t("Sebentar…", "One moment…")} onClick={() => void act("approve")}>
            {t("Lanjutkan kirim", "Go on")}
          </Button>
        )}
        {(of.phase === "sending" || of.phase === "writing") && (
          <Button size="large" icon={CirclePause} busy={busy === "pause" && t("Menjeda…", "Pausing…")} onClick={() => void act("pause")}>
            {t("Jeda", "Pause")}
          </Button>
        )}
        <Button size="large" look="bad" icon={Ban} busy={busy === "cancel" && t("Membatalkan…", "Cancelling…")} onClick={() => void act("cancel")}>
          {of.phase === "draft" ? t("Buang", "Discard") : t("Batalkan sisanya", "Cancel the rest")}
        </Button>
      </div>
      {of.phase === "draft" && isOwn && <p class="text-sm text-muted">{needsAnother ? t("Anda penulisnya. Rekan lain harus menyetujui.", "You wrote it. Somebody else has to approve it.") : t("Anda sendiri penulisnya. Sebaiknya rekan lain ikut membaca dulu.", "You wrote it yourself. Somebody else had better read it first.")}</p>}
      {sure && (
        <Dialog title={t("Kirim siaran ini?", "Send this broadcast?")} close={() => setSure(false)}>
          <p class="mt-2 num">{t(`${count(many)} orang, paling banyak ${rupiah(of.forecast?.cost ?? 0)}. Bisa dijeda di tengah jalan.`, `${count(many)} people, ${rupiah(of.forecast?.cost ?? 0)} at most. It can be paused on its way.`)}</p>
          <div class="flex flex-wrap gap-2 justify-end mt-4 max-lg:*:flex-1">
            <Button class="max-lg:h-11" onClick={() => setSure(false)}>
              {t("Kembali", "Back")}
            </Button>
            <Button look="primary" class="max-lg:h-11" busy={busy === "approve" && t("Menyetujui…", "Approving…")} onClick={() => void act("approve")}>
              {t(`Kirim ke ${count(many)} orang`, `Send to ${count(many)}`)}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
