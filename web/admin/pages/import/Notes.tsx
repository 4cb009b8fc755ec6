import { CircleCheck, Download } from "lucide-preact";
import { useMemo, useState } from "preact/hooks";
import type { ImportView, RowNote } from "../../../shared/api.d";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { Empty } from "../../../shared/parts/Empty";
import { Table } from "../../../shared/parts/Table";
import { importState } from "../../../shared/states";
import { saveCsv } from "../../saveCsv";

type Kind = "error" | "warning";
type Note = RowNote & { kind: Kind; key: string };

const SHOWN_AT_ONCE = 50;

/** What there is to say about single rows: refused ones first, with what is wrong in which column. */
export function Notes({ view }: { view: ImportView }) {
  const [only, setOnly] = useState<Kind>();
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const notes = useMemo(() => notesOf(view), [view]);
  const chosen = notes.filter((note) => !only || note.kind === only);
  if (notes.length === 0) {
    return (
      <Card>
        <Empty icon={CircleCheck} title={t("Semua baris terbaca", "Every row was read")} next={t("Tidak ada yang perlu diperbaiki.", "Nothing needs mending.")} />
      </Card>
    );
  }
  const filters: [Kind | undefined, string, number][] = [
    [undefined, t("Semua", "All"), notes.length],
    ["error", t("Ditolak", "Refused"), view.errors.length],
    ["warning", t("Perlu dilihat", "Worth a look"), view.warnings.length],
  ];
  return (
    <Card>
      <div class="flex flex-wrap items-center gap-2 p-4">
        {filters.map(([kind, word, number]) => (
          <button key={word} type="button" class={`chip cursor-pointer max-lg:h-11 ${kind === only ? "on" : ""}`} aria-pressed={kind === only} onClick={() => (setOnly(kind), setShown(SHOWN_AT_ONCE))}>
            {word} <span class="n">{count(number)}</span>
          </button>
        ))}
        <Button size="small" icon={Download} class="lg:ml-auto max-lg:h-11" onClick={() => save(chosen)}>
          {t("Unduh catatan (CSV)", "Download notes (CSV)")}
        </Button>
      </div>
      <Table
        label={t("Catatan per baris", "Notes per row")}
        rows={chosen.slice(0, shown)}
        keyOf={(note) => note.key}
        columns={[
          { head: t("Baris", "Row"), cell: (note) => count(note.row), right: true, class: "text-muted" },
          { head: t("Putusan", "Verdict"), cell: (note) => <Badge state={importState(note.kind)} /> },
          { head: t("Kolom", "Column"), cell: (note) => <span class="font-[550]">{note.column || "–"}</span> },
          { head: t("Penjelasan", "Explanation"), cell: (note) => note.message },
        ]}
        card={(note) => (
          <>
            <div class="flex items-center gap-2">
              <span class="font-semibold num">{t("Baris", "Row")} {count(note.row)}</span>
              <span class="text-muted clamp1">{note.column}</span>
              <span class="ml-auto">
                <Badge state={importState(note.kind)} />
              </span>
            </div>
            <p class="text-sm mt-1">{note.message}</p>
          </>
        )}
      />
      {chosen.length > shown && (
        <div class="p-3 text-center border-t divx">
          <Button size="small" class="max-lg:h-11" onClick={() => setShown(shown + SHOWN_AT_ONCE)}>
            {t("Muat lagi", "Load more")} ({count(chosen.length - shown)})
          </Button>
        </div>
      )}
    </Card>
  );
}

function notesOf(view: ImportView): Note[] {
  const of = (notes: RowNote[], kind: Kind) => notes.map((note, index) => ({ ...note, kind, key: `${kind}${index}` })).sort((a, b) => a.row - b.row);
  return [...of(view.errors, "error"), ...of(view.warnings, "warning")];
}

function save(notes: Note[]): void {
  const head = [t("Baris", "Row"), t("Putusan", "Verdict"), t("Kolom", "Column"), t("Penjelasan", "Explanation")];
  saveCsv("catatan-impor.csv", [head, ...notes.map((note) => [note.row, importState(note.kind).word, note.column, note.message])]);
}
