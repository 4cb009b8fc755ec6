import {
  AlarmClock, Archive, Bot, CalendarCheck, CalendarClock, CalendarX, CircleCheck, CircleDot, Hourglass, Link2, type LucideIcon, MapPin,
  Pencil, Play, RotateCcw, Star, StickyNote, Truck, Unlink2, UserCheck, ZapOff,
} from "lucide-preact";
import type { ComplaintDetail, EventView } from "../../../shared/api.d";
import { clock, dateOf, day } from "../../../shared/format";
import { t } from "../../../shared/language";
import { PrivatePicture } from "../../../shared/parts/PrivatePicture";
import { today } from "../../session";

const CUSTOMER = "customer";
const SAID = new Set<EventView["kind"]>(["comment", "photo", "location", "works", "still_broken", "rated", "asked_other_time", "agreed"]);

const ICONS: Partial<Record<EventView["kind"], LucideIcon>> = {
  reported: CircleDot,
  joined_outage: ZapOff,
  left_outage: Unlink2,
  assigned: UserCheck,
  scheduled: CalendarClock,
  asked_other_time: CalendarX,
  agreed: CalendarCheck,
  on_the_way: Truck,
  working: MapPin,
  waiting: Hourglass,
  resumed: Play,
  resolved: CircleCheck,
  closed: Archive,
  reopened: RotateCcw,
  merged: Link2,
  took_in: Link2,
  changed: Pencil,
  near_limit: Hourglass,
  over_limit: AlarmClock,
  no_answer: Hourglass,
  rated: Star,
};

/** What was said and done, oldest first: their words left, ours right, steps between, team notes in yellow. */
export function Timeline({ of }: { of: ComplaintDetail }) {
  return (
    <ol class="flex flex-col gap-2.5 p-4" aria-label={t("Perjalanan pengaduan", "Course of the complaint")}>
      {of.events.map((event, index) => {
        const on = dateOf(new Date(event.at));
        const before = of.events[index - 1];
        const newDay = !before || dateOf(new Date(before.at)) !== on;
        return (
          <li key={event.id} class="flex flex-col gap-2.5">
            {newDay && <p class="text-sm text-muted text-center">{on === today.value ? t(`Hari ini, ${day(on)}`, `Today, ${day(on)}`) : day(on)}</p>}
            <Entry event={event} of={of} />
          </li>
        );
      })}
    </ol>
  );
}

function Entry({ event, of }: { event: EventView; of: ComplaintDetail }) {
  const time = clock(event.at).slice(0, 5);
  if (event.kind === "note") {
    return (
      <div class="bub-note flex gap-2">
        <StickyNote class="i mt-0.5" />
        <p class="min-w-0 break-words whitespace-pre-line">
          <b class="num">
            {t("Catatan tim", "Team note")} · {event.by_name} {time}:
          </b>{" "}
          {event.text} <span class="text-sm">{t("Pelanggan tidak melihat catatan ini.", "The customer does not see it.")}</span>
        </p>
      </div>
    );
  }
  if (event.kind === "reported") return <Reported event={event} of={of} time={time} />;
  if (event.by === CUSTOMER && SAID.has(event.kind)) {
    return (
      <Bubble side="in" who={of.customer_name} time={time}>
        {event.file_id ? <Photo complaintId={of.id} fileId={event.file_id} /> : event.kind !== "comment" && <p class="font-semibold">{event.title}</p>}
        {event.text && <p class="whitespace-pre-line break-words">{event.text}</p>}
      </Bubble>
    );
  }
  if (event.kind === "told") {
    return (
      <Bubble side="out" who={event.by_name || t("Kami", "We")} time={time}>
        <p class="whitespace-pre-line break-words">{event.text}</p>
      </Bubble>
    );
  }
  return <StepLine event={event} of={of} time={time} />;
}

function Reported({ event, of, time }: { event: EventView; of: ComplaintDetail; time: string }) {
  const earlier = of.photos.filter((photo) => photo.kind === "report" && !of.events.some((one) => one.file_id === photo.file_id));
  return (
    <>
      <StepLine event={{ ...event, text: sourceWord(of) }} of={of} time={time} />
      {(of.description || earlier.length > 0) && (
        <Bubble side="in" who={of.customer_name} time={time}>
          {of.description && <p class="whitespace-pre-line break-words">{of.description}</p>}
          {earlier.map((photo) => (
            <Photo key={photo.file_id} complaintId={of.id} fileId={photo.file_id} />
          ))}
        </Bubble>
      )}
    </>
  );
}

export function sourceWord(of: Pick<ComplaintDetail, "source">): string {
  if (of.source === "whatsapp") return t("lewat WhatsApp", "by WhatsApp");
  return of.source === "web" ? t("lewat situs", "by the site") : t("dicatat staf", "taken down by staff");
}

function Bubble({ side, who, time, children }: { side: "in" | "out"; who: string; time: string; children: preact.ComponentChildren }) {
  return (
    <div class={side === "in" ? "bub-in" : "bub-out"}>
      <p class="text-sm font-semibold" style={{ color: side === "in" ? "var(--color-secondary)" : "var(--color-primary)" }}>
        {who}
      </p>
      {children}
      <p class="text-xs text-muted num text-right mt-0.5">{time}</p>
    </div>
  );
}

function StepLine({ event, of, time }: { event: EventView; of: ComplaintDetail; time: string }) {
  const Icon = ICONS[event.kind] ?? Bot;
  const late = event.kind === "over_limit" || event.kind === "reopened" || event.kind === "still_broken";
  return (
    <div class="flex gap-2.5 text-sm lg:px-4">
      <span class={`w-7 h-7 rounded-full grid place-items-center flex-none tint t-${late ? "err" : event.kind === "resolved" || event.kind === "closed" ? "ok" : "brand"}`}>
        <Icon class="i i-14" />
      </span>
      <div class="min-w-0 pt-1 flex-1">
        <p>
          <b class="font-[600]">{event.title}</b>
          {event.text && <span class="break-words whitespace-pre-line">{event.kind === "reported" ? ` ${event.text}` : ` · ${event.text}`}</span>}
        </p>
        {event.file_id && (
          <div class="mt-1.5 w-fit">
            <Photo complaintId={of.id} fileId={event.file_id} />
          </div>
        )}
        <p class="text-xs text-muted num">{[time, whoWord(event, of)].filter(Boolean).join(" · ")}</p>
      </div>
    </div>
  );
}

function whoWord(event: EventView, of: ComplaintDetail): string {
  if (event.by === CUSTOMER) return of.customer_name;
  return event.by === "system" ? t("otomatis", "by itself") : event.by_name;
}

function Photo({ complaintId, fileId }: { complaintId: string; fileId: string }) {
  return <PrivatePicture path={`/api/complaints/${complaintId}/photos/${fileId}`} alt={t("Foto pada pengaduan", "Photo of the complaint")} class="rounded-field w-56 max-w-full aspect-[4/3]" />;
}
