import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";

/** What a customer owes in rupiah, or has to their credit. */
export function Balance({ of: amount }: { of: number }) {
  if (amount === 0) return <span class="text-muted">{rupiah(0)}</span>;
  if (amount > 0) return <span class="font-[650]">{rupiah(amount)}</span>;
  return (
    <span class="text-success font-[550]">
      {t("lebih", "credit")} {rupiah(-amount)}
    </span>
  );
}
