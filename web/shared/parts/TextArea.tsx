import type { TextareaHTMLAttributes } from "preact";
import { FieldFrame, type FieldFrameProps } from "./FieldFrame";

type TextAreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "label" | "class"> & FieldFrameProps;

/** Some lines of text. */
export function TextArea({ label, optional, hint, error, class: more, ...input }: TextAreaProps) {
  return (
    <FieldFrame label={label} optional={optional} hint={hint} error={error} class={more}>
      {(framed) => <textarea rows={2} {...input} {...framed} class={`inp inp-area mt-1.5 ${error ? "err" : ""}`} />}
    </FieldFrame>
  );
}
