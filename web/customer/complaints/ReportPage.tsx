import { ArrowRight, Send } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import { body, POST } from "../../shared/api";
import type { MyComplaintDetail, MyNewComplaint, ReportForm } from "../../shared/api.d";
import { CATEGORIES, categoryWord } from "../../shared/complaintState";
import { t } from "../../shared/language";
import { Button } from "../../shared/parts/Button";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Show } from "../../shared/parts/Show";
import { type Problem, toProblem } from "../../shared/problem";
import { account, readAccount, readForm } from "../account";
import { useKept } from "../kept";
import { AnswerStep } from "./AnswerStep";
import { Bar } from "./Bar";
import { type Draft, keepDraft, readDraft } from "./draft";
import { Foot } from "./Foot";
import { KindStep } from "./KindStep";
import { keepForLater } from "./outbox";
import { KeptStep } from "./KeptStep";
import type { Picture } from "./photos";
import { PhotoStep } from "./PhotoStep";
import { PlaceStep } from "./PlaceStep";

/** What may be reported where nothing could be read yet. */
const WITHOUT_SIGNAL: ReportForm = {
  categories: CATEGORIES.map((id) => ({ id, title: categoryWord(id), hint: "" })),
  lines: [],
  outage: null,
  recovered: null,
  open_complaints: [],
};
const STEPS = 3;
const AT_THE_MODEM = ["no_connection", "slow", "unstable", "hardware"];

/** Reporting trouble: what happened, a picture and words, the place; answered at once. */
export default function ReportPage() {
  const loaded = useKept("form", readForm);
  useEffect(() => {
    document.title = `${t("Lapor gangguan", "Report trouble")} · Sambung`;
    if (!account.value) void readAccount().catch(() => undefined);
  }, []);
  const form = loaded.value ?? (loaded.problem?.status === 0 ? WITHOUT_SIGNAL : undefined);
  return form ? (
    <Flow form={form} />
  ) : (
    <>
      <Bar title={t("Lapor gangguan", "Report trouble")} back="/lapor" backWord={t("Kembali", "Back")} />
      <main class="p-4">
        <Show of={loaded} failed={t("Belum terbuka", "It did not open")}>
          {() => null}
        </Show>
      </main>
    </>
  );
}

function Flow({ form }: { form: ReportForm }) {
  const [, go] = useLocation();
  const [draft, setDraft] = useState(readDraft);
  const [pictures, setPictures] = useState<Picture[]>([]);
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [answer, setAnswer] = useState<MyComplaintDetail>();
  const [waits, setWaits] = useState(false);
  useEffect(() => window.scrollTo(0, 0), [at, answer, waits]);

  const write = (changes: Partial<Draft>) => {
    const next = { ...draft, ...changes };
    setDraft(next);
    keepDraft(next);
  };
  /** Without a signal it waits here, and goes by itself. */
  const keepIt = async (report: MyNewComplaint) => {
    await keepForLater(account.value?.customer_id ?? "", report, pictures);
    keepDraft(null);
    setWaits(true);
  };
  const send = async () => {
    if (!draft.category) return;
    setBusy(true);
    setProblem(undefined);
    const { id, category, description, location } = draft;
    const line = form.lines.length > 1 ? draft.line || null : null;
    const report = { id, category, description: description.trim(), location, subscription_id: line };
    try {
      setAnswer(await body(POST("/api/me/complaints", { body: report })));
      keepDraft(null);
    } catch (failure) {
      const told = toProblem(failure);
      if (told.status === 0) await keepIt(report).catch(() => setProblem(told));
      else setProblem(told);
    }
    setBusy(false);
  };

  if (waits) return <KeptStep />;
  if (answer) {
    return (
      <>
        <Bar title={t(`Laporan ${answer.number}`, `Report ${answer.number}`)} sub={t("Baru saja", "Just now")} back="/" backWord={t("Ke beranda", "Home")} />
        <main class="p-4 pb-28 flex flex-col gap-4">
          <AnswerStep of={answer} pictures={pictures} modem={AT_THE_MODEM.includes(answer.category)} />
        </main>
        <Foot>
          <Link href={`/lapor/${answer.id}`} class="btn btn-primary btn-hp">
            {t("Lihat perkembangan", "Follow it")}
            <ArrowRight class="i i-18" />
          </Link>
        </Foot>
      </>
    );
  }
  const back = () => (at ? setAt(at - 1) : go("/lapor"));
  const nothingShown = at === 1 && !pictures.length && !draft.description.trim();
  return (
    <>
      <Bar title={t("Lapor gangguan", "Report trouble")} sub={t(`Langkah ${at + 1} dari ${STEPS}`, `Step ${at + 1} of ${STEPS}`)} back={back} backWord={t("Kembali", "Back")} />
      <main class="p-4 pb-28 flex flex-col gap-4">
        <div class="grid grid-cols-3 gap-2" aria-hidden="true">
          {Array.from({ length: STEPS }, (_, index) => (
            <span key={index} class="h-1 rounded-full" style={{ background: index <= at ? "var(--color-primary)" : "var(--track)" }} />
          ))}
        </div>
        {at === 0 && <KindStep form={form} draft={draft} write={write} />}
        {at === 1 && <PhotoStep pictures={pictures} setPictures={setPictures} draft={draft} write={write} />}
        {at === 2 && <PlaceStep location={draft.location} set={(location) => write({ location })} />}
        {problem && <ErrorBox title={t("Laporan belum terkirim. Isinya tersimpan di HP ini.", "Not sent. What you wrote is kept on this phone.")} problem={problem} />}
      </main>
      <Foot>
        {at < 2 ? (
          <Button look="primary" size="large" disabled={!draft.category} onClick={() => setAt(at + 1)}>
            {nothingShown ? t("Lewati", "Skip") : t("Lanjut", "Next")}
            <ArrowRight class="i i-18" />
          </Button>
        ) : (
          <Button look="primary" size="large" icon={Send} busy={busy && t("Mengirim…", "Sending…")} onClick={() => void send()}>
            {t("Kirim laporan", "Send the report")}
          </Button>
        )}
      </Foot>
    </>
  );
}
