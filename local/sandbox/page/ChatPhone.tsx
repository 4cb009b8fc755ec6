import { BadgeCheck, BatteryMedium, MessageCircle, SignalHigh } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { clock, dateOf, day, phone as spoken } from "shared/format";
import { Logo } from "shared/parts/Logo";
import { Bubble } from "./Bubble";
import { Composer } from "./Composer";
import { ListSheet } from "./ListSheet";
import { type Message, Refused, chosen, now, readChat, send } from "./sandbox";
import { useFresh } from "./useFresh";

export function ChatPhone() {
  const phone = chosen.value;
  const chat = useFresh(
    () => (phone ? readChat(phone, document.visibilityState === "visible") : Promise.reject(new Error("none"))),
    phone,
  );
  const [menu, setMenu] = useState<Message | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    setMenu(null);
    setProblem("");
  }, [phone]);
  const owner = chat?.name ?? (phone ? spoken(phone) : "");

  async function act(what: object) {
    if (!phone) return;
    setMenu(null);
    setProblem("");
    try {
      await send(phone, what);
    } catch (reason) {
      setProblem(reason instanceof Refused ? reason.message : "Belum terkirim. Simulator tidak menjawab.");
    }
  }

  return (
    <section class="w-[352px] max-w-full" aria-label="HP pelanggan: percakapan">
      <h2 class="flex items-center justify-center gap-2 text-sm font-semibold mb-2.5">
        <MessageCircle class="i text-primary" aria-hidden="true" />
        {phone ? `HP ${owner}: percakapan` : "Pilih HP pelanggan"}
      </h2>
      <div class="phone flex flex-col h-[min(760px,calc(100vh-130px))] min-h-[520px]">
        <div class="flex-1 min-h-0 flex flex-col relative">
          <StatusBar />
          <div class="flex items-center gap-3 px-4 h-[54px] shrink-0 bg-base-100 border-b divx">
            <Logo size={34} />
            <div class="flex-1 min-w-0">
              <p class="font-[650] leading-[18px] flex items-center gap-1">
                ISP Kamil <BadgeCheck class="i i-14 text-primary" aria-label="terverifikasi" />
              </p>
              <p class="text-xs text-muted" aria-live="polite">
                {chat?.typing ? "sedang mengetik…" : "akun usaha"}
              </p>
            </div>
          </div>
          <Conversation messages={chat?.items ?? []} phone={phone} act={act} openMenu={setMenu} />
          {problem && (
            <p role="alert" class="px-4 py-2 text-sm text-error bg-base-100">
              {problem}
            </p>
          )}
          <Composer owner={owner} disabled={!phone} act={act} />
          {menu?.choices && <ListSheet message={menu} close={() => setMenu(null)} pick={(id) => act({ list_id: id, message_id: menu.id })} />}
        </div>
      </div>
    </section>
  );
}

function StatusBar() {
  return (
    <div class="flex items-center px-6 h-8 shrink-0 text-xs font-[650] num bg-base-100">
      {clock(now.value).replace(" WIB", "")}
      <span class="ml-auto flex gap-1.5" aria-hidden="true">
        <SignalHigh class="i i-14" />
        <BatteryMedium class="i i-14" />
      </span>
    </div>
  );
}

interface ConversationProps {
  messages: Message[];
  phone: string | null;
  act: (what: object) => void;
  openMenu: (message: Message) => void;
}

function Conversation({ messages, phone, act, openMenu }: ConversationProps) {
  const end = useRef<HTMLDivElement>(null);
  const newest = messages.at(-1)?.id;
  useEffect(() => {
    const list = end.current;
    if (list) list.scrollTop = list.scrollHeight;
  }, [newest, phone]);
  let before = "";
  return (
    <div ref={end} class="flex-1 min-h-0 p-3 flex flex-col gap-2 overflow-auto [&>*]:shrink-0" role="log" aria-label="Percakapan" tabIndex={0}>
      {messages.length === 0 && <p class="m-auto text-sm text-muted text-center px-6">Belum ada pesan di HP ini. Tulis sesuatu di bawah sebagai pelanggan.</p>}
      {messages.map((message) => {
        const date = dateOf(new Date(message.at));
        const first = date !== before;
        before = date;
        return (
          <>
            {first && (
              <p key={date} class="self-center text-xs text-muted px-2 py-0.5 rounded-full bg-base-100">
                {day(date, "weekday")}
              </p>
            )}
            <Bubble key={message.id} message={message} act={act} openMenu={openMenu} />
          </>
        );
      })}
    </div>
  );
}
