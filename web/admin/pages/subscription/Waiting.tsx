import { X } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, DELETE } from "../../../shared/api";
import type { SubscriptionView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../../shared/problem";
import { may } from "../../session";

type Line = SubscriptionView["pending_lines"][number];

/** The lines that wait for the next invoice; one-off ones can be taken away again. */
export function Waiting({ line, done }: { line: SubscriptionView; done: (note: string) => void }) {
  const [removing, setRemoving] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem>();
  if (!line.pending_lines.length) return null;
  const remove = async (waiting: Line) => {
    setRemoving(waiting.id);
    setProblem(undefined);
    try {
      await body(DELETE("/api/subscriptions/{id}/charges/{charge_id}", { params: { path: { id: line.id, charge_id: waiting.id! } } }));
      done(t(`${waiting.description} dihapus dari tagihan berikut.`, `${waiting.description} is taken off the next invoice.`));
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setRemoving(null);
  };
  return (
    <section class="border-t divx pt-3">
      <h3 class="lbl px-4">{t("Menunggu tagihan berikut", "Waiting for the next invoice")}</h3>
      <ul class="hair">
        {line.pending_lines.map((waiting, index) => (
          <li key={waiting.id ?? index} class="flex items-center gap-3 px-4 py-2">
            <div class="min-w-0">
              <p class="font-[550]">{waiting.description}</p>
              {waiting.detail && <p class="text-sm text-muted">{waiting.detail}</p>}
            </div>
            <span class={`ml-auto num font-[650] whitespace-nowrap ${waiting.amount < 0 ? "text-success" : ""}`}>{rupiah(waiting.amount)}</span>
            {waiting.id && may("subscriptions.write") && (
              <Button look="ghost" size="small" icon={X} class="btn-square max-lg:h-11 max-lg:w-11 -mr-2" aria-label={t(`Hapus ${waiting.description}`, `Remove ${waiting.description}`)} busy={removing === waiting.id && " "} onClick={() => void remove(waiting)} />
            )}
          </li>
        ))}
      </ul>
      {problem && (
        <div class="px-4 pb-3">
          <ErrorBox title={t("Belum dihapus", "Not removed")} problem={problem} />
        </div>
      )}
    </section>
  );
}
