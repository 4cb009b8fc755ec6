import { useEffect, useState } from "preact/hooks";
import { type Faults, changeFaults, readFaults } from "./sandbox";

interface Switch {
  name: string;
  on: number | boolean;
  title: string;
  says: string;
}

const SWITCHES: Switch[] = [
  { name: "http_500", on: 1, title: "WhatsApp terputus", says: "Setiap kiriman dijawab galat" },
  { name: "http_429", on: 0.2, title: "WhatsApp penuh", says: "1 dari 5 kiriman ditolak, 130429" },
  { name: "delay_ms", on: 300_000, title: "Tanda terima telat 5 menit", says: "Sampai dan dibaca menyusul" },
  { name: "duplicate", on: 1, title: "Webhook dobel", says: "Dikirim 2 kali, harus tercatat 1" },
  { name: "drop", on: 0.2, title: "Webhook hilang", says: "1 dari 5 tidak pernah dikirim" },
  { name: "accept_then_timeout", on: 0.2, title: "Diterima, lalu putus", says: "1 dari 5 tanpa jawaban, pesannya sampai" },
  { name: "reorder", on: 1, title: "Urutan acak", says: "Yang belakangan bisa lebih dulu" },
  { name: "batch", on: 1, title: "Webhook bergerombol", says: "Banyak kabar dalam satu kiriman" },
  { name: "skip_delivered", on: 1, title: "Tanpa tanda sampai", says: "Langsung dibaca" },
  { name: "token_expired", on: 1, title: "Token kedaluwarsa", says: "Galat 190 sampai diperbarui" },
  { name: "bsuid_only", on: 1, title: "Tanpa nomor HP", says: "Hanya BSUID dalam webhook" },
  { name: "window_24h", on: 1, title: "Jendela 24 jam", says: "Teks bebas di luarnya gagal, 131047" },
  { name: "pair_rate", on: 1, title: "Batas per orang", says: "45 beruntun, lalu 1 tiap 6 detik" },
  { name: "paused_template", on: true, title: "Template dijeda", says: "Semua template ditolak, 132015" },
  { name: "tasks_twice", on: 1, title: "Tugas dobel", says: "Cloud Tasks mengantar 2 kali" },
  { name: "tasks_reorder", on: 1, title: "Tugas acak", says: "Cloud Tasks mengantar tanpa urutan" },
  { name: "read_rate", on: 1, title: "Langsung dibaca", says: "Pelanggan membuka setiap pesan" },
];
const ALWAYS_SHOWN = 6;

export function FaultCard() {
  const [faults, setFaults] = useState<Faults>({});
  const [all, setAll] = useState(false);
  useEffect(() => void readFaults().then(setFaults), []);
  const on = SWITCHES.filter((one) => faults[one.name]);
  const shown = all ? SWITCHES : SWITCHES.filter((one, place) => place < ALWAYS_SHOWN || faults[one.name]);
  return (
    <section class="kartu px-4 pt-3 pb-2" aria-label="Saklar gangguan">
      <div class="flex items-center mb-1">
        <h2 class="h-sec">Saklar gangguan</h2>
        {on.length > 0 && (
          <button type="button" class="lnk text-sm ml-auto" onClick={() => changeFaults({}).then(setFaults)}>
            Matikan {on.length}
          </button>
        )}
      </div>
      <div class="hair">
        {shown.map((one) => (
          <label key={one.name} class="flex items-center gap-3 py-1.5 cursor-pointer">
            <span class="flex-1 min-w-0">
              <span class="block font-semibold text-sm">{one.title}</span>
              <span class="block text-xs text-muted">{one.says}</span>
            </span>
            <input
              type="checkbox"
              role="switch"
              class="switch"
              checked={Boolean(faults[one.name])}
              onChange={(event) => {
                const value = event.currentTarget.checked ? one.on : typeof one.on === "boolean" ? false : 0;
                changeFaults({ ...faults, [one.name]: value }).then(setFaults);
              }}
            />
          </label>
        ))}
      </div>
      <button type="button" class="lnk text-sm py-1.5" aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? "Tampilkan sedikit" : `Semua ${SWITCHES.length} saklar`}
      </button>
    </section>
  );
}
