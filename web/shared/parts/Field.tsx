import { CircleAlert } from "lucide-preact";
import type { ComponentChildren, InputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  /** Beside the label, "(boleh kosong)". */
  optional?: string;
  hint?: string;
  error?: string | false;
  /** Stands before the text inside the box: "Rp". */
  before?: ComponentChildren;
  after?: ComponentChildren;
  large?: boolean;
}

/** A label over its input, with the sentence that says what is wrong below it. */
export function Field({ label, optional, hint, error, before, after, large, class: more = "", ...input }: FieldProps) {
  const id = useId();
  const told = error || hint;
  const look = `inp mt-1.5 ${large ? "inp-hp" : ""} ${error ? "err" : ""}`;
  return (
    <div class={more as string}>
      <label for={id} class="font-semibold">
        {label} {optional && <span class="text-muted font-normal">{optional}</span>}
      </label>
      <span class={look}>
        {before}
        <input {...input} id={id} aria-invalid={!!error} aria-describedby={told ? `${id}-told` : undefined} />
        {after}
      </span>
      {error ? (
        <p id={`${id}-told`} class="flex items-start gap-1.5 text-sm text-error font-[550] mt-1.5">
          <CircleAlert class="i mt-px" />
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-told`} class="text-sm text-muted mt-1.5">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
