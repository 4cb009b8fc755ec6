/** Words for payments, and their papers. */
import { body, download, POST } from "../../../shared/api";
import type { PaymentView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { secondsToUndo, tellDone } from "../../undo";

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

/** What somebody owes or has too much. */
export function owedNow(balance: number): string {
  if (balance > 0) return t(`Belum dibayar ${rupiah(balance)}`, `${rupiah(balance)} owed`);
  if (balance < 0) return t(`Punya saldo ${rupiah(-balance)}`, `${rupiah(-balance)} credit`);
  return t("Tidak ada utang", "Nothing owed");
}

/** What a payment of so much would leave. */
export function whatWillBe(balance: number, amount: number): string {
  const left = balance - amount;
  if (!amount) return "";
  if (left > 0) return t(`Sisa ${rupiah(left)}. Tagihan terlama dibayar dulu.`, `${rupiah(left)} is left. The oldest invoice is paid first.`);
  if (left < 0) return t(`Lebih ${rupiah(-left)}, jadi saldo untuk tagihan berikutnya.`, `${rupiah(-left)} more: credit for the next invoice.`);
  return t("Lunas semua.", "All is paid.");
}

/** What a payment has done. */
export function whatItDid(taken: PaymentView): string {
  const paid = taken.allocations.map((one) => one.number).join(", ");
  const parts = [paid && t(`Untuk ${paid}.`, `For ${paid}.`), taken.credit > 0 && t(`${rupiah(taken.credit)} jadi saldo.`, `${rupiah(taken.credit)} is credit.`)];
  if (taken.balance_after > 0) parts.push(t(`Sisa ${rupiah(taken.balance_after)}.`, `${rupiah(taken.balance_after)} is left.`));
  if (taken.resumed.length) parts.push(t("Layanan menyala lagi.", "The service is back."));
  return parts.filter(Boolean).join(" ");
}

/** Says what was taken, and lets whoever took it take it back while nobody was told; `after` shows what then is. */
export function tellTaken(taken: PaymentView, after: () => void): void {
  const within = secondsToUndo(taken.recorded_at, taken.undo_until);
  if (within === undefined) return;
  const what = t(`${rupiah(taken.amount)} dari ${taken.customer_name}`, `${rupiah(taken.amount)} of ${taken.customer_name}`);
  tellDone({
    text: t(`${what} tercatat.`, `${what} is recorded.`),
    within,
    undo: () => body(POST("/api/payments/{id}/undo", { params: { path: { id: taken.id } } })).then(after),
    undone: t(`${what} diurungkan. Tidak ada pesan terkirim.`, `${what} is undone. No message went out.`),
  });
}
