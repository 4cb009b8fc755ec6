import { Check, Search, Smartphone } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { count, phone as spoken } from "shared/format";
import { type Phone, choose, chosen, listPhones } from "./sandbox";
import { useFresh } from "./useFresh";

export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return (words.length > 1 ? `${words[0]?.[0]}${words.at(-1)?.[0]}` : name.slice(0, 2)).toUpperCase();
}

/** What was typed as a number that could be rung: digits with the country in front. */
function asNumber(typed: string): string | null {
  const digits = typed.replace(/[\s()+.-]/g, "");
  if (!/^\d{9,15}$/.test(digits)) return null;
  return `+${digits.startsWith("0") ? `62${digits.slice(1)}` : digits}`;
}

export function PhonesCard() {
  const [search, setSearch] = useState("");
  const [more, setMore] = useState<Phone[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const page = useFresh(() => listPhones(search), search);
  useEffect(() => {
    setMore([]);
    setNext(page?.next_cursor ?? null);
    const newest = page?.items[0];
    if (newest && !chosen.value) choose(newest.phone);
  }, [page]);
  async function showMore() {
    const further = await listPhones(search, next ?? "");
    setMore((before) => [...before, ...further.items]);
    setNext(further.next_cursor);
  }
  const first = page?.items ?? [];
  const shown = [...first, ...more.filter((one) => !first.some((same) => same.phone === one.phone))];
  const typed = asNumber(search);
  return (
    <section class="kartu" aria-label="HP pelanggan">
      <div class="px-4 pt-3 pb-2 flex items-center">
        <h2 class="h-sec">HP pelanggan</h2>
        <span class="ml-auto text-xs text-muted num">{page && `${count(page.total)} nomor`}</span>
      </div>
      <label class="inp mx-3 w-auto mb-2">
        <Search class="i text-muted" aria-hidden="true" />
        <input
          class="flex-1 min-w-0 bg-transparent outline-none"
          type="search"
          placeholder="Nama atau nomor"
          aria-label="Cari nama atau nomor"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <ul class="px-2 pb-2 max-h-[272px] overflow-auto">
        {shown.map((one) => (
          <PhoneRow key={one.phone} one={one} />
        ))}
        {typed && !shown.some((one) => one.phone === typed) && (
          <PhoneRow one={{ phone: typed, name: `Buka HP ${spoken(typed)}`, last_text: "Belum ada pesan", last_at: null, unread: 0 }} />
        )}
        {page && shown.length === 0 && !typed && (
          <li class="px-2 py-4 text-sm text-muted">
            {search ? "Tidak ada yang cocok. Ketik nomor lengkap untuk membuka HP lain." : "Belum ada pesan. Terbitkan tagihan di situs admin, atau ketik nomor HP."}
          </li>
        )}
        {next && (
          <li>
            <button type="button" class="lnk px-2 py-1.5 text-sm" onClick={showMore}>
              Tampilkan lagi
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

function PhoneRow({ one }: { one: Phone }) {
  const on = chosen.value === one.phone;
  return (
    <li>
      <button
        type="button"
        class={`w-full text-left flex items-center gap-2.5 px-2 py-1.5 rounded-field cursor-pointer ${on ? "tint t-brand text-base-content" : "hover:bg-base-200"}`}
        aria-pressed={on}
        onClick={() => choose(one.phone)}
      >
        <span class="ava ava-s" aria-hidden="true">
          {one.name ? initials(one.name) : <Smartphone class="i i-14" />}
        </span>
        <span class="min-w-0 flex-1">
          <span class="block font-semibold text-sm clamp1 num">{one.name ?? spoken(one.phone)}</span>
          <span class="block text-xs text-muted clamp1">{one.last_text || spoken(one.phone)}</span>
        </span>
        {one.unread > 0 && !on && (
          <span class="st t-brand t-solid num px-1.5" aria-label={`${one.unread} belum dibaca`}>
            {count(one.unread)}
          </span>
        )}
        {on && <Check class="i text-primary" aria-hidden="true" />}
      </button>
    </li>
  );
}
