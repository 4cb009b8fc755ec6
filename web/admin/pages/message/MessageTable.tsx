import { Link } from "wouter-preact";
import type { MessageView } from "../../../shared/api.d";
import { moment, phone, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { type Column, Table } from "../../../shared/parts/Table";
import { heldState, messageState } from "../../../shared/states";
import { health } from "../../whatsapp/health";
import { Explained, isHeldBack } from "./Explained";
import { Resend } from "./Resend";

interface MessageTableProps {
  messages: MessageView[];
  open: (message: MessageView) => void;
  changed: () => void;
}

const CALM = new Set<MessageView["status"]>(["queued", "released", "sending", "sent", "delivered", "read", "cancelled"]);

export function MessageTable({ messages, open, changed }: MessageTableProps) {
  const columns: Column<MessageView>[] = [
    { head: t("Dibuat", "Written"), cell: (message) => <span class="text-muted">{moment(message.created_at)}</span>, class: "num whitespace-nowrap" },
    { head: t("Kepada", "To"), cell: (message) => <To message={message} />, class: "whitespace-nowrap" },
    { head: t("Pesan", "Message"), cell: (message) => <Words message={message} open={open} />, class: "w-full" },
    { head: t("Status", "Status"), cell: (message) => <Standing message={message} changed={changed} />, class: "min-w-[320px]" },
    { head: t("Biaya", "Cost"), cell: (message) => <Cost of={message.cost} />, right: true },
  ];
  return (
    <Table
      label={t("Daftar pesan", "List of messages")}
      rows={messages}
      keyOf={(message) => message.id}
      columns={columns}
      card={(message) => (
        <>
          <div class="flex items-center gap-3">
            <To message={message} />
            <span class="ml-auto text-right">
              <StateBadge message={message} />
            </span>
          </div>
          <div class="mt-1">
            <Words message={message} open={open} />
          </div>
          <p class="flex text-sm text-muted num mt-1">
            {moment(message.created_at)}
            <span class="ml-auto">
              <Cost of={message.cost} />
            </span>
          </p>
          <Explained message={message} />
          <div class="mt-1.5">
            <Resend message={message} changed={changed} />
          </div>
        </>
      )}
    />
  );
}

function To({ message }: { message: MessageView }) {
  return (
    <span class="block">
      <Link href={`/pelanggan/${message.customer_id}`} class="lnk num inline-flex items-center min-h-6">
        {message.customer_id}
      </Link>
      <span class="block text-muted num text-sm">{phone(message.to)}</span>
    </span>
  );
}

function Words({ message, open }: { message: MessageView; open: (message: MessageView) => void }) {
  return (
    <button type="button" data-row class="block w-full text-left cursor-pointer rounded-field" onClick={() => open(message)}>
      <span class="block font-semibold first-letter:uppercase">{message.template.replaceAll("_", " ")}</span>
      <span class="text-muted clamp2">{message.text}</span>
    </button>
  );
}

function Standing({ message, changed }: { message: MessageView; changed: () => void }) {
  const at = message.read_at ?? message.delivered_at ?? message.sent_at;
  return (
    <div class="py-1.5 flex flex-col items-start gap-1">
      <span class="flex flex-wrap items-center gap-x-2">
        <StateBadge message={message} />
        {at && <span class="text-muted num">{moment(at)}</span>}
      </span>
      <Explained message={message} />
      <Resend message={message} changed={changed} />
    </div>
  );
}

export function StateBadge({ message }: { message: MessageView }) {
  const held = message.status === "queued" && (isHeldBack(message) || stands(message));
  const state = held ? heldState() : messageState(message.status);
  return <Badge state={state} plain={!held && CALM.has(message.status)} />;
}

/** Whether a hold of ours is about it, as far as this page can tell: answers pass a hold over what is bulk. */
function stands(message: MessageView): boolean {
  return !!health.value?.holds.some(({ id }) => id === "all" || id === "bulk" || id === `template.${message.template}`);
}

function Cost({ of }: { of: number | null }) {
  return of === null ? <span class="text-muted">–</span> : <>{rupiah(of)}</>;
}
