import { Star } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET } from "../../shared/api";
import type { ComplaintDetail } from "../../shared/api.d";
import { categoryWord, complaintState, priorityState, ratingWord, slaState } from "../../shared/complaintState";
import { moment } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad, usePoll } from "../../shared/load";
import { Badge } from "../../shared/parts/Badge";
import { Show } from "../../shared/parts/Show";
import type { At } from "../App";
import { Page } from "../Page";
import { may } from "../session";
import { Acts } from "./complaint/Acts";
import { useAreas } from "./complaint/areas";
import { Composer } from "./complaint/Composer";
import { CustomerSide } from "./complaint/CustomerSide";
import { sourceWord, Timeline } from "./complaint/Timeline";
import { Work } from "./complaint/Work";

const EVERY_S = 15;

/** One complaint: what was said and done, whose it is, what comes next. */
export default function ComplaintPage({ id }: At) {
  // What an act answered is newer than what was read before it.
  const [after, setAfter] = useState<ComplaintDetail>();
  const loaded = usePoll(
    async () => {
      const read = await body(GET("/api/complaints/{id}", { params: { path: { id } } }));
      setAfter(undefined);
      return read;
    },
    EVERY_S,
    (value) => value?.is_open ?? true,
    [id],
  );
  const shown = after?.id === id ? after : loaded.value;
  return (
    <Page title={shown?.number ?? t("Pengaduan", "Complaint")} sub={shown && t(`masuk ${moment(shown.created_at)} ${sourceWord(shown)}`, `came ${moment(shown.created_at)} ${sourceWord(shown)}`)} above={{ path: "/pengaduan", word: t("Pengaduan", "Complaints") }}>
      <Show of={{ ...loaded, value: shown }} failed={t("Pengaduan tidak termuat", "The complaint could not be read")}>
        {(value) => (
          <Ticket
            of={value}
            changed={(now) => {
              if (now) setAfter(now);
              else loaded.reload();
            }}
          />
        )}
      </Show>
    </Page>
  );
}

function Ticket({ of, changed }: { of: ComplaintDetail; changed: (after?: ComplaintDetail) => void }) {
  useAreas();
  const desk = useLoad(() => body(GET("/api/complaints/desk")), []);
  return (
    <div class="grid gap-4 lg:grid-cols-[minmax(0,1fr)_360px] items-start">
      {/* On phones one column: what to do next comes right after what it is about. */}
      <div class="lg:flex flex-col gap-4 min-w-0 max-lg:contents">
        <section class="kartu overflow-hidden max-lg:order-1">
          <div class="p-4 flex flex-wrap items-center gap-x-3 gap-y-2">
            <h2 class="text-lg font-bold tracking-[-.01em] min-w-0 break-words">{categoryWord(of.category)}</h2>
            <span class="flex flex-wrap gap-2 lg:ml-auto">
              <Urgency of={of} />
              <Badge state={complaintState(of.status)} />
              {of.is_open && of.status !== "resolved" && <Badge state={slaState(of.sla)} />}
            </span>
          </div>
          {of.rating !== null && <Rating of={of} />}
        </section>
        <section class="kartu overflow-hidden max-lg:order-4">
          <h2 class="sr-only">{t("Perjalanan pengaduan", "Course of the complaint")}</h2>
          <Timeline of={of} />
          {may("complaints.write") && !of.merged_into && <Composer key={of.id} of={of} answers={desk.value?.answers ?? []} changed={changed} />}
        </section>
      </div>
      <div class="lg:flex flex-col gap-4 min-w-0 max-lg:contents">
        <div class="max-lg:order-2">
          <Acts of={of} technicians={desk.value?.technicians ?? []} changed={changed} />
        </div>
        <div class="max-lg:order-3">
          <CustomerSide of={of} />
        </div>
        <div class="max-lg:order-5">
          <Work of={of} changed={changed} />
        </div>
      </div>
    </div>
  );
}

function Urgency({ of }: { of: ComplaintDetail }) {
  const { word, icon: Icon, tone } = priorityState(of.priority);
  return (
    <span class={`st t-${tone} ${of.priority === "urgent" ? "t-solid" : ""}`}>
      <Icon class="i" />
      {word}
    </span>
  );
}

function Rating({ of }: { of: ComplaintDetail }) {
  const stars = of.rating ?? 0;
  return (
    <p class="px-4 pb-4 -mt-1 flex flex-wrap items-center gap-2">
      <span class="flex text-warning" role="img" aria-label={t(`${stars} dari 5`, `${stars} of 5`)}>
        {Array.from({ length: 5 }, (_, index) => (
          <Star key={index} class="i" style={{ fill: index < stars ? "currentColor" : "none" }} />
        ))}
      </span>
      <span class="font-[550]">{ratingWord(stars)}</span>
      {of.rating_text && <span class="text-muted break-words">“{of.rating_text}”</span>}
    </p>
  );
}
