import type { ComponentChildren, InputHTMLAttributes } from "preact";
import { FieldFrame, type FieldFrameProps } from "./FieldFrame";

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "label" | "class">, FieldFrameProps {
  /** Stands before the text inside the box: "Rp". */
  before?: ComponentChildren;
  after?: ComponentChildren;
  large?: boolean;
}

/** One line of text, a number, a date. */
export function Field({ label, optional, hint, error, before, after, large, class: more, ...input }: FieldProps) {
  return (
    <FieldFrame label={label} optional={optional} hint={hint} error={error} class={more}>
      {(framed) => (
        <span class={`inp mt-1.5 ${large ? "inp-hp" : "max-lg:h-11"} ${error ? "err" : ""}`}>
          {before}
          <input {...input} {...framed} />
          {after}
        </span>
      )}
    </FieldFrame>
  );
}
