import type { SatisfactionView } from "../../../shared/api.d";
import { count, month } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Card } from "../../../shared/parts/Card";

const CHANNELS: Record<SatisfactionView["by_channel"][number]["channel"], () => string> = {
  web: () => t("Situs di komputer", "Site on a computer"),
  mobile: () => t("Situs di HP", "Site on a phone"),
  whatsapp: () => "WhatsApp",
};
const QUESTIONS: Record<SatisfactionView["by_question"][number]["question"], () => string> = {
  service: () => t("Layanan", "Service"),
  speed: () => t("Kecepatan", "Speed"),
  ease: () => t("Kemudahan", "Ease"),
};

/** How content customers are, of 100: of the month by where they answered and what they were asked, and over half a year. */
export function Satisfaction({ view }: { view: SatisfactionView }) {
  return (
    <Card title={t("Kepuasan pelanggan", "Satisfaction of customers")} aside={<span class="num text-muted">{answers(view.answers)}</span>}>
      <div class="px-4 pb-4 flex flex-col gap-5">
        {view.index === null ? (
          <p class="text-muted">{t("Belum ada jawaban pada bulan ini.", "Nobody has answered in this month yet.")}</p>
        ) : (
          <>
            <p class="flex items-baseline gap-2">
              <span class="num text-2xl font-bold">{figure(view.index)}</span>
              <span class="text-muted">{t("dari 100", "of 100")}</span>
              <b>{word(view.word)}</b>
            </p>
            <div class="grid lg:grid-cols-2 gap-5">
              <Bars title={t("Menurut tempat menjawab", "By where they answered")} rows={view.by_channel.map((one) => ({ name: CHANNELS[one.channel](), index: one.index, more: answers(one.answers) }))} />
              <Bars title={t("Menurut pertanyaan", "By question")} rows={view.by_question.map((one) => ({ name: QUESTIONS[one.question](), index: one.index }))} />
            </div>
          </>
        )}
        <Bars title={t("Enam bulan terakhir", "The last six months")} rows={view.months.map((one) => ({ name: month(one.month), index: one.index, more: answers(one.answers) }))} />
        <p class="text-sm text-muted">{t("Jumlah nilai dibagi nilai tertinggi, kali 100. Tiga pertanyaan, masing-masing 1 sampai 5.", "The sum of the answers over the highest there could be, times 100. Three questions, 1 to 5 each.")}</p>
      </div>
    </Card>
  );
}

interface Row {
  name: string;
  index: number | null;
  more?: string;
}

function Bars({ title, rows }: { title: string; rows: Row[] }) {
  return (
    <section>
      <h3 class="lbl mb-1">{title}</h3>
      <ul class="flex flex-col gap-2">
        {rows.map((one) => (
          <li key={one.name} class="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 items-center">
            <span class="flex gap-2 items-baseline min-w-0">
              {one.name} {one.more && <span class="text-sm text-muted num">{one.more}</span>}
            </span>
            <span class="num font-semibold">{one.index === null ? <span class="text-muted">—</span> : figure(one.index)}</span>
            <span class="bar col-span-2" aria-hidden="true">
              <i style={{ width: `${one.index ?? 0}%`, background: "var(--color-primary)" }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function answers(number: number): string {
  return t(`${count(number)} jawaban`, `${count(number)} answers`);
}

function figure(index: number): string {
  return index.toFixed(1).replace(".", t(",", "."));
}

function word(said: string): string {
  const english: Record<string, string> = { "Sangat puas": "Very satisfied", Puas: "Satisfied", "Cukup puas": "Fairly satisfied", "Kurang puas": "Rather dissatisfied", "Tidak puas": "Dissatisfied" };
  return t(said, english[said] ?? said);
}
