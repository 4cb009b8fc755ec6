import { TriangleAlert } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET, POST } from "../../../shared/api";
import type { IssueView } from "../../../shared/api.d";
import { moment, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useList } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { More } from "../../../shared/parts/More";
import { ReasonDialog } from "../../ReasonDialog";
import { may } from "../../session";

const SAID: Record<IssueView["kind"], () => string> = {
  paid_twice: () => t("Dibayar dua kali. Lebihnya sudah menjadi saldo pelanggan.", "Paid twice. What is too much is the customer's credit already."),
  wrong_amount: () => t("Jumlah yang masuk berbeda dari tagihan. Belum dibukukan.", "Another amount than was asked for came in. Not booked."),
  wrong_currency: () => t("Masuk dalam mata uang lain. Belum dibukukan.", "It came in another currency. Not booked."),
  unknown_order: () => t("Uang masuk untuk pesanan yang tidak kita kenal.", "Money came for an order that we do not know."),
  taken_back: () => t("Dikembalikan di gerbang pembayaran. Batalkan pembayarannya bila benar.", "Taken back at the gateway. Reverse the payment if that is right."),
};

/** Money from the gateways that a person has to look at; nothing where there is none. */
export function PaymentIssues({ changed }: { changed: () => void }) {
  const [asked, setAsked] = useState<{ issue: IssueView; book: boolean }>();
  const list = useList((cursor) => body(GET("/api/payments/issues", { params: { query: { status: "open", cursor } } })), []);
  if (!list.items?.length) return null;
  const resolve = (issue: IssueView, book: boolean) => (note: string) =>
    body(POST("/api/payments/issues/{id}/resolve", { params: { path: { id: issue.id } }, body: { note, book } })).then(() => {
      list.reload();
      changed();
    });
  return (
    <Card title={<span class="flex items-center gap-2"><TriangleAlert class="i i-18 text-warning" />{t("Perlu dilihat", "To look at")}</span>} class="mb-4">
      <ul class="hair">
        {list.items.map((issue) => (
          <li key={issue.id} class="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <span class="min-w-0 flex-1 basis-64">
              <span class="block font-semibold">
                {issue.customer_id ? <Link class="lnk" href={`/pelanggan/${issue.customer_id}`}>{issue.customer_name}</Link> : issue.gateway}
                <span class="num ml-2">{issue.amount === null ? issue.currency : rupiah(issue.amount)}</span>
              </span>
              <span class="block text-muted">{SAID[issue.kind]()}</span>
              <span class="block text-sm text-muted num">
                {[issue.gateway, issue.invoice_number, issue.expected !== null && issue.expected !== issue.amount && t(`diminta ${rupiah(issue.expected)}`, `asked for ${rupiah(issue.expected)}`), moment(issue.at)].filter(Boolean).join(" · ")}
              </span>
            </span>
            {may("payments.resolve") && (
              <span class="flex gap-2">
                {issue.kind === "wrong_amount" && issue.amount !== null && <Button onClick={() => setAsked({ issue, book: true })}>{t("Bukukan", "Book it")}</Button>}
                <Button onClick={() => setAsked({ issue, book: false })}>{t("Selesai", "Done")}</Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <More of={list} />
      {asked && (
        <ReasonDialog
          title={asked.book ? t("Bukukan uang ini", "Book this money") : t("Sudah dilihat", "Looked into")}
          text={asked.book ? t(`${rupiah(asked.issue.amount ?? 0)} menjadi pembayaran ${asked.issue.customer_name}.`, `${rupiah(asked.issue.amount ?? 0)} becomes a payment of ${asked.issue.customer_name}.`) : t("Tulis apa yang sudah dilakukan. Ini keluar dari daftar.", "Write down what was done. It leaves the list.")}
          action={asked.book ? t("Bukukan", "Book it") : t("Selesai", "Done")}
          act={resolve(asked.issue, asked.book)}
          close={() => setAsked(undefined)}
        />
      )}
    </Card>
  );
}
