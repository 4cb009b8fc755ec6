import { ShieldCheck } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { CopyButton } from "../../shared/parts/CopyButton";
import { Done } from "../../shared/parts/Done";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Field } from "../../shared/parts/Field";
import { Show } from "../../shared/parts/Show";
import type { Problem } from "../../shared/problem";
import { Page } from "../Page";
import type { Enrolment } from "../secondFactor";
import { refusal } from "../session";

const DIGITS = 6;

/** Switching the code from an app on, and off again. */
export default function SecondFactor() {
  const loaded = useLoad(async () => {
    const module = await import("../secondFactor");
    return { module, enrolment: module.isOn() ? null : await module.beginEnrolment().catch((reason) => Promise.reject(refusal(reason))) };
  }, []);
  return (
    <Page title={t("Kode dari aplikasi", "Code from an app")} above={{ path: "/lainnya", word: t("Lainnya", "More") }}>
      <div class="max-w-[760px]">
        <Show of={loaded} failed={t("Belum bisa disiapkan", "It could not be prepared")} rows={4}>
          {({ module, enrolment }) => (enrolment ? <Enrol of={enrolment} done={loaded.reload} /> : <On off={module.switchOff} done={loaded.reload} />)}
        </Show>
      </div>
    </Page>
  );
}

function Enrol({ of, done }: { of: Enrolment; done: () => void }) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const confirm = async (event: Event) => {
    event.preventDefault();
    if (code.length !== DIGITS) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await of.confirm(code);
      done();
    } catch (reason) {
      setProblem(refusal(reason));
    }
    setBusy(false);
  };
  return (
    <form class="kartu p-5 flex flex-col gap-5" onSubmit={(event) => void confirm(event)} noValidate>
      <p class="text-muted">{t("Setelah aktif, masuk perlu kata sandi dan kode dari ponsel Anda. Kata sandi yang bocor saja tidak cukup.", "Once it is on, signing in takes the password and a code from your phone. A leaked password alone opens nothing.")}</p>
      <Step number={1} title={t("Pindai dengan aplikasi autentikator", "Scan it with an authenticator app")}>
        <Squares of={of.picture} />
        <div class="flex flex-wrap items-center gap-3 mt-3">
          <a class="btn btn-line max-lg:h-11 lg:hidden" href={of.link}>
            {t("Buka di aplikasi", "Open in the app")}
          </a>
          <CopyButton text={of.key} word={t("Salin kunci", "Copy the key")} told={t("Kunci tersalin", "The key is copied")} />
        </div>
      </Step>
      <Step number={2} title={t("Tulis kode yang muncul", "Type the code it shows")}>
        <Field label={t("Kode 6 angka", "6-digit code")} name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={DIGITS} class="num max-w-[200px]" value={code} onInput={(event) => setCode(event.currentTarget.value.replace(/\D/g, ""))} />
      </Step>
      {problem && <ErrorBox title={t("Belum aktif", "Not switched on")} problem={problem} />}
      <Button type="submit" look="primary" size="large" disabled={code.length !== DIGITS} busy={busy && t("Memeriksa…", "Checking…")}>
        {t("Aktifkan", "Switch on")}
      </Button>
    </form>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ComponentChildren }) {
  return (
    <section>
      <h2 class="font-semibold mb-2">
        <span class="num">{number}.</span> {title}
      </h2>
      {children}
    </section>
  );
}

/** The code as one path: crisp at any size, dark on white in every theme, as cameras want it. */
function Squares({ of }: { of: boolean[][] }) {
  const path = of.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg viewBox={`-2 -2 ${of.length + 4} ${of.length + 4}`} width="208" height="208" class="rounded-field bg-white" role="img" aria-label={t("Kode QR untuk aplikasi autentikator", "QR code for the authenticator app")} shape-rendering="crispEdges">
      <path d={path} fill="#000" />
    </svg>
  );
}

function On({ off, done }: { off: () => Promise<void>; done: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const switchOff = () => {
    setBusy(true);
    off()
      .then(done, (reason) => setProblem(refusal(reason)))
      .finally(() => setBusy(false));
  };
  return (
    <div class="flex flex-col gap-4">
      <Done icon={ShieldCheck} title={t("Kode dari aplikasi aktif", "The code from an app is on")} text={t("Setiap masuk meminta kode dari ponsel Anda.", "Every sign-in asks for a code from your phone.")}>
        <Button look="bad" busy={busy && t("Mematikan…", "Switching off…")} onClick={switchOff}>
          {t("Matikan", "Switch off")}
        </Button>
      </Done>
      {problem && <ErrorBox title={t("Masih aktif", "It is still on")} problem={problem} />}
    </div>
  );
}
