import { Check, Plus, Trash2 } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET, PATCH } from "../../../shared/api";
import type { Canned, ComplaintRules } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { TextArea } from "../../../shared/parts/TextArea";
import { type Problem, toProblem } from "../../../shared/problem";
import { may } from "../../session";
import { useUnsaved } from "../../unsaved";
import { same } from "./draft";

const MOST = 50;
const GAPS = ["{nama}", "{tagihan}", "{link_bayar}"];

/** Words that the office sends often: picked by "/" in a chat, by a tap on a complaint's page. */
export function AnswersCard() {
  const loaded = useLoad(() => body(GET("/api/settings/complaints")), []);
  const [saved, setSaved] = useState<Canned[]>();
  const kept = saved ?? loaded.value?.answers;
  if (!kept) return loaded.problem ? <ErrorBox title={t("Jawaban siap pakai tidak termuat", "The ready answers could not be read")} problem={loaded.problem} again={loaded.reload} /> : null;
  return <Answers key={JSON.stringify(kept)} kept={kept} saved={setSaved} />;
}

function Answers({ kept, saved }: { kept: Canned[]; saved: (now: Canned[]) => void }) {
  const [answers, setAnswers] = useState(kept);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const changed = !same(answers, kept);
  useUnsaved(changed);
  const put = (index: number, changes: Partial<Canned>) => {
    setProblem(undefined);
    setAnswers((before) => before.map((one, at) => (at === index ? { ...one, ...changes } : one)));
  };
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      // What is not sent stays.
      saved((await body(PATCH("/api/settings/complaints", { body: { answers } as ComplaintRules }))).answers);
    } catch (reason) {
      setProblem(toProblem(reason));
      setBusy(false);
    }
  };
  return (
    <fieldset disabled={!may("settings.write") || busy} class="max-w-[760px] mx-auto mt-4 min-w-0">
      <Card title={t("Jawaban siap pakai", "Ready answers")}>
        <div class="px-4 pb-4 pt-1 flex flex-col gap-3">
          <p class="text-sm text-muted">
            {t("Di Percakapan, ketik / untuk memilih. Diisi sendiri:", "In a chat, type / to choose. Filled in by itself:")}{" "}
            {GAPS.map((gap) => (
              <code key={gap} class="num mr-1.5">
                {gap}
              </code>
            ))}
          </p>
          {answers.map((one, index) => (
            <fieldset key={index} class="border divx rounded-field p-3 grid gap-3 lg:grid-cols-[220px_minmax(0,1fr)_auto] items-start" aria-label={t(`Jawaban ${index + 1}`, `Answer ${index + 1}`)}>
              <Field label={t("Judul", "Title")} maxLength={200} value={one.title} onInput={(event) => put(index, { title: event.currentTarget.value })} error={problem?.of(`answers.${index}.title`)} />
              <TextArea label={t("Isi", "Text")} rows={2} maxLength={1000} value={one.text} onInput={(event) => put(index, { text: event.currentTarget.value })} error={problem?.of(`answers.${index}.text`)} />
              <Button look="ghost" icon={Trash2} class="lg:btn-square lg:mt-[26px] max-lg:h-11" aria-label={t(`Hapus jawaban ${index + 1}`, `Remove answer ${index + 1}`)} onClick={() => setAnswers((before) => before.filter((_, at) => at !== index))}>
                <span class="lg:hidden">{t("Hapus", "Remove")}</span>
              </Button>
            </fieldset>
          ))}
          {problem && !problem.fields.length && <ErrorBox title={t("Jawaban belum tersimpan", "The answers are not saved")} problem={problem} />}
          <div class="flex flex-wrap gap-2 justify-between">
            {answers.length < MOST && (
              <Button size="small" icon={Plus} class="max-lg:h-11" onClick={() => setAnswers([...answers, { title: "", text: "" }])}>
                {t("Tambah jawaban", "Add an answer")}
              </Button>
            )}
            {changed && (
              <Button look="primary" icon={Check} class="max-lg:h-11" busy={busy && t("Menyimpan…", "Saving…")} onClick={() => void save()}>
                {t("Simpan jawaban", "Save the answers")}
              </Button>
            )}
          </div>
        </div>
      </Card>
    </fieldset>
  );
}
