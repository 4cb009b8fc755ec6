import { count } from "../format";
import { Field } from "./Field";

interface RupiahProps {
  label: string;
  value: number;
  change: (value: number) => void;
  hint?: string;
  error?: string | false;
}

const DIGITS = 9;

/** An amount in whole rupiah, with its points as one types. An empty box is no number. */
export function Rupiah({ value, change, ...frame }: RupiahProps) {
  const typed = (text: string) => {
    const digits = text.replace(/\D/g, "").slice(0, DIGITS);
    change(digits ? Number(digits) : NaN);
  };
  return (
    <Field
      {...frame}
      class="num"
      inputMode="numeric"
      before={<span class="text-muted">Rp</span>}
      value={Number.isNaN(value) ? "" : count(value)}
      onInput={(event) => typed(event.currentTarget.value)}
    />
  );
}
