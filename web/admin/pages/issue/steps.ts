import { t } from "../../../shared/language";

/** The stages of issuing, as the stepper names them. */
export function issueSteps(): string[] {
  return [t("Pratinjau", "Preview"), t("Terbitkan", "Issue"), t("Hasil", "Result")];
}
