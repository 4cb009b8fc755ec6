import { MessageSquareText } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET } from "../../shared/api";
import type { TemplateView } from "../../shared/api.d";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Badge } from "../../shared/parts/Badge";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { Show } from "../../shared/parts/Show";
import { Page } from "../Page";
import { PhonePreview } from "./template/PhonePreview";
import { categoryWord, exampleOf, templateName, templateState } from "./template/words";

/** Every message we send by ourselves, as a customer sees it. */
export default function Templates() {
  const loaded = useLoad(() => body(GET("/api/templates")), []);
  return (
    <Page title={t("Templat pesan", "Message templates")} above={{ path: "/pesan", word: t("Pesan", "Messages") }}>
      <Show of={loaded} failed={t("Templat tidak termuat", "The templates could not be read")} rows={8}>
        {({ items }) => (items.length ? <Templated of={items} /> : <Empty icon={MessageSquareText} title={t("Belum ada templat.", "No templates yet.")} next={t("Templat dikirim bersama pemasangan.", "Templates come with the installation.")} />)}
      </Show>
    </Page>
  );
}

function Templated({ of }: { of: TemplateView[] }) {
  const [chosen, setChosen] = useState(of[0]!.name);
  const shown = of.find((one) => one.name === chosen) ?? of[0]!;
  return (
    <div class="grid gap-4 lg:grid-cols-[minmax(0,1fr)_380px] items-start">
      <Card class="max-lg:order-2">
        <ul class="hair">
          {of.map((one) => {
            const state = templateState(one);
            return (
              <li key={one.name}>
                <button type="button" data-row class={`w-full text-left px-4 py-2.5 min-h-11 flex items-center gap-3 cursor-pointer ${one.name === chosen ? "tint t-brand text-base-content" : ""}`} aria-pressed={one.name === chosen} onClick={() => setChosen(one.name)}>
                  <span class="min-w-0 flex-1">
                    <span class="block font-semibold clamp1 text-base-content">{templateName(one.name)}</span>
                    <span class="block text-sm text-muted">{categoryWord(one.category)}</span>
                  </span>
                  {one.broadcast && <span class="st t-info">{t("Siaran", "Broadcast")}</span>}
                  {state && <Badge state={state} plain={one.status === "APPROVED"} />}
                </button>
              </li>
            );
          })}
        </ul>
      </Card>
      <div class="lg:sticky top-20 max-lg:order-1">
        <PhonePreview template={shown} values={exampleOf(shown)} />
        <p class="text-sm text-muted text-center mt-2">{t("Contoh isi. Nama dan angkanya diganti untuk tiap pelanggan.", "An example. Names and figures are each customer's own.")}</p>
      </div>
    </div>
  );
}
