import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { Dialog } from "../shared/parts/Dialog";
import { leave, leaving, stay } from "./unsaved";

/** Asked when a page with unsaved changes is left. */
export function LeaveDialog() {
  if (!leaving.value) return null;
  return (
    <Dialog title={t("Perubahan belum disimpan", "Changes are not saved")} close={stay}>
      <p class="mt-2">{t("Kalau pergi sekarang, yang baru Anda ubah hilang.", "If you leave now, what you have just changed is lost.")}</p>
      <div class="flex flex-wrap gap-2 justify-end mt-5">
        <Button look="bad" onClick={leave}>
          {t("Buang perubahan", "Discard changes")}
        </Button>
        <Button look="primary" onClick={stay}>
          {t("Tetap di sini", "Stay here")}
        </Button>
      </div>
    </Dialog>
  );
}
