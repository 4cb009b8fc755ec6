import { Download, ExternalLink, LoaderCircle } from "lucide-preact";
import { useEffect } from "preact/hooks";
import type { InvoiceView } from "../../../shared/api.d";
import { download } from "../../../shared/api";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Card } from "../../../shared/parts/Card";
import { ErrorBox } from "../../../shared/parts/ErrorBox";

/** The invoice as the customer gets it: beside the figures on wide screens, behind a button on phones. */
export function Paper({ invoice }: { invoice: InvoiceView }) {
  const paper = useLoad(async () => URL.createObjectURL(await download(`/api/invoices/${invoice.id}/pdf`)), [invoice.id, invoice.status]);
  const address = paper.value;
  useEffect(() => () => address && URL.revokeObjectURL(address), [address]);
  const filename = `${invoice.number.replaceAll("/", "-")}.pdf`;
  if (paper.problem) return <ErrorBox title={t("PDF tidak termuat", "The PDF could not be read")} problem={paper.problem} again={paper.reload} />;
  if (!address) {
    return (
      <p class="kartu p-4 flex items-center gap-2 text-muted" role="status">
        <LoaderCircle class="i spin" />
        {t("Menyiapkan PDF…", "Preparing the PDF…")}
      </p>
    );
  }
  return (
    <>
      <a href={address} target="_blank" rel="noopener" class="lg:hidden btn btn-line btn-hp w-full">
        <ExternalLink class="i i-18" />
        {t("Buka PDF", "Open the PDF")}
      </a>
      <Card
        class="max-lg:hidden"
        title="PDF"
        aside={
          <a href={address} download={filename} class="btn btn-sm btn-line">
            <Download class="i" />
            {t("Unduh", "Download")}
          </a>
        }
      >
        <iframe title={t(`PDF tagihan ${invoice.number}`, `PDF of invoice ${invoice.number}`)} src={`${address}#toolbar=0&navpanes=0&view=FitH`} class="block w-full border-t divx bg-base-200" style={{ height: "calc(100vh - 152px)" }} />
      </Card>
    </>
  );
}
