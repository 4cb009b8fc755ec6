import { Search, X } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { body, GET } from "../../../shared/api";
import type { CustomerView } from "../../../shared/api.d";
import { phone } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";

const PAUSE_MS = 200;
const FOUND = 5;

/** Finds one customer by name, address, number or phone. */
export function CustomerPick({ chosen, choose }: { chosen?: CustomerView; choose: (customer?: CustomerView) => void }) {
  const [words, setWords] = useState("");
  const [q, setQ] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQ(words.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  const found = useLoad(async () => (q ? (await body(GET("/api/customers", { params: { query: { q, limit: FOUND } } }))).items : []), [q]);
  if (chosen) {
    return (
      <div>
        <p class="font-semibold">{t("Pelanggan", "Customer")}</p>
        <div class="kartu flex items-center gap-3 px-3 py-2 mt-1.5">
          <Who of={chosen} />
          <Button look="ghost" icon={X} class="btn-square ml-auto" aria-label={t("Pilih pelanggan lain", "Choose another customer")} onClick={() => choose(undefined)} />
        </div>
      </div>
    );
  }
  return (
    <div>
      <label class="font-semibold" for="complaint-customer">
        {t("Pelanggan", "Customer")}
      </label>
      <span class="inp mt-1.5 max-lg:h-11">
        <Search class="i text-muted" />
        <input id="complaint-customer" type="search" autoComplete="off" value={words} onInput={(event) => setWords(event.currentTarget.value)} placeholder={t("Nama, alamat, nomor, atau HP", "Name, address, number or phone")} />
      </span>
      <ul class="hair mt-1" aria-live="polite" aria-label={t("Pelanggan yang cocok", "Customers found")}>
        {q &&
          found.value?.map((one) => (
            <li key={one.id}>
              <button type="button" class="w-full text-left flex items-center gap-3 px-2 py-2 min-h-11 cursor-pointer rounded-field hover:bg-base-200" onClick={() => choose(one)}>
                <Who of={one} />
              </button>
            </li>
          ))}
        {q && !found.loading && found.value?.length === 0 && <li class="px-2 py-2 text-muted">{t("Tidak ada pelanggan yang cocok.", "No customer matches.")}</li>}
      </ul>
    </div>
  );
}

function Who({ of }: { of: CustomerView }) {
  return (
    <span class="min-w-0">
      <span class="block font-semibold clamp1">{of.name}</span>
      <span class="block text-sm text-muted num clamp1">{[of.number, of.phone && phone(of.phone), of.address].filter(Boolean).join(" · ")}</span>
    </span>
  );
}
