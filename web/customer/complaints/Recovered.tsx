import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { body, POST } from "../../shared/api";
import type { OutageNews } from "../../shared/api.d";
import { t } from "../../shared/language";
import { Button } from "../../shared/parts/Button";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../shared/problem";

/** An outage is over: whether it works again here. */
export function Recovered({ of }: { of: OutageNews }) {
  const [, go] = useLocation();
  const [busy, setBusy] = useState<boolean>();
  const [thanked, setThanked] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const say = async (works: boolean) => {
    setBusy(works);
    setProblem(undefined);
    try {
      const { complaint } = await body(POST("/api/me/complaints/recovery", { body: { outage_id: of.id, works, text: "" } }));
      if (complaint && !works) return go(`/lapor/${complaint.id}`);
      setThanked(true);
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(undefined);
  };
  if (thanked) {
    return (
      <p class="rounded-box tintbox t-ok p-4 font-semibold" role="status">
        {t("Terima kasih, kami catat.", "Thank you, noted.")}
      </p>
    );
  }
  return (
    <section class="rounded-box tintbox t-ok p-4 flex flex-col gap-3">
      <div>
        <p class="font-semibold">{t("Gangguan sudah pulih. Bagaimana di tempat Anda?", "The outage is over. How is it at your place?")}</p>
        <p class="break-words">{of.place}</p>
      </div>
      {problem && <ErrorBox title={t("Belum terkirim", "Not sent")} problem={problem} />}
      <div class="grid grid-cols-2 gap-2">
        <Button class="h-12 px-1" busy={busy === false && t("Mengirim…", "Sending…")} onClick={() => void say(false)}>
          {t("Masih terganggu", "Still down")}
        </Button>
        <Button look="soft" class="h-12 px-1" busy={busy === true && t("Mengirim…", "Sending…")} onClick={() => void say(true)}>
          {t("Sudah normal", "It works")}
        </Button>
      </div>
    </section>
  );
}
