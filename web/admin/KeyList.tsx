import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { Dialog } from "../shared/parts/Dialog";
import { keysShown } from "./keyboard";
import { pageKeys } from "./pageKeys";
import { places } from "./navigation";
import { may } from "./session";

/** The list of keys, opened with `?`. */
export function KeyList() {
  if (!keysShown.value) return null;
  const close = () => void (keysShown.value = false);
  const keys: [string[], string][] = [
    ...pageKeys.value.map((one): [string[], string] => [[one.key.toUpperCase()], one.does]),
    ...(may("payments.take") ? [[["B"], t("Terima pembayaran", "Take payments")] as [string[], string]] : []),
    [["/"], t("Cari", "Search")],
    [["J"], t("Baris berikutnya", "Next row")],
    [["K"], t("Baris sebelumnya", "Previous row")],
    [["X"], t("Pilih baris", "Select the row")],
    [["Z"], t("Urungkan yang baru dilakukan", "Undo what was just done")],
    [["Enter"], t("Buka baris", "Open the row")],
    [["Esc"], t("Tutup, atau keluar dari isian", "Close, or leave the field")],
    [["?"], t("Daftar tombol ini", "This list")],
    ...places()
      .filter((place) => place.key)
      .map((place): [string[], string] => [["G", place.key!.toUpperCase()], place.word]),
  ];
  return (
    <Dialog title={t("Tombol pintas", "Keyboard shortcuts")} close={close}>
      <dl class="mt-3 hair">
        {keys.map(([press, does]) => (
          <div key={does} class="flex items-center gap-2 h-9">
            <dt class="w-20 flex gap-1">
              {press.map((key) => (
                <kbd key={key} class="kbdx">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div class="flex justify-end mt-4">
        <Button look="primary" onClick={close}>
          {t("Tutup", "Close")}
        </Button>
      </div>
    </Dialog>
  );
}
