import { TriangleAlert } from "lucide-preact";
import type { MessagingRules } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Choice } from "../../../shared/parts/Choice";
import { Field } from "../../../shared/parts/Field";
import type { Part } from "./draft";

type Name = MessagingRules["provider"];

/** Through whom we write, with a plain word about what the unofficial ones risk. */
export function Provider({ value, change, wrong }: Part<MessagingRules>) {
  const providers: [Name, string][] = [
    ["whatsapp_cloud", "Meta"],
    ["gowa", "GOWA"],
    ["fonnte", "Fonnte"],
  ];
  return (
    <div class="flex flex-col gap-3">
      <div>
        <Choice label={t("Lewat siapa pesan dikirim", "Through whom messages go")} value={value.provider} choose={(provider) => change({ provider })} of={providers} />
        {value.provider === "whatsapp_cloud" && <p class="text-sm text-muted mt-1.5">{t("Resmi: tombol, daftar, dan templat dari Meta.", "Official: buttons, lists and templates of Meta's.")}</p>}
      </div>
      {value.provider !== "whatsapp_cloud" && (
        <>
          <p role="alert" class="tintbox t-warn rounded-field p-3 flex gap-2">
            <TriangleAlert class="i i-18 shrink-0 mt-0.5" />
            <span>
              <b class="block">{t("Tidak resmi. WhatsApp dapat memblokir nomor ini selamanya.", "Unofficial. WhatsApp may ban this number for good.")}</b>
              {t(
                "Pakai nomor cadangan. Tulis hanya kepada pelanggan yang setuju. Tombol menjadi angka, dan tagihan berangkat pelan.",
                "Use a spare number. Write only to customers who agreed. Buttons become numbers, and bills go out slowly.",
              )}
            </span>
          </p>
          <div class="grid grid-cols-2 gap-3 lg:w-[420px]">
            <Field
              label={t("Tagihan per 24 jam", "Bills per 24 hours")}
              type="number"
              class="num"
              value={String(value.gateway_daily_messages)}
              onInput={(event) => change({ gateway_daily_messages: Number(event.currentTarget.value) })}
              error={wrong("gateway_daily_messages")}
            />
            <Field label={t("Jeda rata-rata (detik)", "Average gap (seconds)")} type="number" class="num" value={String(value.gateway_pace_s)} onInput={(event) => change({ gateway_pace_s: Number(event.currentTarget.value) })} error={wrong("gateway_pace_s")} />
          </div>
        </>
      )}
    </div>
  );
}
