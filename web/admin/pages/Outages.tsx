import { Plus, ZapOff } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET } from "../../shared/api";
import type { OutageView } from "../../shared/api.d";
import { t } from "../../shared/language";
import { usePoll } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { Empty } from "../../shared/parts/Empty";
import { Show } from "../../shared/parts/Show";
import { Page } from "../Page";
import { may } from "../session";
import { OutageCard } from "./outage/OutageCard";
import { OutageDialog } from "./outage/OutageDialog";

const EVERY_S = 15;
const AT_ONCE = 50;
const ORDER: OutageView["status"][] = ["suggested", "open", "ended", "dismissed"];

/** Faults that many have at once: what is going on, what was, who was told. */
export default function Outages() {
  const [opening, setOpening] = useState(false);
  const loaded = usePoll(() => body(GET("/api/outages", { params: { query: { limit: AT_ONCE } } })), EVERY_S, () => true, []);
  return (
    <Page
      title={t("Gangguan", "Outages")}
      above={{ path: "/pengaduan", word: t("Pengaduan", "Complaints") }}
      actions={
        may("outages.write") && (
          <Button look="primary" size="small" icon={Plus} class="max-lg:size-11" onClick={() => setOpening(true)}>
            <span class="max-lg:sr-only">{t("Buka gangguan", "Open an outage")}</span>
          </Button>
        )
      }
    >
      <div class="max-w-[1120px] mx-auto flex flex-col gap-3">
        <Show of={loaded} failed={t("Gangguan tidak termuat", "The outages could not be read")}>
          {({ items }) =>
            items.length ? (
              <>
                {[...items].sort((one, other) => ORDER.indexOf(one.status) - ORDER.indexOf(other.status)).map((one) => (
                  <OutageCard key={one.id} of={one} changed={loaded.reload} />
                ))}
              </>
            ) : (
              <div class="kartu">
                <Empty icon={ZapOff} title={t("Tidak ada gangguan.", "No outages.")} next={t("Gangguan juga terbuka sendiri bila banyak laporan dari satu tempat.", "One opens by itself when many complain from one place.")} />
              </div>
            )
          }
        </Show>
      </div>
      {opening && (
        <OutageDialog
          close={() => setOpening(false)}
          opened={() => {
            setOpening(false);
            loaded.reload();
          }}
        />
      )}
    </Page>
  );
}
