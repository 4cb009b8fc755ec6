import { X } from "lucide-preact";
import { t } from "../shared/language";

/** That a list is narrowed to one customer; pressed, it is not. */
export function CustomerChip({ number, clear }: { number: string; clear: () => void }) {
  return (
    <button type="button" class="chip on cursor-pointer max-lg:h-11" onClick={clear}>
      <span class="sr-only">{t("Hapus saringan pelanggan", "Clear the customer filter")}</span>{" "}
      <span class="num">{number}</span>
      <X class="i i-14" />
    </button>
  );
}
