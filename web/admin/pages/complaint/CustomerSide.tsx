import { Phone } from "lucide-preact";
import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import type { ComplaintDetail, CustomerView } from "../../../shared/api.d";
import { moment, phone, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Facts } from "../../../shared/parts/Facts";
import { Show } from "../../../shared/parts/Show";
import { subscriptionState } from "../../../shared/states";
import { may } from "../../session";
import { areaName } from "./areas";
import { initials } from "./Assignee";
import { visitWord } from "./ComplaintCard";

/** Whose it is and what answers most questions at once: paid or not, running or not, where, how to call. */
export function CustomerSide({ of }: { of: ComplaintDetail }) {
  const loaded = useLoad(() => body(GET("/api/customers/{id}", { params: { path: { id: of.customer_id } } })), [of.customer_id]);
  return (
    <section class="kartu overflow-hidden" aria-label={t("Pelanggan", "Customer")}>
      <Show of={loaded} failed={t("Pelanggan tidak termuat", "The customer could not be read")} rows={3}>
        {(customer) => <Known customer={customer} of={of} />}
      </Show>
    </section>
  );
}

function Known({ customer, of }: { customer: CustomerView; of: ComplaintDetail }) {
  const place = of.location ?? customer.location;
  return (
    <>
      <div class="flex items-center gap-3 p-4">
        <span class="ava" aria-hidden="true">
          {initials(customer.name)}
        </span>
        <span class="min-w-0">
          <Link href={`/pelanggan/${customer.id}`} class="block font-[650] break-words">
            {customer.name}
          </Link>
          <span class="block text-sm text-muted num">{[customer.number, customer.phone && phone(customer.phone)].filter(Boolean).join(" · ")}</span>
        </span>
        {customer.phone && (
          <a href={`tel:${customer.phone}`} class="btn btn-line btn-square ml-auto max-lg:size-11" aria-label={t(`Telepon ${customer.name}, ${phone(customer.phone)}`, `Call ${customer.name}, ${phone(customer.phone)}`)}>
            <Phone class="i" />
          </a>
        )}
      </div>
      <Facts
        of={[
          [t("Layanan", "Service"), <Badge state={subscriptionState(customer.status)} plain={customer.status === "active"} />],
          [t("Tagihan", "Owed"), may("invoices.read") && <Owed of={customer.balance} />],
          [t("Saat lapor", "At the report"), of.service_cut && <span class="text-error">{t("layanan sedang tidak aktif", "the service was off")}</span>],
          [t("Alamat", "Address"), of.address || customer.address],
          [t("Wilayah", "Area"), areaName(of.area_id)],
          ["ODP", of.odp],
          [
            t("Peta", "Map"),
            place && (
              <a class="lnk" href={`https://www.google.com/maps/search/?api=1&query=${place.latitude},${place.longitude}`} target="_blank" rel="noreferrer">
                {t("Buka lokasi", "Open the place")}
              </a>
            ),
          ],
          [t("Teknisi", "Technician"), of.assignee_name || <span class="text-muted">{t("belum ada", "nobody yet")}</span>],
          [t("Kunjungan", "Visit"), of.visit && visitWord(of.visit)],
          [t("Batas SLA", "SLA limit"), of.due_at && <span class="num">{moment(of.due_at)}</span>],
          [
            t("Gangguan", "Outage"),
            of.outage_id && (
              <Link href="/pengaduan/gangguan" class="lnk">
                {t("Ikut gangguan area", "Part of an outage")}
              </Link>
            ),
          ],
          [
            t("Pernah", "Before"),
            of.repeat_of && (
              <Link href={`/pengaduan/${of.repeat_of}`} class="lnk num">
                {of.repeat_of}
              </Link>
            ),
          ],
          [
            t("Digabung ke", "Merged into"),
            of.merged_into && (
              <Link href={`/pengaduan/${of.merged_into}`} class="lnk num">
                {of.merged_into}
              </Link>
            ),
          ],
          [t("Dibuka lagi", "Reopened"), of.reopened > 0 && t(`${of.reopened} kali`, `${of.reopened} times`)],
        ]}
      />
    </>
  );
}

function Owed({ of }: { of: number }) {
  if (of > 0) return <span class="num text-error">{t(`Belum dibayar ${rupiah(of)}`, `${rupiah(of)} owed`)}</span>;
  return <span class="text-success">{t("Lunas", "Paid")}</span>;
}
