import { CheckCheck, CircleX, CornerDownLeft, Radio, Send } from "lucide-preact";
import { useState } from "preact/hooks";
import { clock, count } from "shared/format";
import { type Happening, chosen, listHappenings, readPending } from "./sandbox";
import { useFresh } from "./useFresh";

const KINDS = {
  sent: { icon: Send, word: "Keluar", tone: "t-mute" },
  inbound: { icon: CornerDownLeft, word: "Masuk", tone: "t-info" },
  read: { icon: CheckCheck, word: "Dibaca", tone: "t-brand" },
  failed: { icon: CircleX, word: "Gagal", tone: "t-err" },
} as const;

export function HappeningsCard() {
  const [onlyThis, setOnlyThis] = useState(false);
  const phone = onlyThis ? chosen.value : null;
  const found = useFresh(() => listHappenings(phone), phone);
  const pending = useFresh(readPending, "pending");
  return (
    <section class="kartu flex-1 min-h-[320px] lg:min-h-0 overflow-hidden flex flex-col" aria-label="Yang terjadi">
      <div class="flex items-center gap-2 px-4 pt-3 pb-2">
        <h2 class="h-sec">Yang terjadi</h2>
        <div class="ml-auto segx">
          <button type="button" class={`${onlyThis ? "" : "on"} h-6!`} aria-pressed={!onlyThis} onClick={() => setOnlyThis(false)}>
            Semua
          </button>
          <button type="button" class={`${onlyThis ? "on" : ""} h-6!`} aria-pressed={onlyThis} onClick={() => setOnlyThis(true)}>
            HP ini
          </button>
        </div>
      </div>
      <div class="flex-1 min-h-0 overflow-auto" tabIndex={0}>
        <table class="tbl table-fixed">
          <tbody>
            {found?.items.map((one) => (
              <Line key={one.id} one={one} named={!onlyThis} />
            ))}
          </tbody>
        </table>
        {found?.items.length === 0 && <p class="px-4 py-6 text-sm text-muted">Belum ada yang terjadi. Terbitkan tagihan, atau tulis sebagai pelanggan.</p>}
      </div>
      <Pending webhooks={pending?.webhooks ?? 0} downloads={pending?.downloads ?? 0} />
    </section>
  );
}

function Line({ one, named }: { one: Happening; named: boolean }) {
  const kind = KINDS[one.kind];
  const Icon = kind.icon;
  return (
    <tr>
      <td class="num text-muted whitespace-nowrap w-[60px] pr-0! align-top! py-1.5!">{clock(one.at).replace(" WIB", "")}</td>
      <td class="w-[88px] pr-0! align-top! py-1.5!">
        <span class={`st st-plain h-[18px] ${kind.tone}`}>
          <Icon class="i" aria-hidden="true" />
          {kind.word}
        </span>
      </td>
      <td class="align-top! py-1.5!">
        {named && one.name && <span class="block font-semibold clamp1">{one.name}</span>}
        <span class={`clamp2 ${named && one.name ? "text-muted" : ""}`}>{one.text}</span>
      </td>
    </tr>
  );
}

function Pending({ webhooks, downloads }: { webhooks: number; downloads: number }) {
  const quiet = webhooks + downloads === 0;
  return (
    <p class="border-t divx px-4 py-2.5 flex items-center text-sm gap-1.5" role="status">
      <Radio class={`i ${quiet ? "text-success" : "text-warning"}`} aria-hidden="true" />
      {quiet ? "Semua kabar sudah sampai di sistem" : `${count(webhooks)} webhook dan ${count(downloads)} berkas masih di jalan`}
    </p>
  );
}
