import type { MessagingRules } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Card } from "../../../shared/parts/Card";
import { Choice } from "../../../shared/parts/Choice";
import { NumberField } from "../../../shared/parts/NumberField";
import type { Part } from "./draft";

/** How customers sign in, and how often somebody may ask. */
export function LoginPart({ value, change, wrong }: Part<MessagingRules>) {
  const byCode = value.login === "code";
  return (
    <Card title={t("Pelanggan masuk", "Customers signing in")}>
      <div class="px-4 pb-4 pt-1 flex flex-col gap-5">
        <div>
          <Choice
            label={t("Cara masuk", "How they sign in")}
            value={value.login}
            choose={(login) => change({ login })}
            of={[
              ["code", t("Kode WhatsApp", "A code by WhatsApp")],
              ["inbound", t("Kirim MASUK", "They send MASUK")],
            ]}
          />
          <p class="text-sm text-muted mt-1.5">
            {byCode
              ? t("Butuh templat kode dari Meta. Satu kode dihitung satu pesan berbayar.", "Needs Meta's template for codes. Each code is a message that costs.")
              : t("Tanpa templat dan tanpa biaya. Pelanggan mengirim MASUK dan angkanya.", "No template, no cost. The customer sends MASUK and its digits.")}
          </p>
        </div>
        <NumberField
          label={t("Permintaan masuk dari satu alamat", "Sign-ins from one address")}
          class="lg:w-[280px]"
          min={1}
          max={1_000_000}
          unit={t("per jam", "an hour")}
          hint={t("Satu operator seluler bisa satu alamat, jadi jangan terlalu kecil.", "A whole mobile carrier may be one address, so not too few.")}
          value={value.logins_an_hour}
          change={(logins_an_hour) => change({ logins_an_hour })}
          error={wrong("logins_an_hour")}
        />
        <p class="text-sm text-muted">
          {byCode
            ? t("Tetap untuk tiap nomor: 3 kode per jam, 5 kali coba per kode, 15 kali coba per jam.", "Fixed for each phone: 3 codes an hour, 5 tries a code, 15 tries an hour.")
            : t("Tetap untuk tiap nomor: 10 permintaan per jam.", "Fixed for each phone: 10 requests an hour.")}
        </p>
      </div>
    </Card>
  );
}
