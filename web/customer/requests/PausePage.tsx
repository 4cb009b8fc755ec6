import { Send } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import type { RequestForm } from "../../shared/api.d";
import { addDays } from "../../shared/format";
import { t } from "../../shared/language";
import { Button } from "../../shared/parts/Button";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Field } from "../../shared/parts/Field";
import { Show } from "../../shared/parts/Show";
import { TextArea } from "../../shared/parts/TextArea";
import { Bar } from "../complaints/Bar";
import { Foot } from "../complaints/Foot";
import { Asked, StillWaiting, useAsking, useForm } from "./asking";
import { LineChoice } from "./LineChoice";

const MONTH = 30;

/** Asking for a pause: from when until when. */
export default function PausePage() {
  const form = useForm();
  useEffect(() => {
    document.title = `${t("Cuti", "Pause")} · Sambung`;
  }, []);
  return (
    <>
      <Bar title={t("Cuti langganan", "Pause")} back="/akun" backWord={t("Kembali ke akun", "Back to the account")} />
      <main class="p-4 pb-28 flex flex-col gap-3">
        <div>
          <h1 class="text-xl font-bold">{t("Minta cuti langganan", "Ask for a pause")}</h1>
          <p class="text-muted">{t("Selama cuti internet berhenti dan tidak ditagih.", "Meanwhile the internet is off and not billed.")}</p>
        </div>
        <Show of={form} failed={t("Belum terbuka", "It did not open")}>
          {(told) => <Days of={told} />}
        </Show>
      </main>
    </>
  );
}

function Days({ of }: { of: RequestForm }) {
  const lines = of.lines.filter((line) => line.may_change);
  const [line, setLine] = useState(lines[0]?.subscription_id ?? "");
  const [from, setFrom] = useState(addDays(of.today, 1));
  const [until, setUntil] = useState(addDays(of.today, MONTH));
  const [text, setText] = useState("");
  const asking = useAsking();
  if (asking.done) return <Asked of={asking.done} />;
  if (!lines.length) return <p class="kartu p-4">{t("Belum ada langganan yang aktif.", "No line is in service.")}</p>;
  return (
    <>
      <StillWaiting of={of.waiting.filter((one) => one.request === "pause")} />
      <LineChoice lines={lines} chosen={line} choose={setLine} />
      <section class="kartu p-4 flex flex-col gap-4">
        <Field large label={t("Mulai", "From")} type="date" min={of.today} value={from} onInput={(event) => setFrom(event.currentTarget.value)} error={asking.problem?.of("from_on")} />
        <Field large label={t("Sampai", "Until")} type="date" min={from} value={until} onInput={(event) => setUntil(event.currentTarget.value)} error={asking.problem?.of("until")} />
        <TextArea label={t("Catatan", "A note")} optional={t("(boleh kosong)", "(optional)")} rows={2} maxLength={500} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </section>
      {asking.problem && !asking.problem.fields.length && <ErrorBox title={t("Belum terkirim", "Not sent")} problem={asking.problem} />}
      <Foot>
        <Button look="primary" size="large" icon={Send} busy={asking.busy && t("Mengirim…", "Sending…")} onClick={() => asking.send({ kind: "pause", subscription_id: line, from_on: from || null, until: until || null, text: text.trim() })}>
          {t("Minta cuti", "Ask for it")}
        </Button>
      </Foot>
    </>
  );
}
