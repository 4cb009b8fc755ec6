import { Link } from "wouter-preact";
import type { ConversationView } from "../../../shared/api.d";
import { clock, dateOf, day, phone } from "../../../shared/format";
import { t } from "../../../shared/language";
import { initials } from "../complaint/Assignee";
import { today } from "../../session";
import { standing } from "./standing";

/** People who wrote: name, how it begins, and who has to answer. */
export function ConversationList({ of, chosen, now, query }: { of: ConversationView[]; chosen: string; now: number; query: string }) {
  return (
    <ul class="p-2 flex flex-col gap-0.5" aria-label={t("Percakapan", "Conversations")}>
      {of.map((one) => (
        <li key={one.id}>
          <Entry of={one} here={one.id === chosen} now={now} query={query} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ of, here, now, query }: { of: ConversationView; here: boolean; now: number; query: string }) {
  const { word, icon: Icon, tone } = standing(of, now);
  const name = nameOf(of);
  return (
    <Link href={`/percakapan/${of.id}${query}`} data-row aria-current={here ? "true" : undefined} class={`flex gap-3 px-3 py-2.5 rounded-field border ${here ? "bg-base-100 divx" : "border-transparent"}`}>
      <span class="ava" aria-hidden="true">
        {of.name ? initials(of.name) : "#"}
      </span>
      <span class="min-w-0 flex-1">
        <span class="flex gap-2 items-baseline">
          <span class={`clamp1 ${of.unread ? "font-bold" : "font-semibold"}`}>{name}</span>
          <span class="ml-auto text-xs text-muted num whitespace-nowrap">{when(of.last_at)}</span>
        </span>
        <span class="flex gap-2 items-center">
          <span class="text-sm text-muted clamp1 min-w-0 flex-1">{lastWord(of)}</span>
          {of.unread > 0 && (
            <span class="min-w-5 h-5 px-1.5 rounded-full bg-primary text-primary-content text-xs font-bold grid place-items-center num">
              {of.unread}
              <span class="sr-only">{t("belum dibaca", "unread")}</span>
            </span>
          )}
        </span>
        <span class={`st st-plain t-${tone} max-w-full`}>
          <Icon class="i" />
          <span class="clamp1">{word}</span>
        </span>
      </span>
    </Link>
  );
}

export function nameOf(of: Pick<ConversationView, "name" | "phone">): string {
  return of.name || (of.phone ? phone(of.phone) : t("Nomor tersembunyi", "Hidden number"));
}

function lastWord(of: ConversationView): string {
  const by = { customer: "", bot: t("Bot: ", "Bot: "), staff: t("Kami: ", "We: ") }[of.last_by];
  return by + (of.last_text || t("kiriman tanpa kata", "something without words"));
}

function when(at: string): string {
  const on = dateOf(new Date(at));
  return on === today.value ? clock(at).slice(0, 5) : day(on, "short");
}
