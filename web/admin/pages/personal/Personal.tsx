import { Download, UserX } from "lucide-preact";
import { useState } from "preact/hooks";
import { download } from "../../../shared/api";
import type { CustomerView } from "../../../shared/api.d";
import { dateOf, day } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../../shared/problem";
import { may } from "../../session";
import { EraseDialog } from "./EraseDialog";
import { IdentityNumber } from "./IdentityNumber";
import { Photos } from "./Photos";

/** What only some may see of a person, and what a person may ask of us: their data, and to be forgotten. */
export function Personal({ customer, changed }: { customer: CustomerView; changed: () => void }) {
  if (!["customers.private", "customers.photos", "customers.data", "customers.erase"].some(may)) return null;
  if (customer.erased_at)
    return (
      <Card title={t("Data pribadi", "Personal data")}>
        <p class="px-4 pb-3.5 text-muted">
          {t(`Dihapus ${day(dateOf(new Date(customer.erased_at)))}. Tagihan dan pembayarannya tetap ada.`, `Erased on ${day(dateOf(new Date(customer.erased_at)))}. Invoices and payments are still there.`)}
        </p>
      </Card>
    );
  return (
    <Card title={t("Data pribadi", "Personal data")}>
      <p class="px-4 pb-1 text-sm text-muted">{t("Setiap kali NIK atau foto dilihat, dicatat siapa dan kapan.", "Each look at the NIK or a photo is recorded: who, and when.")}</p>
      {may("customers.private") && <IdentityNumber key={customer.id} customerId={customer.id} />}
      {may("customers.photos") && <Photos customerId={customer.id} />}
      {(may("customers.data") || may("customers.erase")) && <Requests customer={customer} changed={changed} />}
    </Card>
  );
}

function Requests({ customer, changed }: { customer: CustomerView; changed: () => void }) {
  const [taking, setTaking] = useState(false);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const left = customer.status === "archived" || customer.status === "stopped";
  const take = async () => {
    setTaking(true);
    setProblem(undefined);
    try {
      await save(customer.id);
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setTaking(false);
  };
  return (
    <div class="px-4 py-3.5 border-t border-base-300 flex flex-col gap-2">
      <div class="flex flex-wrap gap-2">
        {may("customers.data") && (
          <Button size="small" icon={Download} class="max-lg:h-11" busy={taking && t("Mengumpulkan…", "Collecting…")} onClick={() => void take()}>
            {t("Unduh semua data", "Download all data")}
          </Button>
        )}
        {may("customers.erase") && left && (
          <Button size="small" look="bad" icon={UserX} class="max-lg:h-11" onClick={() => setAsking(true)}>
            {t("Hapus data pribadi", "Erase personal data")}
          </Button>
        )}
      </div>
      {may("customers.erase") && !left && <p class="text-sm text-muted">{t("Data pribadi dapat dihapus setelah pelanggan berhenti dan tidak punya tagihan.", "Personal data can be erased once the customer has left and owes nothing.")}</p>}
      {problem && <ErrorBox title={t("Berkas belum jadi", "The file was not made")} problem={problem} />}
      {asking && (
        <EraseDialog
          customer={customer}
          close={() => setAsking(false)}
          done={() => {
            setAsking(false);
            changed();
          }}
        />
      )}
    </div>
  );
}

async function save(customerId: string): Promise<void> {
  const address = URL.createObjectURL(await download(`/api/customers/${customerId}/data`));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${customerId}-data.json`;
  link.click();
  // The browser has taken the bytes by the next turn.
  setTimeout(() => URL.revokeObjectURL(address));
}
