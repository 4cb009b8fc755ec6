import { CalendarCheck, CalendarX, Star } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { body, GET, newId, POST } from "../../shared/api";
import type { MyComplaintDetail, MyNewEvent } from "../../shared/api.d";
import { complaintHeadline, complaintState, complaintTitle, ratingWord } from "../../shared/complaintState";
import { clock, dateOf, day, moment } from "../../shared/format";
import { t } from "../../shared/language";
import { usePoll } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Kawung } from "../../shared/parts/Kawung";
import { Skeleton } from "../../shared/parts/Skeleton";
import { type Problem, toProblem } from "../../shared/problem";
import { sendAnswers } from "../satisfaction/answers";
import { AddWords } from "./AddWords";
import { Bar } from "./Bar";
import { Foot } from "./Foot";
import { News } from "./News";
import { Rating } from "./Rating";
import { Steps } from "./Steps";

const EVERY_S = 20;

/** One report of mine: where it stands, what happened, what I may say. */
export default function TicketPage({ id }: { id: string }) {
  const [after, setAfter] = useState<MyComplaintDetail>();
  const loaded = usePoll(
    async () => {
      const read = await body(GET("/api/me/complaints/{id}", { params: { path: { id } } }));
      setAfter(undefined);
      return read;
    },
    EVERY_S,
    (value) => value?.status !== "closed",
    [id],
  );
  const shown = after?.id === id ? after : loaded.value;
  useEffect(() => {
    document.title = `${shown ? t(`Laporan ${shown.number}`, `Report ${shown.number}`) : t("Laporan", "Report")} · Sambung`;
  }, [shown?.number]);
  return (
    <>
      <Bar title={shown ? t(`Laporan ${shown.number}`, `Report ${shown.number}`) : t("Laporan", "Report")} sub={shown && complaintTitle(shown)} back="/lapor" backWord={t("Kembali ke daftar laporan", "Back to the reports")} />
      <main class="p-4 pb-28 flex flex-col gap-3">
        {loaded.problem && <ErrorBox title={shown ? t("Belum diperbarui", "Not up to date") : t("Laporan belum terbuka", "The report did not open")} problem={loaded.problem} again={loaded.problem.status === 404 ? undefined : loaded.reload} />}
        {shown ? <Ticket of={shown} changed={(now) => (now ? setAfter(now) : loaded.reload())} /> : !loaded.problem && <section class="kartu"><Skeleton rows={5} /></section>}
      </main>
    </>
  );
}

function Ticket({ of, changed }: { of: MyComplaintDetail; changed: (now?: MyComplaintDetail) => void }) {
  const [busy, setBusy] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const act = async (name: string, call: () => Promise<unknown>) => {
    setBusy(name);
    setProblem(undefined);
    try {
      await call();
      return true;
    } catch (failure) {
      setProblem(toProblem(failure));
      return false;
    } finally {
      setBusy("");
    }
  };
  const say = async (kind: MyNewEvent["kind"], more: Partial<MyNewEvent> = {}) =>
    changed(await body(POST("/api/me/complaints/{id}/events", { params: { path: { id: of.id } }, body: { id: newId(), kind, text: "", rating: null, location: null, ...more } })));
  const may = (what: MyComplaintDetail["can"][number]) => of.can.includes(what);
  const press = (kind: MyNewEvent["kind"]) => void act(kind, () => say(kind));
  const resolved = of.status === "resolved";
  const scheduled = of.status === "scheduled" && may("other_time");
  return (
    <>
      <Standing of={of} />
      {of.outage && <News of={of.outage} />}
      {problem && <ErrorBox title={t("Belum terkirim", "Not sent")} problem={problem} />}
      {scheduled && (
        <div class="grid grid-cols-2 gap-2">
          <Button icon={CalendarX} class="h-12" busy={busy === "other_time" && t("Mengirim…", "Sending…")} onClick={() => press("other_time")}>
            {t("Minta jam lain", "Another time")}
          </Button>
          <Button look="soft" icon={CalendarCheck} class="h-12" busy={busy === "agree" && t("Mengirim…", "Sending…")} onClick={() => press("agree")}>
            {t("Setuju jadwal", "That suits me")}
          </Button>
        </div>
      )}
      {/* First whether it works; how it was comes after. */}
      {may("rating") && !resolved && <Rating technician={of.technician} busy={busy === "rating"} send={(answers) => void act("rating", () => sendAnswers({ about: of.id, ...answers })).then((well) => well && changed())} />}
      {of.rating !== null && <Rated rating={of.rating} />}
      <Steps of={of} />
      {may("comment") && (
        <AddWords
          of={of}
          busy={busy}
          act={async (name, call) => {
            const well = await act(name, call);
            if (well && name === "photo") changed();
            return well;
          }}
          say={(text) => say("comment", { text })}
        />
      )}
      {(may("works") || may("still_broken")) && (
        <Foot>
          {may("still_broken") && (
            <Button size="large" class="px-2" busy={busy === "still_broken" && t("Mengirim…", "Sending…")} onClick={() => press("still_broken")}>
              {t("Masih bermasalah", "Still broken")}
            </Button>
          )}
          {may("works") && (
            <Button look={resolved ? "primary" : "line"} size="large" class="px-2" busy={busy === "works" && t("Mengirim…", "Sending…")} onClick={() => press("works")}>
              {t("Sudah normal", "It works")}
            </Button>
          )}
        </Foot>
      )}
    </>
  );
}

function Standing({ of }: { of: MyComplaintDetail }) {
  const open = of.status !== "resolved" && of.status !== "closed";
  return (
    <section class="rounded-box p-4 text-white relative overflow-hidden" style={{ background: "var(--brandblock)" }}>
      <Kawung fade="left" />
      <div class="relative">
        <p style={{ color: "#D6E6E7" }}>{of.status === "waiting" ? t("Menunggu Anda", "Waits for you") : complaintState(of.status).word}</p>
        <h1 class="text-xl font-bold mt-0.5 break-words">{complaintHeadline(of)}</h1>
        {of.visit && open ? (
          <p class="font-semibold num mt-1">{visitWords(of.visit)}</p>
        ) : (
          open &&
          of.expected_at && (
            <p class="num mt-1" style={{ color: "#D6E6E7" }}>
              {t("Target selesai", "We mean to be done by")} {moment(of.expected_at)}
            </p>
          )
        )}
        {of.technician && (
          <p class="flex items-center gap-3 mt-3">
            <span class="ava" style={{ background: "#fff", color: "#0E5A64" }} aria-hidden="true">
              {of.technician.slice(0, 2).toUpperCase()}
            </span>
            <span>
              <span class="block font-[650]">{of.technician}</span>
              <span class="block text-sm" style={{ color: "#D6E6E7" }}>
                {t("Teknisi", "Technician")}
              </span>
            </span>
          </p>
        )}
      </div>
    </section>
  );
}

function visitWords(visit: { starts_at: string; ends_at: string }): string {
  return `${day(dateOf(new Date(visit.starts_at)), "weekday")}, ${clock(visit.starts_at).slice(0, 5)}–${clock(visit.ends_at)}`;
}

function Rated({ rating }: { rating: number }) {
  return (
    <p class="kartu p-4 flex items-center gap-3" role="status">
      <span class="flex text-warning" aria-hidden="true">
        {[1, 2, 3, 4, 5].map((stars) => (
          <Star key={stars} class="i" style={{ fill: stars <= rating ? "currentColor" : "none" }} />
        ))}
      </span>
      <span>
        <b>{ratingWord(rating)}.</b> {t("Terima kasih atas nilainya.", "Thank you for the rating.")}
      </span>
    </p>
  );
}
