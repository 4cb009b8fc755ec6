import { Send } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { t } from "../../shared/language";
import { Button } from "../../shared/parts/Button";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../shared/problem";
import { Bar } from "../complaints/Bar";
import { Foot } from "../complaints/Foot";
import { easeQuestion, sendAnswers } from "./answers";
import { Stars } from "./Stars";

/** The three questions of a quarter on one screen. */
export default function QuarterPage({ id }: { id: string }) {
  const [service, setService] = useState(0);
  const [speed, setSpeed] = useState(0);
  const [ease, setEase] = useState(0);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    document.title = `${t("Penilaian", "Your view")} · Sambung`;
  }, []);
  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await sendAnswers({ about: id, service, speed, ease, text: "" });
      setDone(true);
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };
  return (
    <>
      <Bar title={t("Penilaian", "Your view")} back="/" backWord={t("Kembali ke beranda", "Back to the home page")} />
      <main class="p-4 pb-28 flex flex-col gap-3">
        {done ? (
          <section class="kartu p-4" role="status">
            <h1 class="text-xl font-bold">{t("Terima kasih", "Thank you")}</h1>
            <p class="text-muted mb-3">{t("Jawaban Anda membantu kami.", "Your answers help us.")}</p>
            <Link href="/" class="btn btn-line h-12 w-full">
              {t("Kembali ke beranda", "Back to the home page")}
            </Link>
          </section>
        ) : (
          <>
            <h1 class="text-xl font-bold">{t("Seberapa puas Anda?", "How satisfied are you?")}</h1>
            <section class="kartu p-4 flex flex-col gap-2">
              <Stars name="service" question={t("Puaskah Anda dengan layanan kami?", "How satisfied are you with our service?")} value={service} choose={setService} />
              <Stars name="speed" question={t("Puaskah Anda dengan kecepatan kami menjawab?", "How satisfied are you with how quickly we answer?")} value={speed} choose={setSpeed} />
              <Stars name="ease" question={easeQuestion()} value={ease} choose={setEase} />
            </section>
            {problem && <ErrorBox title={t("Belum terkirim", "Not sent")} problem={problem} />}
            <Foot>
              <Button look="primary" size="large" icon={Send} disabled={!(service && speed && ease)} busy={busy && t("Mengirim…", "Sending…")} onClick={() => void send()}>
                {t("Kirim jawaban", "Send the answers")}
              </Button>
            </Foot>
          </>
        )}
      </main>
    </>
  );
}
