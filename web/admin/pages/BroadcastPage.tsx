import { useState } from "preact/hooks";
import { body, GET } from "../../shared/api";
import type { BroadcastView } from "../../shared/api.d";
import { moment } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad, usePoll } from "../../shared/load";
import { Badge } from "../../shared/parts/Badge";
import { Card } from "../../shared/parts/Card";
import { Facts } from "../../shared/parts/Facts";
import { Show } from "../../shared/parts/Show";
import type { At } from "../App";
import { Page } from "../Page";
import { Acts } from "./broadcast/Acts";
import { ForecastCard } from "./broadcast/ForecastCard";
import { readPlans } from "./broadcast/plans";
import { ProgressCard } from "./broadcast/ProgressCard";
import { broadcastState, segmentWord } from "./broadcast/words";
import { useAreas } from "./complaint/areas";
import { PhonePreview } from "./template/PhonePreview";
import { categoryWord } from "./template/words";

const EVERY_S = 3;

/** One broadcast: what it will take while it is a draft, how far it is while it is sent, what became of it. */
export default function BroadcastPage({ id }: At) {
  const [after, setAfter] = useState<BroadcastView>();
  const loaded = usePoll(
    async () => {
      const read = await body(GET("/api/broadcasts/{id}", { params: { path: { id } } }));
      setAfter(undefined);
      return read;
    },
    EVERY_S,
    (value) => value?.phase === "writing" || value?.phase === "sending",
    [id],
  );
  const shown = after ?? loaded.value;
  const changed = (now: BroadcastView) => {
    setAfter(now);
    loaded.reload();
  };
  return (
    <Page title={shown?.name ?? t("Siaran", "Broadcast")} above={{ path: "/siaran", word: t("Siaran", "Broadcasts") }}>
      <Show of={{ ...loaded, value: shown }} failed={t("Siaran tidak termuat", "The broadcast could not be read")} rows={6}>
        {(one) => <Known of={one} changed={changed} />}
      </Show>
    </Page>
  );
}

function Known({ of, changed }: { of: BroadcastView; changed: (now: BroadcastView) => void }) {
  useAreas();
  const plans = useLoad(readPlans, []);
  return (
    <div class="grid gap-4 lg:grid-cols-[minmax(0,1fr)_380px] items-start">
      <div class="flex flex-col gap-4 min-w-0">
        {of.forecast && <ForecastCard of={of} />}
        {of.counts && <ProgressCard of={of} />}
        <Acts of={of} changed={changed} />
        <Card title={t("Tentang siaran ini", "About it")} aside={<Badge state={broadcastState(of.phase)} />}>
          <Facts
            of={[
              [t("Untuk", "For"), segmentWord(of.segment, plans.value ?? [])],
              [t("Jenis", "Kind"), categoryWord(of.category)],
              [t("Ditulis", "Written"), `${of.created_by_name}, ${moment(of.created_at)}`],
              [t("Disetujui", "Approved"), of.approved_at && `${of.approved_by_name}, ${moment(of.approved_at)}`],
            ]}
          />
        </Card>
      </div>
      <div class="lg:sticky top-20">
        <PhonePreview template={{ header: null, body: of.text, footer: null, buttons: [], variables: [] }} values={{}} />
        <p class="text-sm text-muted text-center mt-2">{t("Seperti dibaca pelanggan bernama Asih.", "As a customer called Asih reads it.")}</p>
      </div>
    </div>
  );
}
