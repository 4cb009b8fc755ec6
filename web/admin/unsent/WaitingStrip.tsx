import { CircleX, CloudOff } from "lucide-preact";
import { useState } from "preact/hooks";
import { clock, rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { Button } from "../../shared/parts/Button";
import type { Act, Unsent } from "./acts";
import { giveUp, tryAgain, unsent } from "./unsent";

/** What waits for a signal, and what was refused when it arrived; `old` is when the page's own figures were read. */
export function WaitingStrip({ old }: { old?: string }) {
  const waiting = unsent.value.filter((one) => !one.refused);
  const refused = unsent.value.filter((one) => one.refused);
  if (!waiting.length && !refused.length && !old) return null;
  return (
    <div class="flex flex-col gap-2" role="status">
      {(waiting.length > 0 || old) && (
        <div class="rounded-box tintbox t-info px-4 py-3 flex items-start gap-3">
          <CloudOff class="i i-18 text-info mt-px" />
          <p class="flex-1 min-w-0">
            {waiting.length > 0 && <span class="block font-[550]">{t(`${waiting.length} tersimpan di HP, terkirim begitu ada sinyal.`, `${waiting.length} kept on this phone, sent once there is a signal.`)}</span>}
            {old && <span class="block text-sm text-muted">{t(`Tanpa sinyal: data ${clock(old)}.`, `No signal: as of ${clock(old)}.`)}</span>}
          </p>
        </div>
      )}
      {refused.map((one) => (
        <Refused key={one.id} of={one} />
      ))}
    </div>
  );
}

function Refused({ of }: { of: Unsent }) {
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    await tryAgain(of);
    setBusy(false);
  };
  return (
    <div class="rounded-box tintbox t-err px-4 py-3">
      <p class="flex items-start gap-3 font-semibold">
        <CircleX class="i i-18 text-error mt-px" />
        {t(`Belum tercatat: ${actWord(of.act)}`, `Not recorded: ${actWord(of.act)}`)}
      </p>
      <p class="mt-1">{of.refused}</p>
      <div class="flex flex-wrap gap-2 mt-2">
        <Button class="max-lg:h-11" busy={busy && t("Mengirim…", "Sending…")} onClick={() => void again()}>
          {t("Coba lagi", "Try again")}
        </Button>
        {sure ? (
          <Button look="bad" class="max-lg:h-11" onClick={() => void giveUp(of.id)}>
            {t("Hapus dari HP", "Remove from the phone")}
          </Button>
        ) : (
          <Button look="ghost" class="max-lg:h-11" onClick={() => setSure(true)}>
            {t("Hapus…", "Remove…")}
          </Button>
        )}
      </div>
    </div>
  );
}

function actWord(act: Act): string {
  if (act.kind === "payment") return t(`${rupiah(act.amount)} dari ${act.customer_name}`, `${rupiah(act.amount)} of ${act.customer_name}`);
  if (act.kind === "photo") return t(`foto untuk ${act.complaint_id}`, `a photo for ${act.complaint_id}`);
  return t(`langkah untuk ${act.complaint_id}`, `a step of ${act.complaint_id}`);
}
