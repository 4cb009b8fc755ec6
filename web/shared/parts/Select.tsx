import type { SelectHTMLAttributes } from "preact";
import { useId } from "preact/hooks";

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, "value" | "onChange"> {
  label: string;
  value: string;
  choose: (value: string) => void;
  of: [string, string][];
  hint?: string;
  error?: string | false;
}

/** One of many, under its label. */
export function Select({ label, value, choose, of, hint, error, class: more = "", ...select }: SelectProps) {
  const id = useId();
  return (
    <div class={more as string}>
      <label for={id} class="font-semibold">
        {label}
      </label>
      <span class={`inp mt-1.5 max-lg:h-11 ${error ? "err" : ""}`}>
        <select {...select} id={id} value={value} aria-invalid={!!error} onChange={(event) => choose(event.currentTarget.value)}>
          {of.map(([key, word]) => (
            <option key={key} value={key}>
              {word}
            </option>
          ))}
        </select>
      </span>
      {(error || hint) && <p class={`text-sm mt-1.5 ${error ? "text-error font-[550]" : "text-muted"}`}>{error || hint}</p>}
    </div>
  );
}
