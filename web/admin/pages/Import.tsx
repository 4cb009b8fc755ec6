import { useState } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import type { ImportView } from "../../shared/api.d";
import { t } from "../../shared/language";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Stepper } from "../../shared/parts/Stepper";
import { type Problem, toProblem } from "../../shared/problem";
import { Page } from "../Page";
import { Checked } from "./import/Checked";
import { FileDrop } from "./import/FileDrop";
import { importSteps } from "./import/steps";
import { bringIn, check, newId } from "./import/upload";

/** A spreadsheet of customers: choose it, see what each row would do, send it in. */
export default function Import() {
  const [file, setFile] = useState<File>();
  const [id, setId] = useState("");
  const [checked, setChecked] = useState<ImportView>();
  const [busy, setBusy] = useState<"checking" | "importing">();
  const [problem, setProblem] = useState<Problem>();
  const [, go] = useLocation();

  const attempt = async (what: "checking" | "importing", act: () => Promise<void>) => {
    setProblem(undefined);
    setBusy(what);
    try {
      await act();
    } catch (reason) {
      setProblem(toProblem(reason));
    } finally {
      setBusy(undefined);
    }
  };
  const choose = (chosen: File) => {
    setFile(chosen);
    setId(newId());
    setChecked(undefined);
    void attempt("checking", async () => setChecked(await check(chosen)));
  };
  const start = (chosen: File) => {
    void attempt("importing", async () => go(`/impor/${(await bringIn(chosen, id)).id}`));
  };
  const restart = () => {
    setFile(undefined);
    setChecked(undefined);
    setProblem(undefined);
  };

  const step = checked ? 1 : 0;
  return (
    <Page title={t("Impor pelanggan", "Import customers")} sub={t(`langkah ${step + 1} dari 3`, `step ${step + 1} of 3`)}>
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2 mb-4">
        <Stepper at={step} steps={importSteps()} />
        {file && <span class="text-sm text-muted lg:ml-auto clamp1 max-w-full">{file.name}</span>}
      </div>
      {problem && (
        <div class="mb-4">
          <ErrorBox title={checked ? t("Impor belum mulai", "The import has not begun") : t("Berkas tidak terbaca", "The file could not be read")} problem={problem}>
            {checked && <p>{t("Tekan Impor sekali lagi: berkas yang sudah sampai tidak masuk dua kali.", "Press Import once more: a file that has arrived does not come in twice.")}</p>}
            {checked && problem.status === 0 && (
              <Link href={`/impor/${id}`} class="link">
                {t("Lihat apakah berkasnya sudah sampai", "See whether the file has arrived")}
              </Link>
            )}
          </ErrorBox>
        </div>
      )}
      {checked && file ? (
        <Checked view={checked} busy={busy === "importing"} back={restart} start={() => start(file)} />
      ) : (
        <FileDrop busy={busy === "checking"} choose={choose} />
      )}
    </Page>
  );
}
