import { Field } from "./Field";

interface NumberFieldProps {
  label: string;
  value: number;
  change: (value: number) => void;
  min: number;
  max: number;
  /** Behind the number: "hari". */
  unit?: string;
  hint?: string;
  error?: string | false;
  class?: string;
  disabled?: boolean;
}

/** A whole number. An empty box is no number. */
export function NumberField({ value, change, unit, class: more = "", ...input }: NumberFieldProps) {
  return (
    <Field
      {...input}
      class={`num ${more}`}
      type="number"
      inputMode="numeric"
      step={1}
      after={unit && <span class="text-muted">{unit}</span>}
      value={Number.isNaN(value) ? "" : value}
      onInput={(event) => change(event.currentTarget.value === "" ? NaN : Number(event.currentTarget.value))}
    />
  );
}
