import { ChevronRight, UserRound } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Choice } from "../shared/api.d";
import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { type Problem, toProblem } from "../shared/problem";
import { Column, Header } from "./Header";
import { choose, startOver } from "./session";

/** One phone, several customers: whose bills are looked at now. */
export function ChooseStep({ choices, ticket }: { choices: Choice[]; ticket: string }) {
  const [busy, setBusy] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const take = async (customerId: string) => {
    if (busy) return;
    setBusy(customerId);
    setProblem(undefined);
    try {
      await choose(ticket, customerId);
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy("");
    }
  };
  return (
    <Column>
      <Header company="Sambung">
        <h1 class="text-xl font-bold mt-3">{t("Pilih langganan", "Choose whose")}</h1>
        <p style={{ color: "#D6E6E7" }}>{t("Nomor ini dipakai beberapa pelanggan.", "Several customers share this number.")}</p>
      </Header>
      <main class="px-4 -mt-10 pb-8 relative flex flex-col gap-3">
        <ul class="kartu hair overflow-hidden">
          {choices.map((one) => (
            <li key={one.customer_id}>
              <button type="button" class="w-full flex items-center gap-3 px-4 min-h-16 text-left cursor-pointer" disabled={!!busy} aria-busy={busy === one.customer_id} onClick={() => void take(one.customer_id)}>
                <span class="w-10 h-10 rounded-field grid place-items-center tint t-brand flex-none">
                  <UserRound class="i i-20" />
                </span>
                <span class="min-w-0">
                  <span class="block font-[650] break-words">{one.name}</span>
                  <span class="block text-base text-muted num">{busy === one.customer_id ? t("Membuka…", "Opening…") : one.customer_id}</span>
                </span>
                <ChevronRight class="i i-18 ml-auto text-muted flex-none" />
              </button>
            </li>
          ))}
        </ul>
        {problem && (
          <div role="alert" class="rounded-box tintbox t-err p-4">
            <p class="font-semibold">{problem.message}</p>
            <Button class="mt-3" size="large" onClick={startOver}>
              {t("Mulai lagi", "Start over")}
            </Button>
          </div>
        )}
      </main>
    </Column>
  );
}
