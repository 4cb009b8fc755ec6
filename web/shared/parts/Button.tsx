import { LoaderCircle, type LucideIcon } from "lucide-preact";
import type { ComponentChildren, JSX } from "preact";

const LOOKS = { primary: "btn-primary", line: "btn-line", soft: "btn-soft-p", ghost: "btn-ghost", bad: "btn-bad", alarm: "btn-error" };
const SIZES = { small: "btn-sm", normal: "", large: "btn-hp" };

interface ButtonProps extends Omit<JSX.IntrinsicElements["button"], "icon" | "size"> {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
  icon?: LucideIcon;
  /** What is being done meanwhile, "Menyimpan…": shows a spinner and takes no further click. */
  busy?: string | false;
  children?: ComponentChildren;
}

export function Button({ look = "line", size = "normal", icon: Icon, busy, children, class: more = "", ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} disabled={rest.disabled || !!busy} aria-busy={!!busy} class={`btn ${LOOKS[look]} ${SIZES[size]} ${more}`}>
      {busy ? <LoaderCircle class="i spin" /> : Icon && <Icon class="i" />}
      {busy || children}
    </button>
  );
}
