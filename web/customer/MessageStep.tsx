import { CircleAlert, MessageCircle } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../shared/language";
import { type Problem, toProblem } from "../shared/problem";
import { whenSeen } from "../shared/visible";
import { SendAgain } from "./CodeStep";
import { Column, Header } from "./Header";
import { confirm, type Pending, startOver, written } from "./session";

const ASK_EVERY_S = 3;

/** The other way round: they send us the code, which proves the phone; the page waits until it is in. */
export function MessageStep({ waiting }: { waiting: Pending }) {
  const [asked, setAsked] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (problem) return;
    return whenSeen(ASK_EVERY_S, () => {
      confirm().catch((failure) => {
        const told = toProblem(failure);
        if (told.status !== 409 && told.status !== 0 && told.status !== 503) setProblem(told);
        setAsked(asked + 1);
      });
    });
  }, [asked, problem]);

  const number = waiting.to?.replace("+", "") ?? "";
  return (
    <Column>
      <Header company="Sambung">
        <h1 class="text-xl font-bold mt-3">{t("Kirim pesan ini kepada kami", "Send us this message")}</h1>
        <p style={{ color: "#D6E6E7" }}>{t("Dari WhatsApp nomor", "From the WhatsApp of")}</p>
        <p class="font-semibold num">{written(waiting.phone)}</p>
      </Header>
      <main class="px-4 -mt-10 pb-8 relative flex flex-col gap-3 items-stretch">
        <section class="kartu p-5 text-center">
          <p class="text-2xl font-bold num">{waiting.text}</p>
          {number && (
            <a class="btn btn-primary btn-hp w-full mt-4" href={`https://wa.me/${number}?text=${encodeURIComponent(waiting.text ?? "")}`}>
              <MessageCircle class="i" />
              {t("Buka WhatsApp", "Open WhatsApp")}
            </a>
          )}
          {!problem && (
            <p role="status" class="text-muted mt-3">
              {t("Menunggu pesan Anda… Halaman ini terbuka sendiri.", "Waiting for your message… This page opens by itself.")}
            </p>
          )}
        </section>
        {problem && (
          <p role="alert" class="flex items-start gap-2 text-error font-[550]">
            <CircleAlert class="i i-18 mt-0.5 flex-none" />
            {problem.message}
          </p>
        )}
        <SendAgain waiting={waiting} urgent={!!problem} />
        <button type="button" class="h-11 font-semibold text-primary cursor-pointer" onClick={startOver}>
          {t("Salah nomor?", "Wrong number?")}
        </button>
      </main>
    </Column>
  );
}
