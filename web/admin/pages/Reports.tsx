import { ChartLine } from "lucide-preact";
import { useLocation, useSearch } from "wouter-preact";
import { body, GET } from "../../shared/api";
import { month } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Show } from "../../shared/parts/Show";
import { Page } from "../Page";
import { today } from "../session";
import { periodsAround } from "./invoice/periods";
import { Revenue } from "./report/Revenue";
import { Satisfaction } from "./report/Satisfaction";
import { WhatsappCost } from "./report/WhatsappCost";

/** A month in figures: what comes back every month, who came and went, how content they are, and what WhatsApp cost. */
export default function Reports() {
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch()).get("bulan") ?? today.value.slice(0, 7);
  const query = { params: { query: { month: asked } } };
  const revenue = useLoad(() => body(GET("/api/reports/revenue", query)), [asked]);
  const cost = useLoad(() => body(GET("/api/reports/whatsapp-cost", query)), [asked]);
  const satisfaction = useLoad(() => body(GET("/api/reports/satisfaction", query)), [asked]);
  const past = periodsAround(today.value, asked).filter((one) => one <= today.value.slice(0, 7));
  return (
    <Page
      title={t("Laporan", "Reports")}
      actions={
        <select class="inp max-lg:h-11" style={{ width: "auto", height: undefined }} aria-label={t("Bulan", "Month")} value={asked} onChange={(event) => go(`/laporan?bulan=${event.currentTarget.value}`, { replace: true })}>
          {past.map((one) => (
            <option key={one} value={one}>
              {month(one)}
            </option>
          ))}
        </select>
      }
    >
      <div class="flex flex-col gap-4">
        <h2 class="flex items-center gap-2 text-lg font-[650]">
          <ChartLine class="i i-20 text-muted" />
          {month(asked)}
        </h2>
        <Show of={revenue} failed={t("Pendapatan tidak termuat", "The revenue could not be read")} rows={6}>
          {(view) => <Revenue view={view} />}
        </Show>
        <Show of={satisfaction} failed={t("Kepuasan pelanggan tidak termuat", "The satisfaction could not be read")} rows={4}>
          {(view) => <Satisfaction view={view} />}
        </Show>
        <Show of={cost} failed={t("Biaya WhatsApp tidak termuat", "The cost of WhatsApp could not be read")} rows={3}>
          {(view) => <WhatsappCost view={view} />}
        </Show>
      </div>
    </Page>
  );
}
