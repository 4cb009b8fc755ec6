import { Check } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET, PATCH } from "../../../shared/api";
import type { PaymentSettings } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { RupiahField } from "../../../shared/parts/RupiahField";
import { Switch } from "../../../shared/parts/Switch";
import { TextArea } from "../../../shared/parts/TextArea";
import { type Problem, toProblem } from "../../../shared/problem";
import { may } from "../../session";
import { useUnsaved } from "../../unsaved";

const GATEWAYS: Record<Channel["gateway"], string> = { midtrans: "Midtrans", xendit: "Xendit", tripay: "Tripay" };

type Channel = PaymentSettings["channels"][number];

/** How customers pay beside the bank accounts: the provider's own QRIS, and the gateways' channels with their fees. */
export function PaymentsCard() {
  const loaded = useLoad(() => body(GET("/api/settings/payments")), []);
  const [saved, setSaved] = useState<PaymentSettings>();
  const kept = saved ?? loaded.value;
  if (!kept) return loaded.problem ? <ErrorBox title={t("Cara bayar tidak termuat", "The ways to pay could not be read")} problem={loaded.problem} again={loaded.reload} /> : null;
  return <Ways key={JSON.stringify(kept)} kept={kept} saved={setSaved} />;
}

function Ways({ kept, saved }: { kept: PaymentSettings; saved: (now: PaymentSettings) => void }) {
  const [code, setCode] = useState(kept.static_qris);
  const [channels, setChannels] = useState(kept.channels);
  const [limit, setLimit] = useState(kept.cash_limit ? String(kept.cash_limit) : "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const changed = code !== kept.static_qris || Number(limit) !== (kept.cash_limit ?? 0) || JSON.stringify(channels) !== JSON.stringify(kept.channels);
  useUnsaved(changed);
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      saved(await body(PATCH("/api/settings/payments", { body: { static_qris: code, channels, cash_limit: Number(limit) } })));
    } catch (reason) {
      setProblem(toProblem(reason));
      setBusy(false);
    }
  };
  const ruleOf = (there: PaymentSettings["available"][number]) => channels.find((one) => one.gateway === there.gateway && one.channel === there.channel);
  const turn = (there: PaymentSettings["available"][number], on: boolean) =>
    setChannels((before) => {
      const others = before.filter((one) => one.gateway !== there.gateway || one.channel !== there.channel);
      return on ? [...others, { gateway: there.gateway, channel: there.channel, fee: 0, fee_percent: 0 }] : others;
    });
  const charge = (rule: Channel, fee: number) => setChannels((before) => before.map((one) => (one === rule ? { ...one, fee } : one)));
  return (
    <fieldset disabled={!may("settings.write") || busy} class="max-w-[760px] mx-auto mt-4 min-w-0">
      <Card title={t("Cara bayar", "Ways to pay")}>
        <div class="px-4 pb-4 pt-1 flex flex-col gap-5">
          <TextArea
            label={t("Isi kode QRIS statis", "What your static QRIS says")}
            optional={t("(boleh kosong)", "(optional)")}
            rows={3}
            class="num"
            value={code}
            onInput={(event) => setCode(event.currentTarget.value.trim())}
            hint={kept.qris_merchant ? t(`Uang masuk ke ${kept.qris_merchant}. Jumlah tagihan diisikan otomatis.`, `The money goes to ${kept.qris_merchant}. The amount is filled in.`) : t("Pindai kode di toko Anda dengan aplikasi pemindai, lalu tempel teksnya.", "Scan the code in your shop with a scanner app and paste the text.")}
            error={problem?.of("static_qris")}
          />
          <div>
            <h3 class="font-semibold">{t("Gerbang pembayaran", "Payment gateways")}</h3>
            <p class="text-sm text-muted">{t("Yang kuncinya belum dipasang tidak ditawarkan. Biaya ditanggung pembayar, QRIS selalu tanpa biaya.", "One whose keys are not there is not offered. The payer bears the fee, QRIS never has one.")}</p>
            <ul class="hair mt-2">
              {kept.available.map((there) => {
                const rule = ruleOf(there);
                const name = `${GATEWAYS[there.gateway]}, ${there.label}`;
                return (
                  <li key={`${there.gateway}${there.channel}`} class="flex flex-wrap items-center gap-x-4 gap-y-1 py-1">
                    <div class="flex-1 basis-56">
                      <Switch label={there.label} hint={GATEWAYS[there.gateway]} on={!!rule} turn={(on) => turn(there, on)} />
                    </div>
                    {rule && there.channel !== "qris" && (
                      <RupiahField class="w-40" label={t(`Biaya ${name}`, `Fee of ${name}`)} value={rule.fee ? String(rule.fee) : ""} change={(digits) => charge(rule, Number(digits))} />
                    )}
                  </li>
                );
              })}
            </ul>
          </div>
          <RupiahField
            class="lg:max-w-[320px]"
            label={t("Batas uang tunai di tangan", "Limit of cash in hand")}
            hint={t("Kosong: tanpa batas. Lewat batas, penagih diingatkan setor.", "Empty: no limit. Over it a collector is told to hand over.")}
            value={limit}
            change={setLimit}
            error={problem?.of("cash_limit")}
          />
          {problem && !problem.of("static_qris") && <ErrorBox title={t("Cara bayar belum tersimpan", "The ways to pay are not saved")} problem={problem} />}
          {changed && (
            <div class="flex justify-end">
              <Button look="primary" icon={Check} busy={busy && t("Menyimpan…", "Saving…")} onClick={() => void save()}>
                {t("Simpan cara bayar", "Save the ways to pay")}
              </Button>
            </div>
          )}
        </div>
      </Card>
    </fieldset>
  );
}
