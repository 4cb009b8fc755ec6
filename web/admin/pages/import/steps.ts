import { t } from "../../../shared/language";

/** The steps of an import, as its pages show them. */
export function importSteps(): string[] {
  return [t("Unggah", "Upload"), t("Periksa baris", "Check the rows"), t("Hasil", "Result")];
}
