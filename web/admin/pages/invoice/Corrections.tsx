import { Archive, Ban, Coins, FileMinus } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, POST } from "../../../shared/api";
import type { InvoiceView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { ReasonDialog } from "../../ReasonDialog";
import { may } from "../../session";
import { CreditDialog } from "./CreditDialog";
import { VoidDialog } from "./VoidDialog";

type Asked = "void" | "credit" | "waive" | "write_off";

/** What puts a bill right: a part given back, the fee waived, the whole taken back or given up. */
export function Corrections({ invoice, changed }: { invoice: InvoiceView; changed: () => void }) {
  const [asked, setAsked] = useState<Asked>();
  const isOpen = invoice.status === "open";
  const left = invoice.total - invoice.paid;
  const close = () => setAsked(undefined);
  const done = () => {
    close();
    changed();
  };
  const path = { params: { path: { id: invoice.id } } };
  const offered: [Asked, boolean, string, typeof Ban][] = [
    ["credit", (isOpen || invoice.status === "paid") && may("invoices.credit"), t("Nota kredit", "Credit note"), FileMinus],
    ["waive", isOpen && invoice.late_fee > 0 && may("invoices.credit"), t("Bebaskan denda", "Waive the late fee"), Coins],
    ["write_off", isOpen && may("invoices.write_off"), t("Hapuskan", "Write off"), Archive],
    ["void", isOpen && invoice.paid === 0 && may("invoices.void"), t("Batalkan tagihan", "Void the invoice"), Ban],
  ];
  const shown = offered.filter(([, may]) => may);
  if (!shown.length) return null;
  return (
    <div class="flex flex-wrap gap-2 max-lg:order-3 max-lg:*:flex-1 max-lg:*:h-11" role="group" aria-label={t("Koreksi tagihan", "Corrections")}>
      {shown.map(([what, , word, icon]) => (
        <Button key={what} icon={icon} look={what === "void" || what === "write_off" ? "bad" : "line"} onClick={() => setAsked(what)}>
          {word}
        </Button>
      ))}
      {asked === "void" && <VoidDialog invoice={invoice} close={close} done={done} />}
      {asked === "credit" && <CreditDialog invoice={invoice} close={close} done={done} />}
      {asked === "waive" && (
        <ReasonDialog
          title={t(`Bebaskan denda ${rupiah(invoice.late_fee)}`, `Waive the fee of ${rupiah(invoice.late_fee)}`)}
          text={t("Dendanya dikembalikan lewat nota kredit. Ini tercatat atas nama Anda.", "It is given back by a credit note. It is recorded under your name.")}
          action={t("Bebaskan denda", "Waive the late fee")}
          act={(reason) => body(POST("/api/invoices/{id}/waive-late-fee", { ...path, body: { reason } })).then(done)}
          close={close}
        />
      )}
      {asked === "write_off" && (
        <ReasonDialog
          title={t(`Hapuskan ${invoice.number}`, `Write off ${invoice.number}`)}
          text={t(`${rupiah(left)} tidak ditagih lagi. Kalau nanti dibayar, tagihannya terbuka kembali.`, `${rupiah(left)} is not asked for any more. If it is paid after all, the invoice opens again.`)}
          action={t(`Hapuskan ${rupiah(left)}`, `Write off ${rupiah(left)}`)}
          act={(reason) => body(POST("/api/invoices/{id}/write-off", { ...path, body: { reason } })).then(done)}
          close={close}
        />
      )}
    </div>
  );
}
