import type { TargetedSubmitEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { Field } from "../shared/parts/Field";
import { type Problem, toProblem } from "../shared/problem";
import { ChooseStep } from "./ChooseStep";
import { CodeStep } from "./CodeStep";
import { Column, Header } from "./Header";
import { MessageStep } from "./MessageStep";
import { askForCode, farewell, pending } from "./session";

/** Signing in: the number, then what proves it. */
export default function SignIn() {
  const waiting = pending.value;
  if (!waiting) return <PhoneStep />;
  if (waiting.among) return <ChooseStep {...waiting.among} />;
  return waiting.way === "code" ? <CodeStep key={waiting.askedAt} waiting={waiting} /> : <MessageStep key={waiting.askedAt} waiting={waiting} />;
}

function PhoneStep() {
  const [busy, setBusy] = useState(false);
  const [empty, setEmpty] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const form = useRef<HTMLFormElement>(null);
  const wrong = empty ? t("Isi nomor WhatsApp Anda.", "Enter your WhatsApp number.") : problem?.of("phone");

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const phone = String(new FormData(event.currentTarget).get("phone")).trim();
    setProblem(undefined);
    setEmpty(!phone);
    if (!phone) return form.current?.querySelector("input")?.focus();
    setBusy(true);
    try {
      await askForCode(phone);
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
      form.current?.querySelector("input")?.focus();
    }
  };

  return (
    <Column>
      <Header company="Sambung">
        <h1 class="text-xl font-bold mt-3">{t("Masuk ke akun Anda", "Sign in to your account")}</h1>
        <p style={{ color: "#D6E6E7" }}>{t("Lihat tagihan dan layanan internet Anda.", "See your internet bills and service.")}</p>
      </Header>
      <main class="px-4 -mt-10 pb-8 relative flex flex-col gap-3">
        <form ref={form} class="kartu p-5" onSubmit={submit} noValidate>
          {farewell.value && (
            <p role="status" class="rounded-box tintbox t-info px-4 py-3 mb-4">
              {farewell.value}
            </p>
          )}
          <Field
            large
            label={t("Nomor WhatsApp", "WhatsApp number")}
            name="phone"
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            placeholder="0812…"
            hint={t("Nomor yang terdaftar pada langganan Anda.", "The number your subscription is registered under.")}
            error={wrong}
          />
          {problem && !wrong && (
            <div class="mt-4">
              <ErrorBox title={t("Belum terkirim", "Not sent")} problem={problem} />
            </div>
          )}
          <Button type="submit" look="primary" size="large" class="w-full mt-5" busy={busy && t("Mengirim…", "Sending…")}>
            {t("Kirim kode", "Send the code")}
          </Button>
        </form>
        <p class="text-base text-muted px-1">{t("Ingin melihat satu tagihan saja? Buka tautan di pesan WhatsApp kami.", "Only one bill? Open the link in our WhatsApp message.")}</p>
      </main>
    </Column>
  );
}
