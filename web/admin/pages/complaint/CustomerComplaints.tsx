import { Plus } from "lucide-preact";
import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import { complaintState } from "../../../shared/complaintState";
import { moment } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Card } from "../../../shared/parts/Card";
import { Show } from "../../../shared/parts/Show";
import { may } from "../../session";
import { titleOf } from "./ComplaintCard";

const LATEST = 5;

/** What a customer complained of lately, and the way to take down more. */
export function CustomerComplaints({ customerId }: { customerId: string }) {
  const loaded = useLoad(() => body(GET("/api/complaints", { params: { query: { customer_id: customerId, limit: LATEST } } })), [customerId]);
  return (
    <Card
      title={t("Pengaduan", "Complaints")}
      aside={
        may("complaints.write") && (
          <Link href={`/pengaduan?baru=${customerId}`} class="btn btn-line btn-sm max-lg:h-11">
            <Plus class="i" />
            {t("Pengaduan baru", "New complaint")}
          </Link>
        )
      }
    >
      <Show of={loaded} failed={t("Pengaduan tidak termuat", "The complaints could not be read")} rows={2}>
        {({ items }) =>
          items.length ? (
            <ul class="hair">
              {items.map((one) => (
                <li key={one.id}>
                  <Link href={`/pengaduan/${one.id}`} data-row class="flex items-center gap-3 px-4 py-2.5 min-h-11">
                    <span class="min-w-0">
                      <span class="block font-semibold clamp1">{titleOf(one)}</span>
                      <span class="block text-sm text-muted num">
                        {one.number} · {moment(one.created_at)}
                      </span>
                    </span>
                    <span class="ml-auto">
                      <Badge state={complaintState(one.status)} plain={one.status === "closed"} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          ) : (
            <p class="px-4 pb-4 text-muted">{t("Belum ada pengaduan.", "No complaints yet.")}</p>
          )
        }
      </Show>
    </Card>
  );
}
