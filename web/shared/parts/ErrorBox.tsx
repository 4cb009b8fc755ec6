import { CircleX, RefreshCw } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { t } from "../language";
import type { Problem } from "../problem";
import { Button } from "./Button";

interface ErrorBoxProps {
  /** What did not happen: "Data tagihan tidak termuat." */
  title: string;
  problem?: Problem;
  again?: () => void;
  children?: ComponentChildren;
}

/** What went wrong and what to do; it stays until it is put right. */
export function ErrorBox({ title, problem, again, children }: ErrorBoxProps) {
  return (
    <div role="alert" class="rounded-box tintbox t-err p-4 flex flex-wrap items-start gap-3">
      <CircleX class="i i-18 text-error mt-px" />
      <div class="flex-1 min-w-[200px]">
        <p class="font-semibold">{title}</p>
        {problem && <p>{problem.message}</p>}
        {problem?.fields.map((wrong) => (
          <p key={wrong.field} class="text-sm">
            <span class="text-muted">{wrong.field}:</span> {wrong.message}
          </p>
        ))}
        {children}
      </div>
      {again && (
        <Button size="small" icon={RefreshCw} onClick={again}>
          {t("Coba lagi", "Try again")}
        </Button>
      )}
    </div>
  );
}
