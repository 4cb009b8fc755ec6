/** The ages of open bills in days since they were due, as the API names them. */
import { Circle, CircleAlert, Clock, TriangleAlert } from "lucide-preact";
import type { AgeBucket } from "../shared/api.d";
import { t } from "../shared/language";
import type { State } from "../shared/states";

export type Age = AgeBucket["age"];
export const AGES: Age[] = ["not_due", "1-7", "8-30", "31-60", "over_60"];

export function ageState(age: Age): State {
  switch (age) {
    case "not_due":
      return { word: t("Belum jatuh tempo", "Not due"), icon: Circle, tone: "info" };
    case "1-7":
      return { word: t("Telat 1–7 hari", "1–7 days late"), icon: Clock, tone: "warn" };
    case "8-30":
      return { word: t("Telat 8–30 hari", "8–30 days late"), icon: TriangleAlert, tone: "warn" };
    case "31-60":
      return { word: t("Telat 31–60 hari", "31–60 days late"), icon: CircleAlert, tone: "err" };
    case "over_60":
      return { word: t("Lebih dari 60 hari", "Over 60 days"), icon: CircleAlert, tone: "err" };
  }
}
