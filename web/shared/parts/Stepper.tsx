import { Check } from "lucide-preact";

/** Where one stands in a flow; `at` counts from 0. */
export function Stepper({ steps, at }: { steps: string[]; at: number }) {
  return (
    <ol class="flex items-center gap-2 text-sm font-semibold">
      {steps.map((step, index) => (
        <li key={step} class={`flex items-center gap-2 ${index === at ? "" : "text-muted"}`} aria-current={index === at ? "step" : undefined}>
          <span class={`w-6 h-6 rounded-full grid place-items-center text-xs num flex-none ${discOf(index, at)}`}>
            {index < at ? <Check class="i i-14" /> : index + 1}
          </span>
          <span class={index === at ? "" : "max-sm:sr-only"}>{step}</span>
          {index < steps.length - 1 && <span class="w-6 lg:w-12 h-px bg-base-300" />}
        </li>
      ))}
    </ol>
  );
}

function discOf(index: number, at: number): string {
  if (index < at) return "bg-success text-success-content";
  return index === at ? "bg-primary text-primary-content" : "border border-fieldline";
}
