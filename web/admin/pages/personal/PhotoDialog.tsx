import { useEffect } from "preact/hooks";
import type { PhotoView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { Show } from "../../../shared/parts/Show";
import { kindWord, photoAddress } from "./photos";

/** One photo, which lies in this browser only as long as it is shown. */
export function PhotoDialog({ customerId, photo, close }: { customerId: string; photo: PhotoView; close: () => void }) {
  const loaded = useLoad(() => photoAddress(customerId, photo.file_id), [customerId, photo.file_id]);
  const address = loaded.value;
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address]);
  return (
    <Dialog title={t(`Foto ${kindWord(photo.kind)}`, `Photo: ${kindWord(photo.kind)}`)} close={close}>
      <p class="text-sm text-muted mt-1">{t("Anda melihat foto ini: sudah dicatat.", "That you see this photo has been recorded.")}</p>
      <div class="mt-3">
        <Show of={loaded} failed={t("Foto tidak termuat", "The photo could not be read")} rows={4}>
          {(source) => <img src={source} width={photo.width} height={photo.height} alt={t(`Foto ${kindWord(photo.kind)}`, `Photo: ${kindWord(photo.kind)}`)} class="rounded-box w-full h-auto" />}
        </Show>
      </div>
      <div class="flex justify-end mt-5">
        <Button onClick={close}>{t("Tutup", "Close")}</Button>
      </div>
    </Dialog>
  );
}
