import { LocateFixed } from "lucide-preact";
import { useState } from "preact/hooks";
import type { CustomerView, Location } from "../../../shared/api.d";
import { phone } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Field } from "../../../shared/parts/Field";
import { Select } from "../../../shared/parts/Select";
import { TextArea } from "../../../shared/parts/TextArea";
import type { Problem } from "../../../shared/problem";
import { useAreas } from "../complaint/areas";

/** Who somebody is and where, while one fills it in. */
export interface PersonDraft {
  name: string;
  phone: string;
  others: string;
  address: string;
  area: string;
  email: string;
  place: string;
  tags: string;
  note: string;
}

export function draftOf(customer?: CustomerView): PersonDraft {
  return {
    name: customer?.name ?? "",
    phone: customer?.phone ? phone(customer.phone) : "",
    others: customer?.other_phones.map(phone).join(", ") ?? "",
    address: customer?.address ?? "",
    area: customer?.area_id ?? "",
    email: customer?.email ?? "",
    place: customer?.location ? `${customer.location.latitude}, ${customer.location.longitude}` : "",
    tags: customer?.tags.join(", ") ?? "",
    note: customer?.note ?? "",
  };
}

/** As the API takes it. A phone that cannot be read is sent as it was typed: the API says why. */
export function personOf(draft: PersonDraft) {
  return {
    name: draft.name.trim(),
    phone: draft.phone.trim() || null,
    other_phones: listOf(draft.others),
    address: draft.address.trim(),
    area_id: draft.area || null,
    email: draft.email.trim() || null,
    location: placeOf(draft.place),
    tags: listOf(draft.tags),
    note: draft.note.trim(),
  };
}

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
}

/** "-7.42, 109.23" as a place; anything else as none. */
export function placeOf(text: string): Location | null {
  const found = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  return found ? { latitude: Number(found[1]), longitude: Number(found[2]) } : null;
}

export function isPlaceWrong(draft: PersonDraft): boolean {
  return !!draft.place.trim() && !placeOf(draft.place);
}

interface PersonFieldsProps {
  draft: PersonDraft;
  change: (draft: PersonDraft) => void;
  problem?: Problem;
  /** Someone has tried to save: say what is missing. */
  asked: boolean;
}

export function PersonFields({ draft, change, problem, asked }: PersonFieldsProps) {
  const areas = useAreas();
  const set = (changes: Partial<PersonDraft>) => change({ ...draft, ...changes });
  const optional = t("(boleh kosong)", "(optional)");
  const required = t("Wajib diisi.", "Required.");
  const wrongOther = problem?.fields.find((one) => one.field.startsWith("other_phones"))?.message;
  return (
    <>
      <Field label={t("Nama", "Name")} name="name" value={draft.name} maxLength={200} autoComplete="off" onInput={(event) => set({ name: event.currentTarget.value })} error={(asked && !draft.name.trim() && required) || problem?.of("name")} />
      <div class="grid sm:grid-cols-2 gap-3">
        <Field label={t("HP (WhatsApp)", "Phone (WhatsApp)")} optional={optional} name="phone" type="tel" inputMode="tel" class="num" placeholder="0812-3456-7890" autoComplete="off" value={draft.phone} onInput={(event) => set({ phone: event.currentTarget.value })} error={problem?.of("phone")} hint={t("Tagihan dikirim ke nomor ini.", "Bills go to this number.")} />
        <Field label={t("HP lain", "Other phones")} optional={optional} name="other_phones" type="tel" class="num" autoComplete="off" value={draft.others} onInput={(event) => set({ others: event.currentTarget.value })} error={wrongOther} hint={t("Pisahkan dengan koma.", "Put commas between.")} />
      </div>
      <TextArea label={t("Alamat", "Address")} rows={2} maxLength={500} value={draft.address} onInput={(event) => set({ address: event.currentTarget.value })} error={(asked && !draft.address.trim() && required) || problem?.of("address")} />
      <div class="grid sm:grid-cols-2 gap-3">
        <Select label={t("Wilayah", "Area")} value={draft.area} choose={(area) => set({ area })} of={[["", t("Belum ditentukan", "Not set")], ...areas.map((one): [string, string] => [one.id, one.name])]} error={problem?.of("area_id")} />
        <Field label="Email" optional={optional} type="email" autoComplete="off" value={draft.email} onInput={(event) => set({ email: event.currentTarget.value })} error={problem?.of("email")} />
      </div>
      <Place draft={draft} set={set} problem={problem} />
      <Field label={t("Label", "Tags")} optional={optional} value={draft.tags} autoComplete="off" onInput={(event) => set({ tags: event.currentTarget.value })} error={problem?.of("tags")} hint={t("Pisahkan dengan koma.", "Put commas between.")} />
      <TextArea label={t("Catatan tim", "Team note")} optional={optional} rows={2} maxLength={2000} value={draft.note} onInput={(event) => set({ note: event.currentTarget.value })} error={problem?.of("note")} />
    </>
  );
}

/** Where the house is: as typed or pasted from a map, or where one stands just now. */
function Place({ draft, set, problem }: { draft: PersonDraft; set: (changes: Partial<PersonDraft>) => void; problem?: Problem }) {
  const [failed, setFailed] = useState("");
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setFailed("");
        set({ place: `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}` });
      },
      () => setFailed(t("Lokasi tidak terbaca. Izinkan lokasi, atau tempel dari peta.", "The place was not found. Allow it, or paste it from a map.")),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  const wrong = isPlaceWrong(draft) && t("Tulis lintang dan bujur, misalnya -7.4246, 109.2302.", "Write latitude and longitude, as in -7.4246, 109.2302.");
  return (
    <div class="flex items-start gap-2">
      <Field label={t("Lokasi rumah", "Place of the house")} optional={t("(boleh kosong)", "(optional)")} class="flex-1 min-w-0 num" placeholder="-7.4246, 109.2302" value={draft.place} onInput={(event) => set({ place: event.currentTarget.value })} error={wrong || failed || problem?.of("location")} />
      <Button icon={LocateFixed} class="mt-[26px] max-lg:h-11" onClick={locate}>
        {t("Di sini", "Here")}
      </Button>
    </div>
  );
}
