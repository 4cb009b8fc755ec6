import { CircleAlert, Clock, Phone, ShieldCheck } from "lucide-preact";
import type { TargetedSubmitEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { type Problem, toProblem } from "../shared/problem";
import { CodeInput, DIGITS } from "./CodeInput";
import { Column, Header } from "./Header";
import { askForCode, confirm, type Pending, startOver, written } from "./session";

/** The six digits from WhatsApp; sent as soon as the sixth is there. */
export function CodeStep({ waiting }: { waiting: Pending }) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const input = useRef<HTMLInputElement>(null);

  const send = async (digits: string) => {
    if (busy || digits.length < DIGITS) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await confirm(digits);
    } catch (failure) {
      setProblem(toProblem(failure));
      setCode("");
      input.current?.focus();
    } finally {
      setBusy(false);
    }
  };
  const change = (digits: string) => {
    setCode(digits);
    if (digits) setProblem(undefined);
    void send(digits);
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send(code);
  };

  return (
    <Column>
      <Header company="Sambung">
        <h1 class="text-xl font-bold mt-3">{t("Masukkan kode 6 angka", "Enter the 6-digit code")}</h1>
        <p style={{ color: "#D6E6E7" }}>{t("Kami kirim lewat WhatsApp ke", "We sent it on WhatsApp to")}</p>
        <p class="font-semibold num">{written(waiting.phone)}</p>
      </Header>
      <main class="px-5 pt-5 pb-8 flex flex-col gap-4 items-start">
        <button type="button" class="h-11 font-semibold text-primary cursor-pointer" onClick={startOver}>
          {t("Salah nomor?", "Wrong number?")}
        </button>
        <form class="w-full flex flex-col gap-4" onSubmit={submit} noValidate>
          <CodeInput inputRef={input} value={code} onChange={change} wrong={!!problem} told={problem ? "code-problem" : undefined} />
          {problem && (
            <p id="code-problem" role="alert" class="flex items-start gap-2 text-error font-[550]">
              <CircleAlert class="i i-18 mt-0.5 flex-none" />
              {problem.message}
            </p>
          )}
          <SendAgain waiting={waiting} urgent={problem?.code === "code_over"} />
          <Button type="submit" look="primary" size="large" class="w-full" disabled={code.length < DIGITS} busy={busy && t("Memeriksa…", "Checking…")}>
            {t("Masuk", "Sign in")}
          </Button>
        </form>
        <section class="kartu p-4 w-full flex gap-3">
          <ShieldCheck class="i i-24 text-primary flex-none" />
          <div>
            <p class="font-semibold">{t("Jangan beri kode ini ke siapa pun.", "Give this code to nobody.")}</p>
            <p class="text-base">{t("Petugas kami tidak pernah memintanya.", "Our staff never ask for it.")}</p>
          </div>
        </section>
        <p class="flex items-start gap-2 text-base text-muted">
          <Phone class="i i-18 mt-0.5 flex-none" />
          {t("Kode tidak datang, atau nomor Anda ganti? Hubungi kantor kami.", "No code, or a new number? Contact our office.")}
        </p>
      </main>
    </Column>
  );
}

/** Counts down to when another code may be asked for, then offers it. */
export function SendAgain({ waiting, urgent }: { waiting: Pending; urgent?: boolean }) {
  const left = useSecondsUntil(waiting.askedAt + waiting.resend_in * 1000);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const again = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await askForCode(waiting.phone);
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  if (left > 0 && !urgent) {
    return (
      <p class="flex items-center gap-2 text-muted">
        <Clock class="i i-18" />
        {t("Kirim ulang dalam", "Send again in")} <span class="num font-semibold text-base-content">{clock(left)}</span>
      </p>
    );
  }
  return (
    <div>
      <Button look="soft" size="large" class="w-full" busy={busy && t("Mengirim…", "Sending…")} onClick={again}>
        {t("Kirim kode baru", "Send a new code")}
      </Button>
      {problem && (
        <p role="alert" class="text-error font-[550] mt-2">
          {problem.message}
        </p>
      )}
    </div>
  );
}

function useSecondsUntil(moment: number): number {
  const left = () => Math.max(0, Math.ceil((moment - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    if (!seconds) return;
    const timer = setTimeout(() => setSeconds(left()), 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return seconds;
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
