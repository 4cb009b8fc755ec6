import { ArrowRight, CircleCheck, CloudOff, FileText, Printer } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import type { PaymentView } from "../../../shared/api.d";
import { phone, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Done } from "../../../shared/parts/Done";
import { usePageKeys } from "../../pageKeys";
import { openReceipt, whatItDid } from "../payment/payments";
import type { Taken } from "./Desk";
import { Slip } from "./Slip";

/** What was taken, what goes back, and the receipt: on paper, as a PDF, and by WhatsApp without being asked. */
export function Receipt({ of, next }: { of: Taken; next: () => void }) {
  const onward = useRef<HTMLDivElement>(null);
  const payment = of.outcome === "waiting" ? undefined : (of.outcome.answer as PaymentView);
  useEffect(() => onward.current?.querySelector("button")?.focus(), []);
  usePageKeys([
    { key: "p", does: t("Cetak kwitansi", "Print the receipt"), act: payment && (() => print()) },
    { key: "n", does: t("Pelanggan berikutnya", "Next customer"), act: next },
  ]);
  return (
    <div class="flex flex-col gap-3">
      <div class="no-print flex flex-col gap-3">
        {of.change > 0 && (
          <p class="kartu p-4 flex items-baseline gap-3">
            <span class="font-semibold text-md">{t("Kembali", "Change")}</span>
            <span class="ml-auto text-3xl font-bold num tracking-[-.02em]">{rupiah(of.change)}</span>
          </p>
        )}
        <Done
          icon={payment ? CircleCheck : CloudOff}
          title={t(`${rupiah(of.paid)} dari ${of.customer.name}`, `${rupiah(of.paid)} of ${of.customer.name}`)}
          text={payment ? [whatItDid(payment), sentTo(of)].join(" ") : t("Tersimpan di perangkat ini. Tercatat dan kwitansi terkirim begitu ada sinyal.", "Kept on this device. It is recorded, and the receipt sent, once there is a signal.")}
        >
          {payment && (
            <>
              <Button icon={Printer} class="max-lg:h-11" onClick={() => print()}>
                {t("Cetak", "Print")} <kbd class="kbdx max-lg:hidden">P</kbd>
              </Button>
              <Button icon={FileText} class="max-lg:h-11" onClick={() => void openReceipt(payment.id)}>
                PDF
              </Button>
            </>
          )}
        </Done>
        <div ref={onward}>
          <Button look="primary" size="large" icon={ArrowRight} class="w-full" onClick={next}>
            {t("Pelanggan berikutnya", "Next customer")}
            <kbd class="kbdx max-lg:hidden" style={{ background: "transparent", color: "inherit" }}>
              Enter
            </kbd>
          </Button>
        </div>
      </div>
      {payment && <Slip of={of} payment={payment} />}
    </div>
  );
}

function sentTo({ customer }: Taken): string {
  return customer.phone ? t(`Kwitansi dikirim ke ${phone(customer.phone)}.`, `The receipt goes to ${phone(customer.phone)}.`) : t("Tidak ada nomor HP: cetak kwitansinya.", "No phone number: print the receipt.");
}
