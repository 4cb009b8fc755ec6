import { Eye, EyeOff } from "lucide-preact";
import type { TargetedSubmitEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { Field } from "../shared/parts/Field";
import { Kawung } from "../shared/parts/Kawung";
import { Logo } from "../shared/parts/Logo";
import { type Problem, toProblem } from "../shared/problem";
import { farewell, type GiveCode, signIn } from "./session";

export function SignIn() {
  const [giveCode, setGiveCode] = useState<GiveCode>();
  return (
    <div class="min-h-screen lg:grid lg:grid-cols-2 flex flex-col">
      <header class="relative overflow-hidden text-white p-6 lg:p-12 flex flex-col max-lg:h-[208px]" style={{ background: "var(--brandblock)" }}>
        <Kawung fade="down" />
        <div class="relative flex items-center gap-3">
          <Logo size={36} light />
          <span class="text-lg font-bold">sambung</span>
        </div>
        <div class="relative mt-auto max-w-[440px]">
          <p class="text-xl lg:text-3xl font-bold tracking-[-.02em]">{t("Tagihan beres, internet nyala, pelanggan tenang.", "Bills done, internet on, customers calm.")}</p>
          <p class="mt-3 text-md max-lg:hidden" style={{ color: "#D6E6E7" }}>
            {t("Satu tempat untuk pelanggan, tagihan, dan pesan internet kampung Anda.", "One place for the customers, bills and messages of your internet service.")}
          </p>
        </div>
      </header>
      <main class="flex-1 grid lg:justify-items-center lg:content-center p-6 lg:p-12 content-start">
        {giveCode ? <CodeForm give={giveCode} /> : <SignInForm codeWanted={(give) => setGiveCode(() => give)} />}
      </main>
    </div>
  );
}

function SignInForm({ codeWanted }: { codeWanted: (give: GiveCode) => void }) {
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState({ email: false, password: false });
  const [problem, setProblem] = useState<Problem>();
  const form = useRef<HTMLFormElement>(null);
  const refused = problem?.code === "credentials" && problem.message;

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const email = String(given.get("email")).trim();
    const password = String(given.get("password"));
    setProblem(undefined);
    setMissing({ email: !email, password: !password });
    if (!email || !password) return focus(email ? "password" : "email");
    setBusy(true);
    try {
      const give = await signIn(email, password);
      if (give) codeWanted(give);
    } catch (reason) {
      setProblem(toProblem(reason));
      focus("password");
    } finally {
      setBusy(false);
    }
  };
  const focus = (name: string) => form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();

  return (
    <form ref={form} class="w-full max-w-[380px]" onSubmit={submit} noValidate>
      <h1 class="text-2xl font-bold tracking-[-.02em]">{t("Masuk", "Sign in")}</h1>
      <p class="text-muted mt-1">{t("Untuk pemilik, kasir, teknisi, dan penagih.", "For owners, cashiers, technicians and collectors.")}</p>
      {farewell.value && (
        <p role="status" class="rounded-box tintbox t-info px-4 py-3 mt-5">
          {farewell.value}
        </p>
      )}
      <Field
        class="mt-6"
        large
        label="Email"
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        error={missing.email && t("Isi email Anda.", "Enter your e-mail.")}
      />
      <Field
        class="mt-4"
        large
        label={t("Kata sandi", "Password")}
        name="password"
        type={shown ? "text" : "password"}
        autoComplete="current-password"
        error={missing.password ? t("Isi kata sandi Anda.", "Enter your password.") : refused}
        after={
          <button type="button" class="-mr-2 p-2 text-muted rounded-field" aria-pressed={shown} aria-label={t("Perlihatkan kata sandi", "Show the password")} onClick={() => setShown(!shown)}>
            {shown ? <EyeOff class="i i-20" /> : <Eye class="i i-20" />}
          </button>
        }
      />
      {problem && !refused && (
        <div class="mt-4">
          <ErrorBox title={t("Belum masuk", "Not signed in")} problem={problem} />
        </div>
      )}
      <Button type="submit" look="primary" size="large" class="w-full mt-5" busy={busy && t("Memeriksa…", "Checking…")}>
        {t("Masuk", "Sign in")}
      </Button>
      <p class="text-sm text-muted mt-6">{t("Lupa kata sandi? Minta pemilik membuatkan yang baru.", "Forgot it? Ask the owner for a new one.")}</p>
    </form>
  );
}

/** For those who switched it on: the code their app shows now. */
function CodeForm({ give }: { give: GiveCode }) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    await give(code).catch((reason) => setProblem(toProblem(reason)));
    setBusy(false);
  };
  return (
    <form class="w-full max-w-[380px]" onSubmit={(event) => void submit(event)} noValidate>
      <h1 class="text-2xl font-bold tracking-[-.02em]">{t("Kode dari aplikasi", "Code from your app")}</h1>
      <p class="text-muted mt-1">{t("Buka aplikasi autentikator di ponsel Anda.", "Open the authenticator app on your phone.")}</p>
      <Field class="mt-6 num" large label={t("Kode 6 angka", "6-digit code")} name="code" inputMode="numeric" autoComplete="one-time-code" autoFocus maxLength={6} value={code} onInput={(event) => setCode(event.currentTarget.value.replace(/\D/g, ""))} error={problem?.message} />
      <Button type="submit" look="primary" size="large" class="w-full mt-5" disabled={code.length < 6} busy={busy && t("Memeriksa…", "Checking…")}>
        {t("Masuk", "Sign in")}
      </Button>
    </form>
  );
}
