/** Discounts and add-ons while one edits them: as typed, then as the API takes them. */
import type { AddOn, Discount } from "../../../shared/api.d";

export interface Draft {
  key: string;
  name: string;
  /** Whole rupiah as digits, or a percent as typed ("12,5"). */
  value: string;
  kind: "percent" | "amount";
  from: string;
  until: string;
}

export function draftOfDiscount(discount: Discount): Draft {
  const percent = discount.percent !== null;
  const value = percent ? String(discount.percent).replace(".", ",") : String(discount.amount);
  return { ...emptyDraft(), name: discount.name, value, kind: percent ? "percent" : "amount", from: discount.starts_on ?? "", until: discount.until ?? "" };
}

export function draftOfAddOn(addOn: AddOn): Draft {
  return { ...emptyDraft(), name: addOn.name, value: String(addOn.price), from: addOn.starts_on ?? "", until: addOn.until ?? "" };
}

export function emptyDraft(kind: Draft["kind"] = "amount"): Draft {
  return { key: crypto.randomUUID(), name: "", value: "", kind, from: "", until: "" };
}

export function isComplete(draft: Draft): boolean {
  return !!draft.name.trim() && numberOf(draft) > 0 && (draft.kind === "amount" || numberOf(draft) <= 100) && !isBackwards(draft);
}

export function isBackwards(draft: Draft): boolean {
  return !!draft.from && !!draft.until && draft.until < draft.from;
}

export function numberOf(draft: Draft): number {
  return Number(draft.value.replace(",", ".")) || 0;
}

export function discountOf(draft: Draft): Discount {
  const percent = draft.kind === "percent";
  return { name: draft.name.trim(), percent: percent ? numberOf(draft) : null, amount: percent ? null : numberOf(draft), ...datesOf(draft) };
}

export function addOnOf(draft: Draft): AddOn {
  return { name: draft.name.trim(), price: numberOf(draft), ...datesOf(draft) };
}

function datesOf(draft: Draft): { starts_on: string | null; until: string | null } {
  return { starts_on: draft.from || null, until: draft.until || null };
}
