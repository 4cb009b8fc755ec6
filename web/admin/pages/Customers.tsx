import { FileUp, Plus, Search, SearchX, Users } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Link, useSearch } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { CustomerView } from "../../shared/api.d";
import { t } from "../../shared/language";
import { useList, useLoad } from "../../shared/load";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { More } from "../../shared/parts/More";
import { Skeleton } from "../../shared/parts/Skeleton";
import { Page } from "../Page";
import { may } from "../session";
import { useAreas } from "./complaint/areas";
import { CustomerTable } from "./customer/CustomerTable";
import { BulkBar } from "./customers/BulkBar";
import { type CustomerFilter, ExportButton } from "./customers/ExportButton";

type Status = CustomerView["status"];

const PAUSE_MS = 150;

/** Customers by name, address, number or phone; the list follows the typing. */
export default function Customers() {
  const asked = new URLSearchParams(useSearch());
  const [words, setWords] = useState(asked.get("q") ?? "");
  const [status, setStatus] = useState<Status>();
  const q = usePaused(words.trim());
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setWords(asked.get("q") ?? ""), [asked.get("q")]);
  useEffect(() => {
    if (asked.has("cari")) field.current?.focus();
  }, []);
  const [area, setArea] = useState("");
  const [plan, setPlan] = useState("");
  const areas = useAreas();
  const plans = useLoad(async () => (may("plans.read") ? (await body(GET("/api/plans", { params: { query: { limit: 200 } } }))).items : []), []);
  const list = useList((cursor) => body(GET("/api/customers", { params: { query: { q, status, area_id: area || undefined, plan_id: plan || undefined, cursor } } })), [q, status, area, plan]);
  const filtered = !!(q || status || area || plan);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const turn = (keys: string[], on: boolean) => setChosen((before) => new Set(on ? [...before, ...keys] : [...before].filter((key) => !keys.includes(key))));
  const picked = list.items?.filter((one) => chosen.has(one.id)) ?? [];
  const canPick = may("reminders.send") || may("customers.write");

  return (
    <Page title={t("Pelanggan", "Customers")} ownSearch actions={<Actions filter={{ q: words.trim(), status, area_id: area || undefined, plan_id: plan || undefined }} />}>
      <Card>
        <div class="flex flex-wrap items-center gap-2 p-4">
          <label class="inp max-lg:h-11 lg:max-w-[380px]">
            <Search class="i text-muted" />
            <input
              ref={field}
              type="search"
              value={words}
              onInput={(event) => setWords(event.currentTarget.value)}
              placeholder={t("Nama, alamat, nomor, atau HP", "Name, address, number or phone")}
              aria-label={t("Cari pelanggan", "Search customers")}
            />
            <kbd class="kbdx max-lg:hidden">/</kbd>
          </label>
          <div class="flex gap-2 overflow-x-auto noscroll max-lg:-mx-4 max-lg:px-4 max-lg:w-[calc(100%+32px)]" role="group" aria-label={t("Status", "Status")}>
            {statuses().map(([key, word]) => (
              <button key={word} type="button" class={`chip cursor-pointer max-lg:h-11 ${key === status ? "on" : ""}`} aria-pressed={key === status} onClick={() => setStatus(key)}>
                {word}
              </button>
            ))}
          </div>
          <Pick label={t("Semua wilayah", "All areas")} value={area} choose={setArea} of={areas} />
          <Pick label={t("Semua paket", "All plans")} value={plan} choose={setPlan} of={plans.value ?? []} />
        </div>
        {list.problem && (
          <div class="px-4 pb-4">
            <ErrorBox title={t("Data pelanggan tidak termuat", "The customers could not be read")} problem={list.problem} again={list.reload} />
          </div>
        )}
        {!list.items ? (
          list.loading && <Skeleton rows={8} />
        ) : list.items.length ? (
          <CustomerTable customers={list.items} choose={canPick ? { keys: chosen, turn, word: (one) => t(`Pilih ${one.name}`, `Select ${one.name}`), all: t("Pilih semua yang tampil", "Select all shown") } : undefined} />
        ) : filtered ? (
          <Empty icon={SearchX} title={t("Tidak ada pelanggan yang cocok", "No customer matches")} next={t("Coba kata yang lebih pendek, atau hapus saringan.", "Try a shorter word, or clear the filter.")} />
        ) : (
          <Empty icon={Users} title={t("Belum ada pelanggan", "No customers yet")} next={t("Masukkan dari Excel yang sudah Anda punya.", "Bring them in from the spreadsheet you have.")}>
            {may("customers.import") && <ImportLink />}
            {may("customers.write") && (
              <Link href="/pelanggan/baru" class="btn btn-primary">
                <Plus class="i" />
                {t("Pelanggan baru", "New customer")}
              </Link>
            )}
          </Empty>
        )}
        <More of={list} />
      </Card>
      {picked.length > 0 && <BulkBar of={picked} clear={() => setChosen(new Set())} changed={list.reload} />}
    </Page>
  );
}

/** A filter of one of many; away while there is nothing to choose from. */
function Pick({ label, value, choose, of }: { label: string; value: string; choose: (id: string) => void; of: { id: string; name: string }[] }) {
  if (!of.length) return null;
  return (
    <span class="inp max-lg:h-11 w-auto max-lg:flex-1">
      <select aria-label={label} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{label}</option>
        {of.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </span>
  );
}

function Actions({ filter }: { filter: CustomerFilter }) {
  return (
    <>
      {may("customers.export") && <ExportButton filter={filter} />}
      {may("customers.import") && <ImportLink narrow />}
      {may("customers.write") && (
        <Link href="/pelanggan/baru" class="btn btn-primary max-lg:btn-sm">
          <Plus class="i" />
          <span class="max-sm:sr-only">{t("Pelanggan baru", "New customer")}</span>
        </Link>
      )}
    </>
  );
}

/** Narrow: on phones its picture alone. */
function ImportLink({ narrow }: { narrow?: boolean }) {
  return (
    <Link href="/impor" class="btn btn-line max-lg:btn-sm">
      <FileUp class="i" />
      <span class={narrow ? "max-sm:sr-only" : ""}>{t("Impor", "Import")}</span>
    </Link>
  );
}

/** The value once nobody has changed it for a moment. */
function usePaused(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function statuses(): [Status | undefined, string][] {
  return [
    [undefined, t("Semua", "All")],
    ["active", t("Aktif", "Active")],
    ["suspended", t("Diisolir", "Suspended")],
    ["paused", t("Cuti", "Paused")],
    ["pending", t("Menunggu pasang", "To be installed")],
    ["stopped", t("Berhenti", "Stopped")],
  ];
}
