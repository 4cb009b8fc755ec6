import { Lock, Send } from "lucide-preact";
import { useState } from "preact/hooks";
import { newId } from "../../../shared/api";
import type { Canned, ComplaintDetail } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Choice } from "../../../shared/parts/Choice";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../../shared/problem";
import { useUnsaved } from "../../unsaved";
import { takeStep } from "./steps";

interface ComposerProps {
  of: ComplaintDetail;
  answers: Canned[];
  changed: (after: ComplaintDetail) => void;
}

/** Words to the customer, or a note that only the team sees: never one for the other. */
export function Composer({ of, answers, changed }: ComposerProps) {
  const [kind, setKind] = useState<"tell" | "note">("tell");
  const [text, setText] = useState("");
  const [id, setId] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const words = text.trim();
  useUnsaved(!!words);
  // What asks for money is said in the chat, where the bill is known.
  const ready = answers.filter(({ text: said }) => !/\{(tagihan|link_bayar)\}/.test(said));
  const send = async (event: Event) => {
    event.preventDefault();
    if (!words) return;
    setBusy(true);
    setProblem(undefined);
    try {
      changed(await takeStep(of.id, { kind, text: words }, id));
      setText("");
      setId(newId());
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };
  const label = kind === "tell" ? t(`Balas ${of.customer_name}`, `Answer ${of.customer_name}`) : t("Catatan tim", "Team note");
  return (
    <form class="border-t divx p-4 flex flex-col gap-3" onSubmit={(event) => void send(event)}>
      <div class="max-w-[320px]">
        <Choice label={t("Untuk siapa", "For whom")} value={kind} choose={setKind} of={[["tell", t("Pelanggan", "Customer")], ["note", t("Tim saja", "Team only")]]} />
      </div>
      {kind === "tell" && ready.length > 0 && (
        <div class="flex gap-2 overflow-x-auto noscroll -mx-4 px-4" role="group" aria-label={t("Jawaban siap pakai", "Ready answers")}>
          {ready.map((one) => (
            <button key={one.title} type="button" class="chip cursor-pointer max-lg:h-11 flex-none" onClick={() => setText(filled(one.text, of))}>
              {one.title}
            </button>
          ))}
        </div>
      )}
      {problem && <ErrorBox title={t("Belum terkirim", "Not sent")} problem={problem} />}
      <div class="flex items-end gap-2">
        <textarea rows={2} class="inp inp-area flex-1" style={kind === "note" ? { background: "color-mix(in srgb, var(--color-accent) 14%, var(--color-base-100))" } : undefined} aria-label={label} placeholder={`${label}…`} maxLength={4000} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        <Button type="submit" look="line" icon={kind === "tell" ? Send : Lock} class="h-11" disabled={!words} busy={busy && t("Mengirim…", "Sending…")}>
          {kind === "tell" ? t("Kirim", "Send") : t("Simpan", "Keep")}
        </Button>
      </div>
      {kind === "tell" && words && (
        <div>
          <p class="lbl mb-1">{t("Pelanggan membaca di WhatsApp", "The customer reads on WhatsApp")}</p>
          <p class="bub-out whitespace-pre-line break-words" style={{ maxWidth: "100%" }}>{`${words}\n\nTiket ${of.number}`}</p>
        </div>
      )}
    </form>
  );
}

/** A ready answer with what it leaves open. */
function filled(text: string, of: ComplaintDetail): string {
  return text.replace(/\{na(me|ma)\}/g, of.customer_name).replaceAll("{number}", of.number).replaceAll("{technician}", of.assignee_name || "tim kami");
}
