import { Check } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET, PATCH } from "../../shared/api";
import type { SettingsView } from "../../shared/api.d";
import { count } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Show } from "../../shared/parts/Show";
import { type Problem, toProblem } from "../../shared/problem";
import { Page } from "../Page";
import { may } from "../session";
import { tellDone } from "../undo";
import { useUnsaved } from "../unsaved";
import { Promises } from "./reminder/Promises";
import { Example } from "./reminder/Example";
import { Tomorrow } from "./reminder/Tomorrow";
import { ArrearsPart } from "./settings/ArrearsPart";
import { changesBetween, type Part, sentenceFor } from "./settings/draft";
import { LadderPart } from "./settings/LadderPart";

/** The ladder of reminders and what keeps a service on, beside a calendar of what it would do to one bill. */
export default function Reminders() {
  const loaded = useLoad(() => body(GET("/api/settings")), []);
  const [saved, setSaved] = useState<SettingsView>();
  const kept = saved ?? loaded.value;
  if (kept) return <Form key={JSON.stringify(kept.billing)} kept={kept} saved={setSaved} />;
  return (
    <Page title={t("Pengingat", "Reminders")}>
      <Show of={loaded} failed={t("Pengingat tidak termuat", "The reminders could not be read")} rows={8}>
        {() => null}
      </Show>
    </Page>
  );
}

function Form({ kept, saved }: { kept: SettingsView; saved: (now: SettingsView) => void }) {
  const [draft, setDraft] = useState(kept);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [refused, setRefused] = useState<SettingsView>();
  const changes = changesBetween(kept, draft);
  useUnsaved(changes > 0);
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    const billing = { ...draft.billing, ladder: [...draft.billing.ladder].sort((one, other) => one.day - other.day) };
    try {
      saved(await body(PATCH("/api/settings", { body: { company: null, billing, messaging: null, privacy: null } })));
      tellDone({ text: t("Pengingat tersimpan. Tagihan terbuka mengikuti aturan baru.", "Saved. Open bills follow the new rules.") });
    } catch (failure) {
      setDraft({ ...draft, billing });
      setRefused({ ...draft, billing });
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  const part: Part<SettingsView["billing"]> = {
    value: draft.billing,
    change: (fields) => setDraft((before) => ({ ...before, billing: { ...before.billing, ...fields } })),
    wrong: (field) => sentenceFor(`billing.${field}`, problem, refused, draft),
  };
  return (
    <Page
      title={t("Pengingat", "Reminders")}
      sub={changes ? t(`belum disimpan, ${count(changes)} perubahan`, `not saved, ${count(changes)} changes`) : undefined}
      actions={
        changes > 0 && (
          <div class="flex gap-2">
            <Button class="max-lg:btn-sm max-lg:h-11" disabled={busy} onClick={() => setDraft(kept)}>
              {t("Batalkan", "Undo")}
            </Button>
            <Button look="primary" icon={Check} class="max-lg:btn-sm max-lg:h-11" busy={busy && t("Menyimpan…", "Saving…")} onClick={() => void save()}>
              {t("Simpan", "Save")}
            </Button>
          </div>
        )
      }
    >
      <div class="grid gap-4 grid-cols-[minmax(0,1fr)] xl:grid-cols-[minmax(0,5fr)_minmax(0,7fr)] items-start">
        <fieldset disabled={!may("settings.write") || busy} class="flex flex-col gap-4 min-w-0">
          {!may("settings.write") && <p class="rounded-box tintbox t-info px-4 py-3">{t("Hanya pemilik yang mengubah pengingat.", "Only the owner changes reminders.")}</p>}
          {problem && !problem.fields.length && <ErrorBox title={t("Pengingat belum tersimpan", "The reminders are not saved")} problem={problem} />}
          <LadderPart {...part} />
          <ArrearsPart {...part} />
        </fieldset>
        <div class="min-w-0 xl:sticky top-[72px]">
          <Example rules={draft.billing} />
        </div>
      </div>
      <div class="grid gap-4 grid-cols-[minmax(0,1fr)] lg:grid-cols-2 items-start mt-4">
        <Tomorrow unsaved={changes > 0} />
        {may("promises.read") && <Promises />}
      </div>
    </Page>
  );
}
