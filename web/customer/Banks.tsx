import { Landmark } from "lucide-preact";
import type { PayCompany } from "../shared/api.d";
import { rupiah } from "../shared/format";
import { t } from "../shared/language";
import { CopyButton } from "../shared/parts/CopyButton";

/** Where to transfer to, with the numbers to copy; `note` goes with the transfer. */
export function Banks({ company, amount, note }: { company: PayCompany; amount: number; note: string }) {
  const { banks, name } = company;
  if (!banks.length) {
    return (
      <section class="kartu p-5">
        <p class="font-semibold">{t("Cara bayar", "How to pay")}</p>
        <p class="text-muted mt-1">{t(`Balas pesan WhatsApp dari ${name} untuk cara bayarnya.`, `Reply to the WhatsApp message of ${name} to learn how.`)}</p>
      </section>
    );
  }
  return (
    <section class="kartu overflow-hidden" aria-label={t("Transfer bank", "Bank transfer")}>
      <div class="flex items-center gap-3 px-4 pt-4 pb-2">
        <h2 class="font-[650]">{t("Transfer ke rekening", "Transfer to")}</h2>
        <span class="ml-auto">
          <CopyButton text={String(amount)} word={t("Salin jumlah", "Copy amount")} told={t(`${rupiah(amount)} tersalin`, `${rupiah(amount)} copied`)} />
        </span>
      </div>
      <ul class="hair">
        {banks.map((bank) => (
          <li key={`${bank.bank}${bank.number}`} class="flex items-center gap-3 px-4 py-3">
            <span class="w-10 h-10 rounded-field grid place-items-center tint t-brand flex-none">
              <Landmark class="i i-20" />
            </span>
            <span class="min-w-0">
              <span class="block text-base text-muted">{bank.bank}</span>
              <span class="block font-[650] num break-words">{bank.number}</span>
              <span class="block text-base text-muted">{t("a.n.", "in the name of")} {bank.holder}</span>
            </span>
            <span class="ml-auto">
              <CopyButton text={bank.number.replace(/[^0-9]/g, "")} word={t("Salin", "Copy")} told={t(`Nomor ${bank.bank} tersalin`, `${bank.bank} number copied`)} />
            </span>
          </li>
        ))}
      </ul>
      <p class="px-4 py-3 border-t divx text-base text-muted">{t("Tulis di berita transfer:", "Write in the transfer note:")} <span class="num font-[550]">{note}</span></p>
    </section>
  );
}
