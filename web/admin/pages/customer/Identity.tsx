import { MapPin, MessagesSquare, Pencil, Phone, type LucideIcon } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import type { CustomerView } from "../../../shared/api.d";
import { dateOf, day, phone } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { Facts } from "../../../shared/parts/Facts";
import { subscriptionState } from "../../../shared/states";
import { may } from "../../session";
import { areaName, useAreas } from "../complaint/areas";
import { initials } from "../complaint/Assignee";
import { EditDialog } from "./EditDialog";

const TILE = "btn btn-line flex-col gap-1 h-auto py-2.5 text-sm";

/** Who it is and where, with the three ways to reach them. */
export function Identity({ customer, changed }: { customer: CustomerView; changed: () => void }) {
  useAreas();
  const [editing, setEditing] = useState(false);
  const canEdit = may("customers.write") && customer.status !== "archived";
  return (
    <Card>
      <div class="flex items-center gap-3 p-4 pb-3">
        <span class="ava ava-l" aria-hidden="true">
          {initials(customer.name)}
        </span>
        <div class="min-w-0 flex-1">
          <p class="text-lg font-bold break-words leading-tight">{customer.name}</p>
          <p class="text-sm text-muted num">{t(`${customer.number} · sejak ${day(dateOf(new Date(customer.created_at)))}`, `${customer.number} · since ${day(dateOf(new Date(customer.created_at)))}`)}</p>
        </div>
        {canEdit && <Button look="ghost" icon={Pencil} class="btn-square max-lg:size-11" aria-label={t("Ubah data pelanggan", "Change the customer")} onClick={() => setEditing(true)} />}
      </div>
      <div class="px-4 pb-3">
        <Badge state={subscriptionState(customer.status)} />
      </div>
      <Facts
        of={[
          ["WhatsApp", <span class="num">{customer.phone ? phone(customer.phone) : t("tidak ada", "none")}</span>],
          [t("HP lain", "Other phones"), customer.other_phones.map(phone).join(", ")],
          [t("Alamat", "Address"), customer.address],
          [t("Wilayah", "Area"), areaName(customer.area_id)],
          ["Email", customer.email],
          [t("Label", "Tags"), customer.tags.join(", ")],
          [t("Catatan tim", "Team note"), customer.note && <span class="whitespace-pre-line">{customer.note}</span>],
        ]}
      />
      <div class="grid grid-cols-3 gap-2 px-4 pb-4 empty:hidden">
        {may("conversations.read") && (
          <Link href={`/percakapan?customer_id=${customer.id}`} class={TILE}>
            <MessagesSquare class="i i-18" />
            Chat
          </Link>
        )}
        {customer.phone && <Outside to={`tel:${customer.phone}`} icon={Phone} word={t("Telepon", "Call")} />}
        {customer.location && <Outside to={`https://www.google.com/maps/dir/?api=1&destination=${customer.location.latitude},${customer.location.longitude}`} icon={MapPin} word={t("Rute", "Route")} />}
      </div>
      {editing && <EditDialog customer={customer} close={() => setEditing(false)} done={changed} />}
    </Card>
  );
}

function Outside({ to, icon: Icon, word }: { to: string; icon: LucideIcon; word: string }) {
  return (
    <a href={to} target={to.startsWith("https") ? "_blank" : undefined} rel="noreferrer" class={TILE}>
      <Icon class="i i-18" />
      {word}
    </a>
  );
}
