import { Link } from "wouter-preact";
import type { ComplaintView } from "../../../shared/api.d";
import { complaintState, priorityState } from "../../../shared/complaintState";
import { moment } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { areaName } from "./areas";
import { ComplaintCard, titleOf } from "./ComplaintCard";
import { SlaLine } from "./SlaLine";

/** The same as rows. */
export function ComplaintTable({ of }: { of: ComplaintView[] }) {
  return (
    <div class="kartu overflow-hidden max-lg:hidden">
      <table class="tbl" aria-label={t("Daftar pengaduan", "List of complaints")}>
        <thead>
          <tr>
            {[t("Nomor", "Number"), t("Keluhan", "Trouble"), t("Pelanggan", "Customer"), t("Urgensi", "Urgency"), t("Status", "Status"), t("Sisa waktu", "Time left"), t("Teknisi", "Technician"), t("Masuk", "Came")].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.map((one) => (
            <tr key={one.id}>
              <td class="num text-muted whitespace-nowrap">{one.number}</td>
              <td>
                <Link href={`/pengaduan/${one.id}`} data-row class="font-semibold clamp2">
                  {titleOf(one)}
                </Link>
              </td>
              <td>
                {one.customer_name}
                {one.area_id && <span class="text-muted"> · {areaName(one.area_id)}</span>}
              </td>
              <td>
                <Badge state={priorityState(one.priority)} plain={one.priority === "normal" || one.priority === "low"} />
              </td>
              <td>
                <Badge state={complaintState(one.status)} />
              </td>
              <td class="min-w-36">
                <SlaLine of={one} />
              </td>
              <td>{one.assignee_name || <span class="text-muted whitespace-nowrap">{t("belum ada", "nobody")}</span>}</td>
              <td class="num text-muted whitespace-nowrap">{moment(one.created_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** On phones: cards, the most urgent first. */
export function ComplaintCards({ of }: { of: ComplaintView[] }) {
  return (
    <div class="lg:hidden">
      <p class="text-sm font-[550] text-muted mb-2">{t("Paling mendesak dulu", "The most urgent first")}</p>
      <ul class="flex flex-col gap-2" aria-label={t("Daftar pengaduan", "List of complaints")}>
        {of.map((one) => (
          <li key={one.id}>
            <ComplaintCard of={one} area={areaName(one.area_id)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
