import type { TargetedSubmitEvent } from "preact";
import { useState } from "preact/hooks";
import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { Field } from "../shared/parts/Field";
import { Logo } from "../shared/parts/Logo";
import { type Problem, toProblem } from "../shared/problem";
import { choosePassword } from "./session";

const SHORTEST = 10;
export const INVITATION = "/admin/undangan";

/** Behind an invitation's link: its owner chooses a password, and signs in with it. */
export function ChoosePassword() {
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [wrong, setWrong] = useState("");
  const [problem, setProblem] = useState<Problem>();

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    const short = password.length < SHORTEST ? t(`Paling sedikit ${SHORTEST} huruf.`, `At least ${SHORTEST} characters.`) : "";
    setWrong(short);
    if (short) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await choosePassword(new URLSearchParams(location.search).get("kode") ?? "", password);
      setDone(true);
    } catch (failure) {
      setProblem(toProblem(failure));
    } finally {
      setBusy(false);
    }
  };

  return (
    <main class="max-w-[420px] mx-auto p-6 pt-16 flex flex-col gap-5">
      <Logo size={44} />
      <h1 class="text-2xl font-bold">{t("Buat kata sandi", "Choose a password")}</h1>
      {done ? (
        <>
          <p role="status">{t("Kata sandi tersimpan. Sekarang masuk dengan email Anda.", "Your password is saved. Now sign in with your e-mail.")}</p>
          <a href="/admin/" class="btn btn-primary btn-hp">
            {t("Ke halaman masuk", "To the sign-in page")}
          </a>
        </>
      ) : (
        <form class="flex flex-col gap-5" onSubmit={submit} noValidate>
          <Field large label={t("Kata sandi baru", "New password")} name="password" type="password" autoComplete="new-password" autoFocus hint={t(`Paling sedikit ${SHORTEST} huruf. Kalimat pendek mudah diingat.`, `At least ${SHORTEST} characters. A short sentence is easy to remember.`)} error={wrong} />
          {problem && <ErrorBox title={t("Belum tersimpan", "Not saved")} problem={problem} />}
          <Button type="submit" look="primary" size="large" busy={busy && t("Menyimpan…", "Saving…")}>
            {t("Simpan kata sandi", "Save the password")}
          </Button>
        </form>
      )}
    </main>
  );
}
