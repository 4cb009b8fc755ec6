import { Check } from "lucide-preact";
import type { MyComplaintDetail } from "../../shared/api.d";
import { clock, dateOf, day } from "../../shared/format";
import { t } from "../../shared/language";
import { PrivatePicture } from "../../shared/parts/PrivatePicture";

/** What was done and said, oldest first, and what is still to come. */
export function Steps({ of }: { of: MyComplaintDetail }) {
  const today = dateOf(new Date());
  const last = of.timeline.reduce((found, step, index) => (step.done ? index : found), 0);
  return (
    <section class="kartu p-4 pb-0">
      <h2 class="sr-only">{t("Perjalanan laporan", "Course of the report")}</h2>
      <ol>
        {of.timeline.map((step, index) => {
          const on = step.at && dateOf(new Date(step.at));
          const now = index === last && of.status !== "closed" && of.status !== "resolved";
          return (
            <li key={index} class="flex gap-3.5">
              <div class="flex flex-col items-center">
                <Disc done={step.done} now={now} />
                {index < of.timeline.length - 1 && <span class="w-[2px] flex-1 my-1" style={{ background: step.done && !now ? "var(--color-success)" : "var(--color-base-300)" }} />}
              </div>
              <div class="pb-4 flex-1 min-w-0">
                <p class="flex items-baseline gap-2">
                  <span class={step.done ? "font-semibold" : "text-muted"}>{step.by === "you" && step.done && index > 0 ? t(`Anda: ${step.title}`, `You: ${step.title}`) : step.title}</span>
                  {step.at && (
                    <span class="ml-auto num text-sm text-muted whitespace-nowrap">
                      {on !== today && on ? `${day(on, "short")}, ` : ""}
                      {clock(step.at).slice(0, 5)}
                    </span>
                  )}
                </p>
                {step.text && <p class="text-base text-muted whitespace-pre-line break-words">{step.text}</p>}
                {step.file_id && (
                  <div class="mt-2">
                    <PrivatePicture path={`/api/me/complaints/${of.id}/photos/${step.file_id}`} alt={t("Foto yang dikirim", "Photo that was sent")} class="rounded-field w-44 aspect-[4/3]" />
                  </div>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Disc({ done, now }: { done: boolean; now: boolean }) {
  if (!done) return <span class="w-8 h-8 rounded-full flex-none border-2" style={{ borderColor: "var(--color-base-300)" }} />;
  return (
    <span class={`w-8 h-8 rounded-full grid place-items-center flex-none ${now ? "bg-primary text-primary-content" : "tint t-ok"}`}>
      <Check class="i i-18" />
    </span>
  );
}
