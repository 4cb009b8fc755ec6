import { Search, SearchX } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { body, GET } from "../../../shared/api";
import type { CustomerView } from "../../../shared/api.d";
import { phone, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Empty } from "../../../shared/parts/Empty";
import { ErrorBox } from "../../../shared/parts/ErrorBox";

const PAUSE_MS = 120;
const FOUND = 8;

interface FinderProps {
  chosen?: string;
  choose: (customer: CustomerView) => void;
  /** Counted up whenever the next customer is to be looked for. */
  round: number;
}

/** Finds a customer by any word, by keys alone: type, arrows, Enter. */
export function Finder({ chosen, choose, round }: FinderProps) {
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState("");
  const [q, setQ] = useState("");
  const [at, setAt] = useState(0);
  const eager = useRef(false);
  useEffect(() => {
    setWords("");
    setQ("");
    field.current?.focus();
  }, [round]);
  useEffect(() => {
    const timer = setTimeout(() => setQ(words.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  const found = useLoad(async () => ({ q, items: q ? (await body(GET("/api/customers", { params: { query: { q, limit: FOUND } } }))).items : [] }), [q]);
  const shown = found.value?.items ?? [];
  const current = found.value?.q === words.trim();
  useEffect(() => setAt(0), [found.value]);
  useEffect(() => {
    // Enter was pressed before the answer came: it takes the one it means.
    if (eager.current && current && shown.length === 1) choose(shown[0]!);
    if (current) eager.current = false;
  }, [found.value]);
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, shown.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && current && shown[at]) choose(shown[at]);
    else if (event.key === "Enter") eager.current = true;
    else return;
    event.preventDefault();
  };
  return (
    <section class="kartu overflow-hidden no-print" aria-label={t("Cari pelanggan", "Find a customer")}>
      <div class="p-4">
        <label class="inp inp-hp">
          <Search class="i i-18 text-muted" />
          <input
            ref={field}
            type="search"
            role="combobox"
            aria-expanded={shown.length > 0}
            aria-controls="counter-found"
            aria-activedescendant={shown[at] && `counter-${shown[at].id}`}
            autoComplete="off"
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
            onKeyDown={press}
            placeholder={t("Nama, alamat, nomor, atau HP", "Name, address, number or phone")}
            aria-label={t("Cari pelanggan", "Find a customer")}
          />
          <kbd class="kbdx max-lg:hidden">/</kbd>
        </label>
      </div>
      {found.problem && (
        <div class="px-4 pb-4">
          <ErrorBox title={t("Pencarian belum berhasil", "The search failed")} problem={found.problem} again={found.reload} />
        </div>
      )}
      <ul id="counter-found" role="listbox" aria-label={t("Pelanggan yang cocok", "Customers found")} class="hair">
        {shown.map((one, index) => (
          <li
            key={one.id}
            id={`counter-${one.id}`}
            role="option"
            aria-selected={index === at}
            class={`flex items-center gap-3 px-4 py-2.5 min-h-11 cursor-pointer ${index === at || one.id === chosen ? "tint t-brand" : ""}`}
            onClick={() => choose(one)}
          >
            <span class="min-w-0 flex-1">
              <span class="block font-semibold clamp1 text-base-content">{one.name}</span>
              <span class="block text-sm text-muted num clamp1">{[one.number, one.phone && phone(one.phone), one.address].filter(Boolean).join(" · ")}</span>
            </span>
            <span class={`num font-semibold flex-none ${one.balance > 0 ? "text-error" : "text-muted"}`}>{one.balance > 0 ? rupiah(one.balance) : t("lunas", "paid")}</span>
          </li>
        ))}
      </ul>
      {q && current && !shown.length && <Empty icon={SearchX} title={t("Tidak ada pelanggan yang cocok.", "No customer matches.")} next={t("Coba kata yang lebih pendek atau nomor HP.", "Try a shorter word or the phone number.")} />}
    </section>
  );
}
