import { useId } from "preact/hooks";

interface SwitchProps {
  label: string;
  hint?: string;
  on: boolean;
  turn: (on: boolean) => void;
}

/** On or off, with what it means. */
export function Switch({ label, hint, on, turn }: SwitchProps) {
  const id = useId();
  return (
    <div class="flex items-center gap-3 min-h-11">
      <label for={id} class="flex-1 min-w-0 cursor-pointer">
        <span class="block font-semibold">{label}</span>
        {hint && <span class="block text-sm text-muted">{hint}</span>}
      </label>
      <span class="grid place-items-center min-w-11 min-h-11">
        <input id={id} type="checkbox" role="switch" class="tgl cursor-pointer" checked={on} onChange={(event) => turn(event.currentTarget.checked)} />
      </span>
    </div>
  );
}
