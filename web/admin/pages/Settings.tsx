import { BellRing, Check, ChevronRight } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET, PATCH } from "../../shared/api";
import type { SettingsView } from "../../shared/api.d";
import { clock, count } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Show } from "../../shared/parts/Show";
import { type Problem, toProblem } from "../../shared/problem";
import { nameCompany } from "../company";
import { Page } from "../Page";
import { may } from "../session";
import { useUnsaved } from "../unsaved";
import { AnswersCard } from "./settings/AnswersCard";
import { BillingPart } from "./settings/BillingPart";
import { CompanyPart } from "./settings/CompanyPart";
import { changesBetween, type Part, same, type Section, sentenceFor } from "./settings/draft";
import { LoginPart } from "./settings/LoginPart";
import { MessagingPart } from "./settings/MessagingPart";
import { PaymentsCard } from "./settings/PaymentsCard";
import { PrivacyPart } from "./settings/PrivacyPart";

/** What the owner sets: who the company is, how it bills and reminds, how it writes to people. */
export default function Settings() {
  const loaded = useLoad(() => body(GET("/api/settings")), []);
  const [saved, setSaved] = useState<SettingsView>();
  const kept = saved ?? loaded.value;
  if (kept) return <Form kept={kept} saved={setSaved} />;
  return (
    <Page title={t("Pengaturan", "Settings")} ownSearch>
      <Show of={loaded} failed={t("Pengaturan tidak termuat", "The settings could not be read")} rows={8}>
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
  const [savedAt, setSavedAt] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const mayWrite = may("settings.write");
  const changes = changesBetween(kept, draft);
  useUnsaved(changes > 0);
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problem]);

  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    const sent = inOrder(draft);
    const changed = <S extends Section>(section: S) => (same(kept[section], sent[section]) ? null : sent[section]);
    try {
      const now = await body(PATCH("/api/settings", { body: { company: changed("company"), billing: changed("billing"), messaging: changed("messaging"), privacy: changed("privacy") } }));
      nameCompany(now.company.name);
      saved(now);
      setDraft(now);
      setSavedAt(new Date().toISOString());
    } catch (reason) {
      setDraft(sent);
      setRefused(sent);
      setProblem(toProblem(reason));
    }
    setBusy(false);
  };
  const undo = () => {
    setDraft(kept);
    setProblem(undefined);
  };
  const part = <S extends Section>(section: S): Part<SettingsView[S]> => ({
    value: draft[section],
    change: (fields) => setDraft((before) => ({ ...before, [section]: { ...before[section], ...fields } })),
    wrong: (field) => sentenceFor(field ? `${section}.${field}` : section, problem, refused, draft),
  });

  const wrongs = problem?.fields.filter(({ field }) => sentenceFor(field, problem, refused, draft)).length ?? 0;
  const sub = wrongs
    ? t(`${count(wrongs)} isian perlu diperbaiki`, `${count(wrongs)} fields to mend`)
    : changes
      ? t(`belum disimpan, ${count(changes)} perubahan`, `not saved, ${count(changes)} changes`)
      : savedAt && t(`tersimpan ${clock(savedAt)}`, `saved ${clock(savedAt)}`);
  const actions = changes > 0 && (
    <div class="flex gap-2">
      <Button class="max-lg:btn-sm max-lg:h-11" disabled={busy} onClick={undo}>
        {t("Batalkan", "Undo")}
      </Button>
      <Button look="primary" icon={Check} class="max-lg:btn-sm max-lg:h-11" busy={busy && t("Menyimpan…", "Saving…")} onClick={() => void save()}>
        {t("Simpan", "Save")}
      </Button>
    </div>
  );

  return (
    <Page title={t("Pengaturan", "Settings")} sub={sub || undefined} actions={actions} ownSearch>
      <form
        ref={form}
        class="max-w-[760px] mx-auto"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (changes) void save();
        }}
      >
        <fieldset disabled={!mayWrite || busy} class="flex flex-col gap-4 min-w-0">
          {!mayWrite && <p class="rounded-box tintbox t-info px-4 py-3">{t("Hanya pemilik yang mengubah pengaturan.", "Only the owner changes settings.")}</p>}
          {problem && !problem.fields.length && <ErrorBox title={t("Pengaturan belum tersimpan", "The settings are not saved")} problem={problem} />}
          <CompanyPart {...part("company")} />
          <BillingPart {...part("billing")} />
          <Link href="/pengingat" class="kartu px-4 py-3.5 flex items-center gap-3">
            <BellRing class="i i-20 text-primary" />
            <span>
              <span class="block font-semibold">{t("Pengingat, isolir, janji bayar dan denda", "Reminders, suspension, promises and late fee")}</span>
              <span class="block text-sm text-muted">{t("Diatur di halaman Pengingat, dengan kalender contohnya.", "Set on the page of reminders, with a calendar of an example.")}</span>
            </span>
            <ChevronRight class="i text-muted ml-auto" />
          </Link>
          <MessagingPart {...part("messaging")} />
          <LoginPart {...part("messaging")} />
          <PrivacyPart {...part("privacy")} />
        </fieldset>
        <button type="submit" class="sr-only" tabIndex={-1} aria-hidden="true" />
      </form>
      <PaymentsCard />
      <AnswersCard />
    </Page>
  );
}

/** Steps by their day, rates by their date: the order they are kept and shown in. */
function inOrder(draft: SettingsView): SettingsView {
  return {
    ...draft,
    billing: { ...draft.billing, ladder: [...draft.billing.ladder].sort((one, other) => one.day - other.day) },
    messaging: { ...draft.messaging, rates: [...draft.messaging.rates].sort((one, other) => one.from_on.localeCompare(other.from_on)) },
  };
}
