import { ArrowRight } from "lucide-preact";
import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { body, GET, newId, POST } from "../../shared/api";
import type { Segment, TemplateView } from "../../shared/api.d";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Field } from "../../shared/parts/Field";
import { Select } from "../../shared/parts/Select";
import { Show } from "../../shared/parts/Show";
import { TextArea } from "../../shared/parts/TextArea";
import { type Problem, toProblem } from "../../shared/problem";
import { subscriptionState } from "../../shared/states";
import { companyName } from "../company";
import { Page } from "../Page";
import { useUnsaved } from "../unsaved";
import { useAreas } from "./complaint/areas";
import { readPlans } from "./broadcast/plans";
import { PhonePreview } from "./template/PhonePreview";
import { templateName, variableWord } from "./template/words";

/** What each customer's own document fills in, and the company's. */
const FILLED = ["customer_name", "customer_number", "company_name"];
const STATES: NonNullable<Segment["status"]>[] = ["active", "suspended", "paused", "pending", "stopped"];
const LONG = 60;

/** An announcement is written beside the phone on which it will be read; nothing is sent before it is approved. */
export default function NewBroadcast() {
  const loaded = useLoad(async () => {
    const [templates, plans] = await Promise.all([body(GET("/api/templates")), readPlans()]);
    return { templates: templates.items.filter((one) => one.broadcast), plans };
  }, []);
  return (
    <Page title={t("Siaran baru", "New broadcast")} above={{ path: "/siaran", word: t("Siaran", "Broadcasts") }}>
      <Show of={loaded} failed={t("Templat tidak termuat", "The templates could not be read")} rows={6}>
        {({ templates, plans }) => <Writing templates={templates} plans={plans} />}
      </Show>
    </Page>
  );
}

function Writing({ templates, plans }: { templates: TemplateView[]; plans: [string, string][] }) {
  const [, go] = useLocation();
  const areas = useAreas();
  const [id] = useState(newId);
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState(templates[0]?.name ?? "");
  const [values, setValues] = useState<Record<string, string>>({});
  const [segment, setSegment] = useState<Segment>({ status: "active", area_id: null, plan_id: null });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useUnsaved(!busy && !!(name || Object.values(values).some(Boolean)));
  const template = templates.find((one) => one.name === chosen) ?? templates[0]!;
  const asked = template.variables.filter((one) => !FILLED.includes(one));
  const example = { customer_name: "Asih Lestari", customer_number: "PLG-00042", company_name: companyName.value || "Sambung" };

  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const made = await body(POST("/api/broadcasts", { body: { id, name: name.trim(), template: template.name, values, segment } }));
      go(`/siaran/${made.id}`);
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  const known = ["name", ...asked.map((one) => `values.${one}`)];
  return (
    <form class="grid gap-4 lg:grid-cols-[minmax(0,1fr)_380px] items-start" onSubmit={(event) => void submit(event)} noValidate>
      <div class="flex flex-col gap-4 min-w-0">
        <Card title={t("Isi", "What it says")}>
          <div class="px-4 pb-4 flex flex-col gap-4">
            <Field label={t("Nama siaran", "Name")} name="name" maxLength={120} hint={t("Hanya untuk Anda dan rekan kerja.", "For you and your colleagues only.")} value={name} onInput={(event) => setName(event.currentTarget.value)} error={problem?.of("name")} />
            <Select label={t("Templat", "Template")} value={template.name} choose={setChosen} of={templates.map((one) => [one.name, templateName(one.name)])} />
            {asked.map((one) => {
              const field = {
                label: variableWord(one),
                name: one,
                maxLength: 600,
                value: values[one] ?? "",
                placeholder: template.example[template.variables.indexOf(one)],
                error: problem?.of(`values.${one}`),
              };
              const type = (value: string) => setValues((before) => ({ ...before, [one]: value.replaceAll("\n", " ") }));
              return (field.placeholder?.length ?? 0) > LONG ? <TextArea key={one} {...field} rows={4} onInput={(event) => type(event.currentTarget.value)} /> : <Field key={one} {...field} onInput={(event) => type(event.currentTarget.value)} />;
            })}
          </div>
        </Card>
        <Card title={t("Untuk siapa", "Whom it is for")}>
          <div class="px-4 pb-4 grid gap-4 sm:grid-cols-3">
            <Select label={t("Status", "State")} value={segment.status ?? ""} choose={(value) => setSegment({ ...segment, status: (value || null) as Segment["status"] })} of={[["", t("Semua", "Any")], ...STATES.map((one): [string, string] => [one, subscriptionState(one).word])]} />
            <Select label={t("Wilayah", "Area")} value={segment.area_id ?? ""} choose={(value) => setSegment({ ...segment, area_id: value || null })} of={[["", t("Semua wilayah", "All areas")], ...areas.map((one): [string, string] => [one.id, one.name])]} />
            <Select label={t("Paket", "Plan")} value={segment.plan_id ?? ""} choose={(value) => setSegment({ ...segment, plan_id: value || null })} of={[["", t("Semua paket", "All plans")], ...plans]} />
          </div>
        </Card>
        {problem && !problem.fields.some((wrong) => known.includes(wrong.field)) && <ErrorBox title={t("Siaran belum tersimpan", "The broadcast is not kept")} problem={problem} />}
        <div class="flex flex-wrap items-center gap-3 justify-end">
          <p class="text-sm text-muted">{t("Belum ada yang dikirim sebelum disetujui.", "Nothing is sent before it is approved.")}</p>
          <Button type="submit" look="primary" icon={ArrowRight} class="max-lg:h-11 max-lg:w-full" busy={busy && t("Menghitung…", "Counting…")}>
            {t("Lihat perkiraan", "See the forecast")}
          </Button>
        </div>
      </div>
      <div class="lg:sticky top-20">
        <PhonePreview template={template} values={{ ...values, ...example }} />
      </div>
    </form>
  );
}
