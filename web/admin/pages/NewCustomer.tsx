import { useRef, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { body, GET, newId, POST } from "../../shared/api";
import type { PlanView } from "../../shared/api.d";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Show } from "../../shared/parts/Show";
import { Switch } from "../../shared/parts/Switch";
import { type Problem, toProblem } from "../../shared/problem";
import { Page } from "../Page";
import { may } from "../session";
import { tellDone } from "../undo";
import { leave, useUnsaved } from "../unsaved";
import { draftOf, isPlaceWrong, PersonFields, personOf } from "./customer/PersonFields";
import { emptyLine, LineFields, lineOf } from "./subscription/LineFields";

/** A new customer in one screen: who, where, and which line. Sent twice, it is one. */
export default function NewCustomer() {
  const plans = useLoad(async () => (await body(GET("/api/plans", { params: { query: { limit: 200 } } }))).items.filter((one) => one.active), []);
  return (
    <Page title={t("Pelanggan baru", "New customer")} above={{ path: "/pelanggan", word: t("Pelanggan", "Customers") }}>
      <Show of={plans} failed={t("Paket tidak termuat", "The plans could not be read")}>
        {(sold) => <Form sold={sold} />}
      </Show>
    </Page>
  );
}

function Form({ sold }: { sold: PlanView[] }) {
  const [, go] = useLocation();
  const id = useRef(newId());
  const [person, setPerson] = useState(draftOf);
  const [line, setLine] = useState(() => emptyLine(sold));
  const [withLine, setWithLine] = useState(sold.length > 0 && may("subscriptions.write"));
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useUnsaved(!!(person.name || person.phone || person.address) && !busy);
  const save = async (event: Event) => {
    event.preventDefault();
    setAsked(true);
    if (!person.name.trim() || !person.address.trim() || isPlaceWrong(person) || (withLine && !line.startsOn)) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const made = await body(POST("/api/customers", { params: { header: {} }, body: { id: id.current, ...personOf(person), nik: null, subscription: withLine ? lineOf(line) : null } }));
      tellDone({ text: t(`${made.name} tersimpan sebagai ${made.number}.`, `${made.name} is saved as ${made.number}.`) });
      leave();
      go(`/pelanggan/${made.id}`, { replace: true });
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <form class="max-w-[1120px] grid gap-4 lg:grid-cols-2 items-start" onSubmit={(event) => void save(event)} noValidate>
      <Card title={t("Siapa dan di mana", "Who and where")}>
        <div class="p-5 pt-2 flex flex-col gap-4">
          <PersonFields draft={person} change={setPerson} problem={problem} asked={asked} />
        </div>
      </Card>
      <div class="flex flex-col gap-4 min-w-0">
        {may("subscriptions.write") && (
          <Card title={t("Langganan", "Subscription")}>
            <div class="p-5 pt-2 flex flex-col gap-4">
              {sold.length > 0 ? (
                <Switch label={t("Langsung berlangganan", "Subscribes at once")} hint={t("Tagihan pertama memuat hari sejak mulai.", "The first bill carries the days from the start.")} on={withLine} turn={setWithLine} />
              ) : (
                <p class="text-muted">{t("Belum ada paket yang dijual. Tambah dulu di Paket & harga.", "No plan is sold yet. Add one under Plans & prices.")}</p>
              )}
              {withLine && <LineFields draft={line} change={setLine} sold={sold} problem={problem} within="subscription." />}
            </div>
          </Card>
        )}
        {problem && <ErrorBox title={t("Belum tersimpan. Tidak ada yang ditagih.", "Not saved. Nothing is billed.")} problem={problem} />}
        <Button type="submit" look="primary" size="large" busy={busy && t("Menyimpan…", "Saving…")}>
          {t("Simpan pelanggan", "Save the customer")}
        </Button>
      </div>
    </form>
  );
}
