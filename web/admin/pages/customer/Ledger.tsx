import { body, GET } from "../../../shared/api";
import type { EntryView } from "../../../shared/api.d";
import { day, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useList } from "../../../shared/load";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { More } from "../../../shared/parts/More";
import { Skeleton } from "../../../shared/parts/Skeleton";
import { type Column, Table } from "../../../shared/parts/Table";

interface Entry extends EntryView {
  /** What was owed once it stood. */
  left: number;
}

/** Every rupiah of the account, the latest first, with what was owed after it. */
export function Ledger({ customerId, balance, asOf }: { customerId: string; balance: number; asOf: string }) {
  const list = useList((cursor) => body(GET("/api/customers/{id}/ledger", { params: { path: { id: customerId }, query: { cursor } } })), [customerId, asOf]);
  const columns: Column<Entry>[] = [
    { head: t("Tanggal", "Date"), cell: (entry) => <span class="text-muted">{day(entry.on, "short")}</span>, class: "num whitespace-nowrap" },
    { head: t("Keterangan", "What"), cell: (entry) => <What of={entry} />, class: "w-full" },
    { head: t("Jumlah", "Amount"), cell: (entry) => <Amount of={entry.amount} />, right: true, class: "whitespace-nowrap" },
    { head: t("Sisa", "Owed"), cell: (entry) => rupiah(entry.left), right: true, class: "whitespace-nowrap" },
  ];
  if (list.problem) return <ErrorBox title={t("Buku besar tidak termuat", "The ledger could not be read")} problem={list.problem} again={list.reload} />;
  if (!list.items) return <Skeleton rows={5} />;
  if (!list.items.length) return <p class="px-4 py-6 text-muted text-center">{t("Belum ada mutasi.", "No entries yet.")}</p>;
  return (
    <>
      <Table
        label={t("Buku besar", "Ledger")}
        rows={running(list.items, balance)}
        keyOf={(entry) => entry.id}
        columns={columns}
        card={(entry) => (
          <>
            <div class="flex items-baseline gap-3">
              <What of={entry} />
              <span class="ml-auto num whitespace-nowrap">
                <Amount of={entry.amount} />
              </span>
            </div>
            <p class="flex text-sm text-muted num">
              {day(entry.on, "short")}
              <span class="ml-auto">{t(`sisa ${rupiah(entry.left)}`, `${rupiah(entry.left)} owed`)}</span>
            </p>
          </>
        )}
      />
      <More of={list} />
    </>
  );
}

/** From what is owed now, back through the entries. */
function running(entries: EntryView[], balance: number): Entry[] {
  let left = balance;
  return entries.map((entry) => {
    const now = { ...entry, left };
    left -= entry.amount;
    return now;
  });
}

function What({ of }: { of: EntryView }) {
  return (
    <span class="min-w-0">
      <span class="block font-[550]">{of.description}</span>
      {of.note && of.note !== of.description && <span class="block text-sm text-muted break-words">{of.note}</span>}
    </span>
  );
}

function Amount({ of }: { of: number }) {
  return <span class={`font-[650] ${of < 0 ? "text-success" : ""}`}>{of > 0 ? `+${rupiah(of)}` : rupiah(of)}</span>;
}
