import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../shared/language";

export const DIGITS = 6;

interface CodeInputProps {
  value: string;
  onChange: (digits: string) => void;
  inputRef: RefObject<HTMLInputElement>;
  wrong: boolean;
  /** The id of the sentence that says what is wrong. */
  told?: string;
}

/** One input, so that phones fill it and people paste into it, drawn as six boxes. */
export function CodeInput({ value, onChange, inputRef, wrong, told }: CodeInputProps) {
  const [focused, setFocused] = useState(false);
  useEffect(() => inputRef.current?.focus(), []);
  const at = Math.min(value.length, DIGITS - 1);
  return (
    <div class="relative h-14">
      <div class="grid grid-cols-6 gap-2 h-full" aria-hidden="true">
        {Array.from({ length: DIGITS }, (_, index) => (
          <span
            key={index}
            class="rounded-box bg-base-100 grid place-items-center text-2xl font-bold num"
            style={{
              border: `${focused && index === at ? 2 : 1}px solid ${wrong ? "var(--color-error)" : focused && index === at ? "var(--color-primary)" : "var(--field-line)"}`,
              boxShadow: focused && index === at ? "0 0 0 3px color-mix(in srgb, var(--color-primary) 18%, transparent)" : "none",
            }}
          >
            {value[index] ?? ""}
          </span>
        ))}
      </div>
      <input
        ref={inputRef}
        class="absolute inset-0 w-full h-full opacity-0 text-2xl cursor-text"
        aria-label={t("Kode 6 angka", "6-digit code")}
        aria-invalid={wrong}
        aria-describedby={told}
        name="code"
        type="text"
        inputMode="numeric"
        pattern="[0-9]*"
        autoComplete="one-time-code"
        value={value}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onInput={(event) => {
          const digits = event.currentTarget.value.replace(/[^0-9]/g, "").slice(0, DIGITS);
          event.currentTarget.value = digits;
          onChange(digits);
        }}
      />
    </div>
  );
}
