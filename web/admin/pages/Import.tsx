import { useState } from "preact/hooks";
import { body, POST } from "../../shared/api";
import type { ImportView } from "../../shared/api.d";
import { t } from "../../shared/language";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Stepper } from "../../shared/parts/Stepper";
import { type Problem, toProblem } from "../../shared/problem";
import { Page } from "../Page";
import { Brought } from "./import/Brought";
import { Checked } from "./import/Checked";
import { FileDrop } from "./import/FileDrop";

/** A spreadsheet of customers: choose it, see what each row would do, bring it in. */
export default function Import() {
  const [file, setFile] = useState<File>();
  const [checked, setChecked] = useState<ImportView>();
  const [brought, setBrought] = useState<ImportView>();
  const [busy, setBusy] = useState<"checking" | "importing">();
  const [problem, setProblem] = useState<Problem>();

  const send = async (chosen: File, dryRun: boolean) => {
    setProblem(undefined);
    setBusy(dryRun ? "checking" : "importing");
    try {
      const view = await upload(chosen, dryRun);
      if (dryRun) setChecked(view);
      else setBrought(view);
    } catch (reason) {
      setProblem(toProblem(reason));
    } finally {
      setBusy(undefined);
    }
  };
  const choose = (chosen: File) => {
    setFile(chosen);
    setChecked(undefined);
    void send(chosen, true);
  };
  const restart = () => {
    setFile(undefined);
    setChecked(undefined);
    setBrought(undefined);
    setProblem(undefined);
  };

  const step = brought ? 2 : checked ? 1 : 0;
  return (
    <Page title={t("Impor pelanggan", "Import customers")} sub={t(`langkah ${step + 1} dari 3`, `step ${step + 1} of 3`)}>
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2 mb-4">
        <Stepper at={step} steps={[t("Unggah", "Upload"), t("Periksa baris", "Check the rows"), t("Hasil", "Result")]} />
        {file && <span class="text-sm text-muted lg:ml-auto clamp1 max-w-full">{file.name}</span>}
      </div>
      {problem && (
        <div class="mb-4">
          <ErrorBox title={checked ? t("Impor belum selesai", "The import did not finish") : t("Berkas tidak terbaca", "The file could not be read")} problem={problem}>
            {checked && <p>{t("Impor ulang aman: baris yang sudah masuk tidak menjadi dobel.", "Importing again is safe: rows already in are not doubled.")}</p>}
          </ErrorBox>
        </div>
      )}
      {brought ? (
        <Brought view={brought} restart={restart} />
      ) : checked && file ? (
        <Checked view={checked} busy={busy === "importing"} back={restart} start={() => void send(file, false)} />
      ) : (
        <FileDrop busy={busy === "checking"} choose={choose} />
      )}
    </Page>
  );
}

async function upload(file: File, dryRun: boolean): Promise<ImportView> {
  return body(
    POST("/api/customers/import", {
      params: { query: { dry_run: dryRun } },
      body: { file: file.name },
      bodySerializer: () => {
        const form = new FormData();
        form.append("file", file);
        return form;
      },
    }),
  );
}
