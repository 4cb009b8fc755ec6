import { BellRing, Tag, X } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, PATCH, POST } from "../../../shared/api";
import type { CustomerView, ReminderView } from "../../../shared/api.d";
import { count, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Field } from "../../../shared/parts/Field";
import { toProblem } from "../../../shared/problem";
import { may } from "../../session";
import { tellAsked } from "../dunning/remind";
import { FormDialog } from "../subscription/FormDialog";

interface Going {
  done: number;
  of: number;
  failed: string[];
  word: string;
}

/** What can be done with several customers at once; one after the other, told as it goes. */
export function BulkBar({ of, clear, changed }: { of: CustomerView[]; clear: () => void; changed: () => void }) {
  const [going, setGoing] = useState<Going>();
  const [tagging, setTagging] = useState(false);
  const owed = of.reduce((sum, one) => sum + Math.max(0, one.balance), 0);
  const owing = of.filter((one) => one.balance > 0);

  const each = async (people: CustomerView[], word: string, act: (one: CustomerView) => Promise<unknown>): Promise<string[]> => {
    const failed: string[] = [];
    for (const [index, one] of people.entries()) {
      setGoing({ done: index, of: people.length, failed, word });
      await act(one).catch((failure) => failed.push(`${one.name}: ${toProblem(failure).message}`));
    }
    setGoing({ done: people.length, of: people.length, failed, word });
    changed();
    return failed;
  };
  const remind = async () => {
    const asked: ReminderView[] = [];
    const begun = Date.now();
    const failed = await each(owing, t("diingatkan", "reminded"), async (one) => {
      const said = await body(POST("/api/collections/reminders", { body: { customer_id: one.id, undoable: true } }));
      if (!said.already) asked.push(said);
    });
    if (!failed.length && tellAsked(asked, (Date.now() - begun) / 1000, changed)) clear();
  };
  const tag = (name: string) => each(of.filter((one) => !one.tags.includes(name)), t("diberi label", "tagged"), (one) => body(PATCH("/api/customers/{id}", { params: { path: { id: one.id } }, body: { tags: [...one.tags, name] } as never })));
  const busy = !!going && going.done < going.of;
  return (
    <div class="fixed z-20 inset-x-0 bottom-20 lg:bottom-6 lg:pl-[224px] px-4 grid place-items-center pointer-events-none">
      <section class="pointer-events-auto rounded-box bg-neutral text-neutral-content shadow-lg px-4 py-2 flex flex-wrap items-center gap-x-3 gap-y-2 max-w-full" aria-label={t("Untuk yang dipilih", "For those selected")}>
        <p class="num" role="status">
          <b>{t(`${count(of.length)} dipilih`, `${count(of.length)} selected`)}</b>
          {owed > 0 && <span class="ml-2 opacity-80">{t(`tunggakan ${rupiah(owed)}`, `${rupiah(owed)} owed`)}</span>}
          {going && <span class="ml-2">{`${count(going.done - going.failed.length)}/${count(going.of)} ${going.word}`}</span>}
        </p>
        {may("reminders.send") && (
          <Button size="small" icon={BellRing} class="max-lg:h-11 bg-accent text-accent-content border-0" disabled={!owing.length || busy} busy={busy && t("Mengerjakan…", "Working…")} onClick={() => void remind()}>
            {t(`Ingatkan ${count(owing.length)}`, `Remind ${count(owing.length)}`)}
          </Button>
        )}
        {may("customers.write") && (
          <Button look="ghost" size="small" icon={Tag} class="max-lg:h-11 text-neutral-content bg-transparent border-transparent" disabled={busy} onClick={() => setTagging(true)}>
            {t("Beri label", "Tag")}
          </Button>
        )}
        <Button look="ghost" size="small" icon={X} class="btn-square max-lg:size-11 text-neutral-content bg-transparent border-transparent" aria-label={t("Batalkan pilihan", "Clear the selection")} disabled={busy} onClick={clear} />
        {going && going.failed.length > 0 && (
          <ul class="basis-full text-sm" role="alert">
            {going.failed.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </section>
      {tagging && <TagDialog number={of.length} close={() => setTagging(false)} tag={tag} />}
    </div>
  );
}

function TagDialog({ number, close, tag }: { number: number; close: () => void; tag: (name: string) => Promise<unknown> }) {
  const [name, setName] = useState("");
  const save = async () => {
    if (!name.trim()) return false;
    close();
    await tag(name.trim());
  };
  return (
    <span class="pointer-events-auto">
      <FormDialog title={t(`Beri label ${count(number)} pelanggan`, `Tag ${count(number)} customers`)} close={close} save={save} disabled={!name.trim()} button={t("Beri label", "Tag them")} busyWord={t("Menyimpan…", "Saving…")} failed={t("Belum tersimpan", "Not saved")}>
        {() => <Field label={t("Label", "Tag")} name="tag" maxLength={40} value={name} onInput={(event) => setName(event.currentTarget.value)} />}
      </FormDialog>
    </span>
  );
}
