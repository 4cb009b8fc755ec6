import { FileStack } from "lucide-preact";
import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { body, POST } from "../../../shared/api";
import type { InvoiceView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../../shared/problem";

/** A voided invoice once more, at the terms that hold now; opens the new one. Asked twice, it is one. */
export function Reissue({ invoice }: { invoice: InvoiceView }) {
  const [, go] = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const reissue = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const again = await body(POST("/api/invoices/{id}/reissue", { params: { path: { id: invoice.id } } }));
      go(`/tagihan/${again.id}`);
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <section class="kartu p-4 flex flex-col gap-3 max-lg:order-3">
      <p class="text-muted">{t("Tagihan ini batal dan bulannya tidak ditagih lagi. Terbitkan ulang kalau sudah dibetulkan: pelanggan mendapat tagihan baru lewat WhatsApp.", "This invoice is void and its month is not billed again. Issue it anew once it is put right: the customer gets the new one on WhatsApp.")}</p>
      {problem && <ErrorBox title={t("Belum terbit ulang", "Not issued again")} problem={problem} />}
      <Button look="soft" icon={FileStack} class="self-start max-lg:w-full max-lg:h-11" busy={busy && t("Menerbitkan…", "Issuing…")} onClick={() => void reissue()}>
        {t("Terbitkan ulang", "Issue again")}
      </Button>
    </section>
  );
}
