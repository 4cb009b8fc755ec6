/** What stands out about a proof, in the order of its weight. */
import { CircleCheck, CircleQuestionMark, CopyX, TriangleAlert } from "lucide-preact";
import type { ProofView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import type { State } from "../../../shared/states";

export function verdict(proof: ProofView): State {
  if (proof.same_picture.length) return { word: t("Pernah dipakai", "Used before"), icon: CopyX, tone: "err" };
  if (proof.amount === null) return { word: t("Tanpa jumlah", "No amount"), icon: CircleQuestionMark, tone: "mute" };
  const more = proof.amount - proof.amount_due;
  if (more < 0) return { word: t(`Kurang ${rupiah(-more)}`, `${rupiah(-more)} short`), icon: TriangleAlert, tone: "warn" };
  if (more > 0) return { word: t(`Lebih ${rupiah(more)}`, `${rupiah(more)} over`), icon: TriangleAlert, tone: "warn" };
  if (proof.same_amount.length) return { word: t("Jumlah kembar", "Same amount"), icon: TriangleAlert, tone: "warn" };
  return { word: t("Cocok", "Matches"), icon: CircleCheck, tone: "ok" };
}
