interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  choose: (value: T) => void;
  of: [T, string][];
}

/** One of a few, side by side. */
export function Choice<T extends string>({ label, value, choose, of }: ChoiceProps<T>) {
  return (
    <fieldset class="min-w-0">
      <legend class="lbl mb-1">{label}</legend>
      <div class="segx w-full">
        {of.map(([key, word]) => (
          <button key={key} type="button" class={key === value ? "on" : ""} aria-pressed={key === value} onClick={() => choose(key)}>
            {word}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
