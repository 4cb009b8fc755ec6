import { Check, PanelRight } from "lucide-preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { body, GET, POST } from "../../../shared/api";
import type { Bubble, ConversationDetail } from "../../../shared/api.d";
import { phone } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { Show } from "../../../shared/parts/Show";
import { toProblem } from "../../../shared/problem";
import { useLive } from "../../live";
import { usePageKeys } from "../../pageKeys";
import { may } from "../../session";
import { tellDone } from "../../undo";
import { initials } from "../complaint/Assignee";
import { Answer } from "./Answer";
import { Beside } from "./Beside";
import { Bubbles } from "./Bubbles";
import { nameOf } from "./ConversationList";
import { isMine } from "./standing";

const read = (id: string, cursor?: string) => body(GET("/api/conversations/{id}", { params: { path: { id }, query: { cursor } } }));

/** One conversation, live: what was said, the answer below, what to know beside it. */
export function Chat({ id, now, moved, named }: { id: string; now: number; moved: () => void; named: (name: string) => void }) {
  const loaded = useLoad(() => read(id), [id]);
  const changed = useCallback(() => {
    loaded.reload();
    moved();
  }, [loaded.reload, moved]);
  useLive("conversations", loaded.reload);
  const name = loaded.value ? nameOf(loaded.value) : "";
  useEffect(() => named(name), [name]);
  return (
    <Show of={loaded} failed={t("Percakapan tidak termuat", "The conversation could not be read")} rows={6}>
      {(detail) => <Open key={detail.id} of={detail} now={now} changed={changed} />}
    </Show>
  );
}

function Open({ of, now, changed }: { of: ConversationDetail; now: number; changed: () => void }) {
  const [earlier, setEarlier] = useState<{ said: Bubble[]; cursor: string | null | undefined }>({ said: [], cursor: undefined });
  const [busy, setBusy] = useState("");
  const [beside, setBeside] = useState(false);
  const cursor = earlier.cursor === undefined ? of.next_cursor : earlier.cursor;
  const known = new Set(of.bubbles.map((bubble) => bubble.id));
  const said = [...of.bubbles, ...earlier.said.filter((bubble) => !known.has(bubble.id))].reverse();

  const act = (word: string, what: () => Promise<unknown>) => {
    setBusy(word);
    what()
      .then(changed, (failure) => tellDone({ text: toProblem(failure).message }))
      .finally(() => setBusy(""));
  };
  const take = () => act("take", () => body(POST("/api/conversations/{id}/take", { params: { path: { id: of.id } } })));
  const done = () =>
    act("done", async () => {
      await body(POST("/api/conversations/{id}/hand-back", { params: { path: { id: of.id } }, body: { say_so: false } }));
      tellDone({ text: t("Selesai. Bot menjawab lagi.", "Done. The bot answers again."), undo: () => body(POST("/api/conversations/{id}/take", { params: { path: { id: of.id } } })).then(changed) });
    });
  const readEarlier = () =>
    act("earlier", async () => {
      const page = await read(of.id, cursor ?? undefined);
      setEarlier((before) => ({ said: [...before.said, ...page.bubbles], cursor: page.next_cursor }));
    });
  const canAnswer = may("conversations.answer");
  usePageKeys([
    { key: "a", does: t("Ambil alih", "Take over"), act: canAnswer && !busy && !isMine(of) ? take : undefined },
    { key: "e", does: t("Selesai, bot menjawab lagi", "Done, the bot answers again"), act: canAnswer && !busy && of.status !== "bot" ? done : undefined },
  ]);
  return (
    <div class="h-full min-h-0 flex">
      <section class="flex-1 min-w-0 min-h-0 flex flex-col" aria-label={nameOf(of)}>
        <div class="flex items-center gap-3 px-4 h-14 border-b divx flex-none">
          <span class="ava max-lg:hidden" aria-hidden="true">
            {of.name ? initials(of.name) : "#"}
          </span>
          <span class="min-w-0">
            <span class="block font-[650] clamp1">{nameOf(of)}</span>
            <span class="block text-sm text-muted num clamp1">{[of.name && of.phone && phone(of.phone), !of.customer_id && t("belum dikenal", "not recognised")].filter(Boolean).join(" · ")}</span>
          </span>
          <span class="ml-auto flex gap-2">
            {canAnswer && of.status !== "bot" && (
              <Button icon={Check} class="max-lg:h-11" busy={busy === "done" && t("Sebentar…", "One moment…")} onClick={done}>
                {t("Selesai", "Done")}
              </Button>
            )}
            <Button icon={PanelRight} class="btn-square xl:hidden max-lg:size-11" aria-label={t("Tagihan dan pengaduannya", "Their bills and complaints")} onClick={() => setBeside(true)} />
          </span>
        </div>
        <Scroll follow={said.at(-1)?.id ?? ""}>
          {cursor && (
            <p class="text-center pt-4">
              <Button size="small" class="max-lg:h-11" busy={busy === "earlier" && t("Memuat…", "Loading…")} onClick={readEarlier}>
                {t("Muat yang lebih lama", "Load what was earlier")}
              </Button>
            </p>
          )}
          <Bubbles of={of} said={said} />
        </Scroll>
        <Answer of={of} now={now} taking={busy === "take"} take={take} changed={changed} />
      </section>
      <aside class="w-[320px] flex-none border-l divx overflow-y-auto max-xl:hidden" aria-label={t("Tentang pelanggan", "About the customer")}>
        <Beside of={of} />
      </aside>
      {beside && (
        <Dialog title={nameOf(of)} close={() => setBeside(false)}>
          <div class="-mx-5 mt-2">
            <Beside of={of} />
          </div>
          <div class="flex justify-end mt-2">
            <Button look="primary" onClick={() => setBeside(false)}>
              {t("Tutup", "Close")}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

/** Stands at the latest word, and goes along with what comes. */
function Scroll({ follow, children }: { follow: string; children: preact.ComponentChildren }) {
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    pane.current?.scrollTo({ top: pane.current.scrollHeight });
  }, [follow]);
  return (
    <div ref={pane} class="flex-1 min-h-0 overflow-y-auto bg-base-100" tabIndex={0}>
      {children}
    </div>
  );
}
