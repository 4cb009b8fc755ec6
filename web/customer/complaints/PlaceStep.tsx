import { House, LocateFixed, MapPin } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Location } from "../../shared/api.d";
import { t } from "../../shared/language";
import { Button } from "../../shared/parts/Button";
import { account } from "../account";

const WITHIN_MS = 15_000;

/** Where the technician comes to: the address we have; the place one stands at may be added. */
export function PlaceStep({ location, set }: { location: Location | null; set: (location: Location | null) => void }) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  const locate = () => {
    setBusy(true);
    setRefused(false);
    const over = (found: Location | null) => {
      setBusy(false);
      setRefused(!found);
      if (found) set(found);
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => over({ latitude: coords.latitude, longitude: coords.longitude }),
      () => over(null),
      { timeout: WITHIN_MS, enableHighAccuracy: true },
    );
  };
  const address = account.value?.address;
  return (
    <>
      <div>
        <h1 class="text-xl font-bold">{t("Ke mana teknisi datang?", "Where should the technician come?")}</h1>
        <p class="text-muted">{t("Lokasi membantu teknisi menemukan rumah Anda. Boleh dilewati.", "A location helps to find your house. You may skip it.")}</p>
      </div>
      <section class="kartu p-4 flex items-start gap-3">
        <span class="w-10 h-10 rounded-field grid place-items-center tint t-brand flex-none">
          <House class="i i-20" />
        </span>
        <p class="min-w-0">
          <span class="block font-semibold">{t("Alamat terdaftar", "Your address")}</span>
          <span class="block text-muted break-words">{address || t("Belum ada di data kami.", "We have none yet.")}</span>
        </p>
      </section>
      {location ? (
        <section class="kartu p-4 flex items-center gap-3" role="status">
          <span class="w-10 h-10 rounded-field grid place-items-center tint t-ok flex-none">
            <MapPin class="i i-20" />
          </span>
          <span class="font-semibold">{t("Lokasi Anda ikut dikirim", "Your location goes along")}</span>
          <button type="button" class="lnk ml-auto min-h-11 cursor-pointer" onClick={() => set(null)}>
            {t("Hapus", "Remove")}
          </button>
        </section>
      ) : (
        <Button size="large" icon={LocateFixed} class="w-full" busy={busy && t("Mencari lokasi…", "Looking for it…")} onClick={locate}>
          {t("Kirim lokasi saya", "Send my location")}
        </Button>
      )}
      {refused && (
        <p role="alert" class="text-muted">
          {t("Lokasi belum terbaca. Laporan tetap bisa dikirim dengan alamat di atas.", "It could not be read. The report goes with the address above.")}
        </p>
      )}
    </>
  );
}
