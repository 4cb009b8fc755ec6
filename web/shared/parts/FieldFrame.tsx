import { CircleAlert } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface FieldFrameProps {
  label: string;
  /** Beside the label, "(boleh kosong)". */
  optional?: string;
  hint?: string;
  error?: string | false;
  class?: string;
}

/** What the control inside a frame has to carry. */
export interface Framed {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
}

/** A label over its control, with the sentence that says what is wrong below it. */
export function FieldFrame({ label, optional, hint, error, class: more = "", children }: FieldFrameProps & { children: (framed: Framed) => ComponentChildren }) {
  const id = useId();
  const told = error || hint;
  return (
    <div class={more}>
      <label for={id} class="font-semibold">
        {label} {optional && <span class="text-muted font-normal">{optional}</span>}
      </label>
      {children({ id, "aria-invalid": !!error, "aria-describedby": told ? `${id}-told` : undefined })}
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
