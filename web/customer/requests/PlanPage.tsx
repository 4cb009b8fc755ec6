import { Send } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import type { RequestForm } from "../../shared/api.d";
import { rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { Button } from "../../shared/parts/Button";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Show } from "../../shared/parts/Show";
import { TextArea } from "../../shared/parts/TextArea";
import { Bar } from "../complaints/Bar";
import { Foot } from "../complaints/Foot";
import { Asked, StillWaiting, useAsking, useForm } from "./asking";
import { LineChoice } from "./LineChoice";

/** What one has from us, and asking for another plan. */
export default function PlanPage() {
  const form = useForm();
  useEffect(() => {
    document.title = `${t("Paket", "Plan")} · Sambung`;
  }, []);
  return (
    <>
      <Bar title={t("Paket", "Plan")} back="/akun" backWord={t("Kembali ke akun", "Back to the account")} />
      <main class="p-4 pb-28 flex flex-col gap-3">
        <h1 class="text-xl font-bold">{t("Ganti paket", "Another plan")}</h1>
        <Show of={form} failed={t("Belum terbuka", "It did not open")}>
          {(told) => <Choose of={told} />}
        </Show>
      </main>
    </>
  );
}

function Choose({ of }: { of: RequestForm }) {
  const lines = of.lines.filter((line) => line.may_change);
  const [line, setLine] = useState(lines[0]?.subscription_id ?? "");
  const [plan, setPlan] = useState("");
  const [text, setText] = useState("");
  const asking = useAsking();
  const now = lines.find((one) => one.subscription_id === line)?.plan_id;
  const waiting = of.waiting.filter((one) => one.request === "change_plan");
  if (asking.done) return <Asked of={asking.done} />;
  if (!lines.length) return <p class="kartu p-4">{t("Belum ada langganan yang aktif.", "No line is in service.")}</p>;
  return (
    <>
      <StillWaiting of={waiting} />
      <LineChoice lines={lines} chosen={line} choose={(one) => (setLine(one), setPlan(""))} />
      <fieldset class="flex flex-col gap-2">
        <legend class="sr-only">{t("Paket", "Plan")}</legend>
        {of.plans.map((one) => {
          const isNow = one.id === now;
          return (
            <label key={one.id} class={`kartu p-4 flex items-center gap-3 min-h-16 focus-within:outline-2 focus-within:outline-primary ${isNow ? "" : "cursor-pointer"}`} style={plan === one.id ? { borderColor: "var(--color-primary)", boxShadow: "0 0 0 1px var(--color-primary)" } : undefined}>
              <span class="min-w-0">
                <span class="block font-semibold">{one.name}</span>
                <span class="block text-base text-muted num">
                  {rupiah(one.price)} {t("per bulan", "a month")}
                </span>
              </span>
              {isNow ? <span class="ml-auto text-base font-semibold text-primary">{t("Paket Anda", "Yours")}</span> : <input type="radio" name="plan" class="ml-auto size-5 accent-primary" checked={plan === one.id} onChange={() => setPlan(one.id)} />}
            </label>
          );
        })}
      </fieldset>
      <TextArea label={t("Catatan", "A note")} optional={t("(boleh kosong)", "(optional)")} rows={2} maxLength={500} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      <p class="text-base text-muted">{t("Kami hubungi Anda dulu sebelum paket diganti.", "We talk with you before anything is changed.")}</p>
      {asking.problem && <ErrorBox title={t("Belum terkirim", "Not sent")} problem={asking.problem} />}
      <Foot>
        <Button look="primary" size="large" icon={Send} disabled={!plan} busy={asking.busy && t("Mengirim…", "Sending…")} onClick={() => asking.send({ kind: "change_plan", subscription_id: line, plan_id: plan, text: text.trim() })}>
          {t("Minta ganti paket", "Ask for it")}
        </Button>
      </Foot>
    </>
  );
}
