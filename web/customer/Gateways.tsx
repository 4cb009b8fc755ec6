import { CreditCard, Landmark, QrCode, Store } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import type { ChargeView, GatewayWay } from "../shared/api.d";
import { rupiah } from "../shared/format";
import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../shared/problem";
import { Charge } from "./Charge";
import type { WaysIn } from "./waysIn";

/** Who comes back from the gateway's page, or from the bank's app, finds what they had begun. */
const BEGUN = "bayar:";

/** The ways to pay that report themselves: what is paid so is seen within seconds. */
export function Gateways({ of, ways, door, paid }: { of: string; ways: GatewayWay[]; door: WaysIn; paid: () => void }) {
  const [busy, setBusy] = useState<string>();
  const [charge, setCharge] = useState<ChargeView>();
  const [changing, setChanging] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const show = (opened: ChargeView) => {
    sessionStorage.setItem(BEGUN + of, opened.charge_id);
    setCharge(opened);
  };
  useEffect(() => {
    const begun = sessionStorage.getItem(BEGUN + of);
    if (begun) door.look(begun).then((known) => ["created", "pending", "settled"].includes(known.status) && setCharge(known), () => undefined);
  }, [of]);
  if (!ways.length) return null;
  const choose = (way: GatewayWay) => {
    setBusy(way.channel);
    setProblem(undefined);
    setCharge(undefined);
    setChanging(false);
    door
      .open(way)
      .then(show, (failure) => setProblem(toProblem(failure)))
      .finally(() => setBusy(undefined));
  };
  return (
    <section class="kartu overflow-hidden" aria-label={t("Bayar langsung", "Pay at once")}>
      <div class="px-4 pt-4 pb-2">
        <h2 class="font-[650]">{t("Bayar langsung", "Pay at once")}</h2>
        <p class="text-base text-muted">{t("Tercatat dalam hitungan detik, tanpa kirim bukti.", "Counted within seconds, no proof to send.")}</p>
      </div>
      {problem && (
        <div class="px-4 pb-3">
          <ErrorBox title={t("Belum bisa lewat cara ini", "Not possible this way now")} problem={problem} />
        </div>
      )}
      {charge && <Charge key={charge.charge_id} opened={charge} look={door.look} paid={paid} over={() => setCharge(undefined)} />}
      {charge && !changing ? (
        <div class="px-4 pb-4">
          <Button size="large" class="w-full" onClick={() => setChanging(true)}>
            {t("Ganti cara bayar", "Pay another way")}
          </Button>
        </div>
      ) : (
        <ul class="hair border-t divx">
          {ways.map((way) => (
            <li key={way.channel}>
              <button type="button" class="flex items-center gap-3 px-4 py-3 w-full text-left min-h-12" disabled={!!busy} aria-busy={busy === way.channel} onClick={() => choose(way)}>
                <Picture channel={way.channel} />
                <span class="font-[550]">{busy === way.channel ? t("Menyiapkan…", "Getting it ready…") : nameOf(way)}</span>
                {way.fee > 0 && <span class="ml-auto text-right text-base text-muted num">{t(`biaya ${rupiah(way.fee)}`, `fee ${rupiah(way.fee)}`)}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Picture({ channel }: { channel: GatewayWay["channel"] }) {
  if (channel === "qris") return <QrCode class="i i-20 flex-none" />;
  if (channel === "page") return <CreditCard class="i i-20 flex-none" />;
  return channel.startsWith("va_") ? <Landmark class="i i-20 flex-none" /> : <Store class="i i-20 flex-none" />;
}

function nameOf({ channel, label }: GatewayWay): string {
  return channel === "page" ? t("Kartu, dompet digital, dan lainnya", "Card, wallet and others") : label;
}
