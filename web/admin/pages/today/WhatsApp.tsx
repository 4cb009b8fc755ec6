import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import { count, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Card } from "../../../shared/parts/Card";
import { health, unreadable } from "../../whatsapp/health";
import { healthState } from "../../whatsapp/healthState";
import { Quota } from "../message/Quota";

/** Whether messages go out, how many people may still be written to, and what it costs. */
export function WhatsApp({ cost }: { cost: number }) {
  const counts = useLoad(() => body(GET("/api/messages/counts", { params: { query: {} } })), [cost]);
  const failed = counts.value?.counts.failed ?? 0;
  return (
    <Card class="max-lg:order-6" title="WhatsApp" aside={<Badge state={healthState(health.value, !!unreadable.value)} />}>
      <div class="px-4 pb-4 grid lg:grid-cols-[1.4fr_1fr_1fr] gap-4">
        {health.value && <Quota limit={health.value.recipients_limit} used={health.value.recipients_used} />}
        <p>
          <span class="lbl block">{t("Biaya bulan ini", "Cost this month")}</span>
          <span class="num font-semibold">{rupiah(cost)}</span>
        </p>
        <p>
          <span class="lbl block">{t("Gagal terkirim", "Failed")}</span>
          <span class={`num font-semibold ${failed ? "text-error" : ""}`}>{t(`${count(failed)} pesan`, `${count(failed)} messages`)}</span>
          {failed > 0 && (
            <Link href="/pesan?status=failed" class="lnk block text-sm">
              {t("Lihat sebabnya", "See why")}
            </Link>
          )}
        </p>
      </div>
    </Card>
  );
}
