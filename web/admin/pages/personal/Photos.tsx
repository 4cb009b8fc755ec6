import { Eye, Trash2, Upload } from "lucide-preact";
import { useRef, useState } from "preact/hooks";
import { body, DELETE, GET } from "../../../shared/api";
import type { PhotoView } from "../../../shared/api.d";
import { dateOf, day } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Show } from "../../../shared/parts/Show";
import { type Problem, toProblem } from "../../../shared/problem";
import { PhotoDialog } from "./PhotoDialog";
import { kindWord, type PhotoKind, sendPhoto } from "./photos";

/** The photos there are; more may be added, each looked at or taken away. */
export function Photos({ customerId }: { customerId: string }) {
  const loaded = useLoad(() => body(GET("/api/customers/{id}/photos", { params: { path: { id: customerId }, query: { limit: 200 } } })), [customerId]);
  const [seen, setSeen] = useState<PhotoView>();
  const [removed, setRemoved] = useState<PhotoView>();
  const done = () => {
    setRemoved(undefined);
    loaded.reload();
  };
  return (
    <>
      <Show of={loaded} failed={t("Foto tidak termuat", "The photos could not be read")} rows={1}>
        {({ items }) => (
          <ul class="px-4">
            {items.map((photo) => (
              <li key={photo.file_id} class="flex items-center gap-2 py-1 min-h-11">
                <span class="font-[550]">{kindWord(photo.kind)}</span>
                <span class="text-sm text-muted">{day(dateOf(new Date(photo.uploaded_at)), "short")}</span>
                <span class="ml-auto flex gap-1">
                  <Button look="ghost" size="small" class="max-lg:h-11" icon={Eye} onClick={() => setSeen(photo)} aria-label={t(`Lihat foto ${kindWord(photo.kind)}`, `See the photo: ${kindWord(photo.kind)}`)}>
                    {t("Lihat", "See")}
                  </Button>
                  <Button look="ghost" size="small" class="btn-square max-lg:h-11" icon={Trash2} onClick={() => setRemoved(photo)} aria-label={t(`Hapus foto ${kindWord(photo.kind)}`, `Delete the photo: ${kindWord(photo.kind)}`)} />
                </span>
              </li>
            ))}
            {items.length === 0 && <li class="py-1 text-muted">{t("Belum ada foto.", "No photos yet.")}</li>}
          </ul>
        )}
      </Show>
      <Adding customerId={customerId} added={loaded.reload} />
      {seen && <PhotoDialog customerId={customerId} photo={seen} close={() => setSeen(undefined)} />}
      {removed && <RemoveDialog customerId={customerId} photo={removed} close={() => setRemoved(undefined)} done={done} />}
    </>
  );
}

function Adding({ customerId, added }: { customerId: string; added: () => void }) {
  const [sending, setSending] = useState<PhotoKind>();
  const [problem, setProblem] = useState<Problem>();
  const input = useRef<HTMLInputElement>(null);
  const kind = useRef<PhotoKind>("ktp");
  const choose = (chosen: PhotoKind) => {
    kind.current = chosen;
    input.current?.click();
  };
  const send = async (file: File | undefined) => {
    if (!file) return;
    setSending(kind.current);
    setProblem(undefined);
    try {
      await sendPhoto(customerId, kind.current, file);
      added();
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setSending(undefined);
    if (input.current) input.current.value = "";
  };
  return (
    <div class="px-4 pb-3.5 pt-1 flex flex-col gap-2">
      <input ref={input} type="file" accept="image/jpeg,image/png,image/webp" class="sr-only" tabIndex={-1} aria-label={t("Berkas foto", "Photo file")} onChange={(event) => void send(event.currentTarget.files?.[0])} />
      <div class="flex flex-wrap gap-2">
        {(["ktp", "house"] as const).map((one) => (
          <Button key={one} size="small" icon={Upload} class="max-lg:h-11" disabled={!!sending} busy={sending === one && t("Mengunggah…", "Uploading…")} onClick={() => choose(one)}>
            {t(`Unggah foto ${kindWord(one)}`, `Upload: ${kindWord(one)}`)}
          </Button>
        ))}
      </div>
      {problem && <ErrorBox title={t("Foto belum tersimpan", "The photo is not kept")} problem={problem} />}
    </div>
  );
}

interface RemoveProps {
  customerId: string;
  photo: PhotoView;
  close: () => void;
  done: () => void;
}

function RemoveDialog({ customerId, photo, close, done }: RemoveProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const remove = async () => {
    setBusy(true);
    try {
      await body(DELETE("/api/customers/{id}/photos/{file_id}", { params: { path: { id: customerId, file_id: photo.file_id } } }));
      done();
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t(`Hapus foto ${kindWord(photo.kind)}?`, `Delete the photo: ${kindWord(photo.kind)}?`)} close={close}>
      <p class="text-muted mt-1">{t("Foto ini tidak dapat dikembalikan. Penghapusan tercatat atas nama Anda.", "It cannot be brought back. The deletion is recorded under your name.")}</p>
      {problem && (
        <div class="mt-3">
          <ErrorBox title={t("Belum dihapus", "Not deleted")} problem={problem} />
        </div>
      )}
      <div class="flex flex-wrap gap-2 justify-end mt-5">
        <Button onClick={close}>{t("Kembali", "Back")}</Button>
        <Button look="bad" busy={busy && t("Menghapus…", "Deleting…")} onClick={() => void remove()}>
          {t("Hapus foto", "Delete the photo")}
        </Button>
      </div>
    </Dialog>
  );
}
