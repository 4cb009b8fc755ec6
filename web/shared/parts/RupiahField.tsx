import { count } from "../format";
import { Field } from "./Field";

interface RupiahFieldProps {
  label: string;
  /** Digits alone, as typed; empty for nothing yet. */
  value: string;
  change: (digits: string) => void;
  name?: string;
  hint?: string;
  error?: string | false;
  class?: string;
}

const MOST_DIGITS = 9;

/** Whole rupiah, with the points put in while one types. */
export function RupiahField({ value, change, ...field }: RupiahFieldProps) {
  return (
    <Field
      {...field}
      inputMode="numeric"
      autoComplete="off"
      before={<span class="text-muted">Rp</span>}
      value={value && count(Number(value))}
      onInput={(event) => change(event.currentTarget.value.replace(/\D/g, "").slice(0, MOST_DIGITS))}
    />
  );
}
