import { Link } from "wouter-preact";
import type { MessageView } from "../../../shared/api.d";
import { count, moment, phone, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { Facts } from "../../../shared/parts/Facts";
import { Explained } from "./Explained";
import { StateBadge } from "./MessageTable";
import { Resend } from "./Resend";

/** One message: what the customer reads, and its way to them. */
export function MessageDialog({ message, close, changed }: { message: MessageView; close: () => void; changed: () => void }) {
  const done = () => {
    changed();
    close();
  };
  return (
    <Dialog title={phone(message.to)} close={close}>
      <p class="rounded-[14px_4px_14px_14px] px-3 py-2 mt-3 whitespace-pre-line break-words" style={{ background: "var(--chat-out)" }}>
        {message.text}
      </p>
      <div class="my-3 flex flex-col items-start gap-1.5">
        <StateBadge message={message} />
        <Explained message={message} whole />
      </div>
      <div class="-mx-4">
        <Facts
          of={[
            [t("Pelanggan", "Customer"), <Link href={`/pelanggan/${message.customer_id}`} class="lnk num">{message.customer_id}</Link>],
            [t("Dibuat", "Written"), at(message.created_at)],
            [t("Terkirim", "Sent"), at(message.sent_at)],
            [t("Sampai", "Delivered"), at(message.delivered_at)],
            [t("Dibaca", "Read"), at(message.read_at)],
            [t("Bentuk", "Form"), formWord(message.form)],
            [t("Biaya", "Cost"), message.cost === null ? t("belum diketahui", "not known yet") : <span class="num">{rupiah(message.cost)} · {categoryWord(message.category)}</span>],
            [t("Percobaan", "Attempts"), message.attempts > 1 && <span class="num">{count(message.attempts)}</span>],
          ]}
        />
      </div>
      <div class="flex flex-wrap items-center gap-2 justify-end mt-2">
        <Resend message={message} changed={done} />
        <Button onClick={close}>{t("Tutup", "Close")}</Button>
      </div>
    </Dialog>
  );
}

function at(text: string | null) {
  return text && <span class="num">{moment(text)}</span>;
}

function formWord(form: MessageView["form"]): string {
  if (form === "free") return t("Bebas, dalam 24 jam sejak pelanggan menulis", "Free, within 24 hours of the customer's message");
  return form === "template" ? t("Templat", "Template") : "";
}

function categoryWord(category: string): string {
  const words: Record<string, string> = {
    utility: t("layanan", "utility"),
    authentication: t("kode masuk", "authentication"),
    marketing: t("promosi", "marketing"),
    service: t("percakapan", "service"),
  };
  return words[category] ?? category;
}
