import { AlarmClock, ClipboardList, Hourglass, Kanban, Plus, Rows3, SearchX, ZapOff } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import { body, GET } from "../../shared/api";
import { PRIORITIES, priorityState } from "../../shared/complaintState";
import { t } from "../../shared/language";
import { usePoll } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Skeleton } from "../../shared/parts/Skeleton";
import { useFilters } from "../filters";
import { Page } from "../Page";
import { may } from "../session";
import { waiting } from "../waiting";
import { useAreas } from "./complaint/areas";
import { Board } from "./complaint/Board";
import { byNeed, type Filters, type Mark, marked, readOpen, within } from "./complaint/openComplaints";
import { ComplaintCards, ComplaintTable } from "./complaint/ComplaintTable";
import { NewComplaintDialog } from "./complaint/NewComplaintDialog";
import { OutageBanner } from "./complaint/OutageBanner";

const EVERY_S = 15;
const OUTAGES_EVERY_S = 60;
const BANNERS = 2;
const VIEW_AS = "sambung.complaints.view";

/** All that is open, by how far it is; what is late is seen first. */
export default function Complaints() {
  const [, go] = useLocation();
  const [asked, narrow] = useFilters("/pengaduan");
  const [opening, setOpening] = useState(asked("baru") !== undefined);
  const [view, setView] = useState(localStorage.getItem(VIEW_AS) === "list" ? "list" : "board");
  const areas = useAreas();
  const loaded = usePoll(readOpen, EVERY_S, () => true, []);
  const outages = usePoll(readOutages, OUTAGES_EVERY_S, () => true, []);
  const filters: Filters = { mark: (asked("tampil") ?? "") as Mark, area: asked("area") ?? "", priority: asked("urgensi") ?? "" };
  const show = (chosen: "board" | "list") => {
    localStorage.setItem(VIEW_AS, chosen);
    setView(chosen);
  };
  const here = within(loaded.value ?? [], filters);
  const shown = marked(here, filters.mark).sort(byNeed);
  const narrowed = !!(filters.mark || filters.area || filters.priority);
  return (
    <Page
      title={t("Pengaduan", "Complaints")}
      sub={summary()}
      actions={
        may("complaints.write") && (
          <Button look="primary" size="small" icon={Plus} class="max-lg:size-11" onClick={() => setOpening(true)}>
            <span class="max-lg:sr-only">{t("Pengaduan baru", "New complaint")}</span>
          </Button>
        )
      }
    >
      <div class="flex flex-col gap-3">
        <div class="flex flex-wrap items-center gap-2">
          <fieldset class="segx max-lg:hidden">
            <legend class="sr-only">{t("Tampilan", "View")}</legend>
            <button type="button" class={view === "board" ? "on" : ""} aria-pressed={view === "board"} onClick={() => show("board")}>
              <Kanban class="i" />
              {t("Papan", "Board")}
            </button>
            <button type="button" class={view === "list" ? "on" : ""} aria-pressed={view === "list"} onClick={() => show("list")}>
              <Rows3 class="i" />
              {t("Daftar", "List")}
            </button>
          </fieldset>
          <div class="flex gap-2 overflow-x-auto noscroll max-lg:-mx-4 max-lg:px-4 max-lg:w-[calc(100%+32px)] py-0.5" role="group" aria-label={t("Saring", "Filter")}>
            {MARKS.map(({ mark, word, icon: Icon, tone }) => (
              <button
                key={mark}
                type="button"
                class={`chip px-2.5 cursor-pointer max-lg:h-11 ${filters.mark === mark ? "on" : ""}`}
                style={tone && filters.mark !== mark && marked(here, mark).length ? { color: `var(--color-${tone})` } : undefined}
                aria-pressed={filters.mark === mark}
                onClick={() => narrow("tampil", mark)}
              >
                {Icon && <Icon class="i i-14" />}
                {word()} {loaded.value && <span class="n">{marked(here, mark).length}</span>}
              </button>
            ))}
          </div>
          <div class="flex gap-2 lg:ml-auto max-lg:w-full">
            {areas.length > 1 && <Pick label={t("Wilayah", "Area")} all={t("Semua wilayah", "All areas")} value={filters.area} choose={(value) => narrow("area", value)} of={areas.map((one) => [one.id, one.name])} />}
            <Pick label={t("Urgensi", "Urgency")} all={t("Semua urgensi", "Any urgency")} value={filters.priority} choose={(value) => narrow("urgensi", value)} of={PRIORITIES.map((one) => [one, priorityState(one).word])} />
            {may("outages.read") && (
              <Link href="/pengaduan/gangguan" class="btn btn-line btn-sm max-lg:size-11">
                <ZapOff class="i" />
                <span class="max-lg:sr-only">{t("Gangguan", "Outages")}</span>
              </Link>
            )}
          </div>
        </div>
        {outages.value?.slice(0, BANNERS).map((one) => <OutageBanner key={one.id} of={one} />)}
        {loaded.problem && <ErrorBox title={loaded.value ? t("Papan belum diperbarui", "The board is not up to date") : t("Pengaduan tidak termuat", "The complaints could not be read")} problem={loaded.problem} again={loaded.reload} />}
        {!loaded.value ? (
          loaded.loading && (
            <div class="kartu">
              <Skeleton rows={8} />
            </div>
          )
        ) : shown.length ? (
          <>
            {view === "board" ? <Board of={shown} /> : <ComplaintTable of={shown} />}
            <ComplaintCards of={shown} />
          </>
        ) : (
          <div class="kartu">
            <None narrowed={narrowed} />
          </div>
        )}
      </div>
      {opening && <NewComplaintDialog customerId={asked("baru") ?? ""} close={() => setOpening(false)} opened={(id) => go(`/pengaduan/${id}`)} />}
    </Page>
  );
}

const MARKS = [
  { mark: "" as Mark, word: () => t("Semua", "All"), icon: undefined, tone: "" },
  { mark: "over" as Mark, word: () => t("Lewat batas", "Too late"), icon: AlarmClock, tone: "error" },
  { mark: "near" as Mark, word: () => t("Hampir", "Nearly"), icon: Hourglass, tone: "warning" },
  { mark: "mine" as Mark, word: () => t("Tugas saya", "Mine"), icon: undefined, tone: "" },
];

interface PickProps {
  label: string;
  all: string;
  value: string;
  choose: (value: string) => void;
  of: [string, string][];
}

function Pick({ label, all, value, choose, of }: PickProps) {
  return (
    <span class="inp h-8 text-sm px-2 max-lg:h-11 max-lg:flex-1 min-w-0">
      <select aria-label={label} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{all}</option>
        {of.map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </span>
  );
}

async function readOutages() {
  if (!may("outages.read")) return [];
  const [open, suggested] = await Promise.all(
    (["open", "suggested"] as const).map((status) => body(GET("/api/outages", { params: { query: { status, limit: 20 } } }))),
  );
  return [...open!.items, ...suggested!.items];
}

function summary(): string | undefined {
  const now = waiting.value;
  if (!now) return undefined;
  const open = t(`${now.open} terbuka`, `${now.open} open`);
  return now.over ? `${open} · ${t(`${now.over} lewat batas`, `${now.over} too late`)}` : open;
}

function None({ narrowed }: { narrowed: boolean }) {
  if (!narrowed) return <Empty icon={ClipboardList} title={t("Tidak ada pengaduan terbuka.", "No open complaints.")} next={t("Laporan pelanggan dari WhatsApp dan situs muncul di sini.", "What customers report by WhatsApp or the site appears here.")} />;
  return (
    <Empty icon={SearchX} title={t("Tidak ada yang cocok.", "Nothing matches.")} next={t("Ubah atau hapus saringannya.", "Change or clear the filters.")}>
      <Link href="/pengaduan" class="btn btn-line">
        {t("Hapus saringan", "Clear filters")}
      </Link>
    </Empty>
  );
}
