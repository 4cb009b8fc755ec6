/** Words for payments, and their papers. */
import { download } from "../../../shared/api";
import type { PaymentView } from "../../../shared/api.d";
import { t } from "../../../shared/language";

const KEPT_FOR_MS = 60_000;

export function methodWord(method: PaymentView["method"]): string {
  const words = {
    cash: t("Tunai", "Cash"),
    transfer: t("Transfer", "Transfer"),
    qris: "QRIS",
    gateway: t("Daring", "Online"),
  };
  return words[method];
}

/** The receipt in a tab of its own. */
export async function openReceipt(paymentId: string): Promise<void> {
  const address = URL.createObjectURL(await download(`/api/payments/${paymentId}/pdf`));
  window.open(address, "_blank", "noopener");
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR_MS);
}
