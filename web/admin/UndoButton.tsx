import { RotateCcw } from "lucide-preact";
import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { justDone, left, refused, takeBack, takingBack } from "./undo";

/** Takes back what was just done, counting down while it can; nothing once it cannot. Z does the same. */
export function UndoButton({ look = "line", class: more = "" }: { look?: "line" | "ghost"; class?: string }) {
  if (!justDone.value?.undo || refused.value || (left.value <= 0 && !takingBack.value)) return null;
  return (
    <Button look={look} icon={RotateCcw} data-undo class={`max-lg:h-11 ${more}`} busy={takingBack.value && t("Sebentar…", "One moment…")} onClick={() => void takeBack()}>
      {t("Urungkan", "Undo")} <span class="num" aria-hidden="true">{left.value}</span>
      <kbd class="kbdx max-lg:hidden" style={{ background: "transparent", color: "inherit" }}>
        Z
      </kbd>
    </Button>
  );
}
