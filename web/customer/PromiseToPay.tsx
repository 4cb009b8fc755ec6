import { CalendarHeart } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, POST } from "../shared/api";
import type { MyAccount } from "../shared/api.d";
import { addDays, day, daysBetween } from "../shared/format";
import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../shared/problem";
import { readAccount } from "./account";

const AHEAD = [1, 3, 5, 7, 14];

/** Who cannot pay yet says until when; who has said so sees it. */
export function PromiseToPay({ mine }: { mine: MyAccount }) {
  const [asking, setAsking] = useState(false);
  if (mine.promised_until) {
    return (
      <p class="px-4 py-3 border-t divx flex items-center gap-3" role="status">
        <CalendarHeart class="i i-20 text-primary flex-none" />
        <span class="num">{t(`Anda berjanji membayar paling lambat ${day(mine.promised_until)}.`, `You promised to pay by ${day(mine.promised_until)}.`)}</span>
      </p>
    );
  }
  if (!mine.promise_latest) return null;
  if (asking) return <Days mine={mine} latest={mine.promise_latest} close={() => setAsking(false)} />;
  return (
    <button type="button" class="w-full min-h-12 px-4 border-t divx text-left lnk cursor-pointer" onClick={() => setAsking(true)}>
      {t("Belum bisa bayar? Janji bayar", "Cannot pay yet? Promise a day")}
    </button>
  );
}

function Days({ mine, latest, close }: { mine: MyAccount; latest: string; close: () => void }) {
  const furthest = daysBetween(mine.today, latest);
  const days = [...AHEAD.filter((days) => days < furthest), furthest].map((days) => addDays(mine.today, days)).slice(-4);
  const [until, setUntil] = useState(days.at(-1)!);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = () => {
    setBusy(true);
    setProblem(undefined);
    body(POST("/api/me/promises", { body: { until } }))
      .then(readAccount)
      .then(close, (failure) => setProblem(toProblem(failure)))
      .finally(() => setBusy(false));
  };
  return (
    <div class="p-4 border-t divx flex flex-col gap-3">
      <fieldset>
        <legend class="font-semibold">{t("Paling lambat kapan Anda membayar?", "By when will you pay?")}</legend>
        {days.map((one) => (
          <label key={one} class="flex items-center gap-3 min-h-12 cursor-pointer">
            <input type="radio" name="until" class="size-5 accent-primary" checked={until === one} onChange={() => setUntil(one)} />
            <span class="num">{day(one, "weekday")}</span>
          </label>
        ))}
      </fieldset>
      <p class="text-base text-muted">{t("Sampai hari itu kami tidak menagih.", "Until then we do not ask for it.")}</p>
      {problem && <ErrorBox title={t("Janji belum tercatat", "Not written down")} problem={problem} />}
      <div class="grid grid-cols-2 gap-2">
        <Button size="large" onClick={close}>
          {t("Batal", "Back")}
        </Button>
        <Button look="primary" size="large" busy={busy && t("Menyimpan…", "Saving…")} onClick={send}>
          {t("Janji bayar", "Promise")}
        </Button>
      </div>
    </div>
  );
}
