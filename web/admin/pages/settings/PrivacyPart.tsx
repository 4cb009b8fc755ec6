import type { PrivacyRules } from "../../../shared/api.d";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Card } from "../../../shared/parts/Card";
import { Select } from "../../../shared/parts/Select";
import type { Part } from "./draft";

const MONTHS = [3, 6, 12, 24, 60];
const FOR_EVER = "";

/** How long what tells of people is kept. */
export function PrivacyPart({ value, change, wrong }: Part<PrivacyRules>) {
  const choices = (months: number | null): [string, string][] => {
    const offered = months && !MONTHS.includes(months) ? [...MONTHS, months].sort((one, other) => one - other) : MONTHS;
    return [[FOR_EVER, t("Selamanya", "For ever")], ...offered.map((one): [string, string] => [String(one), t(`${count(one)} bulan`, `${count(one)} months`)])];
  };
  return (
    <Card title={t("Data pribadi", "Personal data")}>
      <div class="px-4 pb-4 pt-1 grid gap-4 lg:grid-cols-2">
        <Select
          label={t("Simpan isi pesan selama", "Keep what messages said for")}
          value={String(value.messages_months ?? FOR_EVER)}
          choose={(months) => change({ messages_months: months ? Number(months) : null })}
          of={choices(value.messages_months)}
          hint={t("Bahwa pesan terkirim, dan biayanya, tetap ada. Pesan masuk: 30 hari.", "That they were sent, and the cost, stays. Incoming messages: 30 days.")}
          error={wrong("messages_months")}
        />
        <Select
          label={t("Simpan foto setelah berhenti selama", "Keep photos after a customer left for")}
          value={String(value.photos_months ?? FOR_EVER)}
          choose={(months) => change({ photos_months: months ? Number(months) : null })}
          of={choices(value.photos_months)}
          hint={t("Foto KTP dan rumah pelanggan yang berhenti atau diarsipkan.", "Photos of KTP and house of customers who stopped or are archived.")}
          error={wrong("photos_months")}
        />
      </div>
    </Card>
  );
}
