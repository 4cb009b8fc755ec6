import { Bot, Clock, Hand, Phone, Send, UserCheck } from "lucide-preact";
import { useRef, useState } from "preact/hooks";
import { body, GET, newId, POST } from "../../../shared/api";
import type { ConversationDetail, ReadyAnswer } from "../../../shared/api.d";
import { duration, phone } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../../shared/problem";
import { may } from "../../session";
import { useUnsaved } from "../../unsaved";
import { nameOf } from "./ConversationList";
import { answersFor, entryId, LIST, ReadyList } from "./ReadyList";
import { isMine, why } from "./standing";

interface AnswerProps {
  of: ConversationDetail;
  now: number;
  taking: boolean;
  take: () => void;
  changed: () => void;
}

/** Below the chat: take it over from the bot, or write. */
export function Answer({ of, now, taking, take, changed }: AnswerProps) {
  if (!may("conversations.answer")) return null;
  return (
    <div class="border-t divx bg-base-100 p-4 flex-none">
      {isMine(of) ? <Write of={of} now={now} changed={changed} /> : <TakeOver of={of} taking={taking} take={take} />}
    </div>
  );
}

function TakeOver({ of, taking, take }: { of: ConversationDetail; taking: boolean; take: () => void }) {
  const waits = of.status === "waiting";
  const [Icon, title, text] =
    of.status === "bot"
      ? [Bot, t("Bot yang menjawab", "The bot answers"), t("Ambil alih bila Anda ingin menjawab sendiri.", "Take over to answer yourself.")]
      : waits
        ? [Hand, t(`${nameOf(of)} menunggu`, `${nameOf(of)} is waiting`), `${why(of)} ${t("Bot diam sampai Anda selesai.", "The bot is silent until you are done.")}`]
        : [UserCheck, t(`Ditangani ${of.handed_to_name || "dari ponsel"}`, `${of.handed_to_name || "Somebody by phone"} has it`), t("Ambil alih bila sudah disepakati.", "Take over once you agreed on it.")];
  return (
    <div class={`rounded-box tintbox ${waits ? "t-warn" : "t-mute"} p-3.5 flex flex-wrap items-center gap-3`}>
      <Icon class={`i i-20 ${waits ? "text-warning" : "text-muted"}`} />
      <span class="min-w-0 flex-1 basis-48">
        <span class="block font-semibold">{title}</span>
        <span class="block text-sm text-muted">{text}</span>
      </span>
      <Button look={waits ? "primary" : "line"} class="max-lg:w-full max-lg:h-12" busy={taking && t("Mengambil alih…", "Taking over…")} onClick={take}>
        {t("Ambil alih", "Take over")} <kbd class="kbdx max-lg:hidden">A</kbd>
      </Button>
    </div>
  );
}

function Write({ of, now, changed }: Pick<AnswerProps, "of" | "now" | "changed">) {
  const [text, setText] = useState("");
  const [id, setId] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [at, setAt] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const ready = useLoad(async () => (await body(GET("/api/conversations/{id}/answers", { params: { path: { id: of.id } } }))).items, [of.id, of.balance]);
  const typed = text.startsWith("/") && !text.includes("\n") ? text.slice(1) : undefined;
  const offered = typed === undefined ? [] : answersFor(typed, ready.value ?? []);
  const pick = (one: ReadyAnswer) => {
    if (one.missing.length) return;
    setText(one.text);
    field.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return void send(event);
    if (typed === undefined) return;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, offered.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && offered[at]) pick(offered[at]);
    else if (event.key === "Escape") setText("");
    else return;
    event.preventDefault();
  };
  const words = typed === undefined ? text.trim() : "";
  useUnsaved(!!words);
  const left = of.window_until ? (Date.parse(of.window_until) - now) / 1000 : 0;
  const send = async (event: Event) => {
    event.preventDefault();
    if (!words) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await body(POST("/api/conversations/{id}/reply", { params: { path: { id: of.id } }, body: { id, text: words } }));
      setText("");
      setId(newId());
      changed();
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };
  if (left <= 0) return <Closed of={of} />;
  return (
    <form class="flex flex-col gap-3" onSubmit={(event) => void send(event)}>
      {typed === undefined ? <Chips of={ready.value ?? []} pick={pick} /> : <ReadyList of={offered} at={at} pick={pick} />}
      {problem && <ErrorBox title={t("Belum terkirim", "Not sent")} problem={problem} />}
      <div class="flex items-end gap-2">
        <textarea
          ref={field}
          rows={2}
          class="inp inp-area flex-1"
          aria-label={t(`Balas ${nameOf(of)}`, `Answer ${nameOf(of)}`)}
          aria-autocomplete="list"
          aria-controls={offered.length ? LIST : undefined}
          aria-activedescendant={offered[at] && entryId(at)}
          placeholder={t("Tulis balasan, atau / untuk jawaban siap pakai…", "Write, or / for ready answers…")}
          maxLength={4000}
          value={text}
          onInput={(event) => (setText(event.currentTarget.value), setAt(0))}
          onKeyDown={press}
        />
        <Button type="submit" look="primary" icon={Send} class="h-11" disabled={!words} busy={busy && t("Mengirim…", "Sending…")}>
          {t("Kirim", "Send")}
        </Button>
      </div>
      <p class="text-sm text-muted flex items-center gap-1.5 num">
        <Clock class="i i-14" />
        {t(`Gratis, sisa ${duration(left)}`, `Free, ${duration(left)} left`)}
      </p>
    </form>
  );
}

/** Those that can be said as they are, for a thumb. */
function Chips({ of, pick }: { of: ReadyAnswer[]; pick: (one: ReadyAnswer) => void }) {
  const whole = of.filter((one) => !one.missing.length);
  if (!whole.length) return null;
  return (
    <div class="flex gap-2 overflow-x-auto noscroll -mx-4 px-4" role="group" aria-label={t("Jawaban siap pakai", "Ready answers")}>
      {whole.map((one) => (
        <button key={one.title} type="button" class="chip cursor-pointer max-lg:h-11 flex-none" onClick={() => pick(one)}>
          {one.title}
        </button>
      ))}
    </div>
  );
}

/** A day after their last word only templates reach them: what one can still do. */
function Closed({ of }: { of: ConversationDetail }) {
  return (
    <div class="rounded-box tintbox t-warn p-3.5 flex flex-wrap items-center gap-3">
      <Clock class="i i-20 text-warning" />
      <span class="min-w-0 flex-1 basis-48">
        <span class="block font-semibold">{t("Sudah 24 jam tanpa kabar darinya", "24 hours without a word from them")}</span>
        <span class="block text-sm text-muted">{t("WhatsApp menutup balasan bebas. Telepon, atau tunggu ia menulis lagi.", "WhatsApp takes no free words now. Call them, or wait until they write.")}</span>
      </span>
      {of.phone && (
        <a class="btn btn-line max-lg:w-full max-lg:h-12" href={`tel:${of.phone}`}>
          <Phone class="i" />
          {phone(of.phone)}
        </a>
      )}
    </div>
  );
}
