import { CircleCheck, MapPin } from "lucide-preact";
import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { useLocation, useSearch } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { RouteVisit } from "../../shared/api.d";
import { rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { Empty } from "../../shared/parts/Empty";
import { Show } from "../../shared/parts/Show";
import { toProblem } from "../../shared/problem";
import { Page } from "../Page";
import { access, today } from "../session";
import { tellDone } from "../undo";
import { useKept } from "../unsent/kept";
import { arrived, unsent } from "../unsent/unsent";
import { WaitingStrip } from "../unsent/WaitingStrip";
import { PromiseDialog } from "./dunning/PromiseDialog";
import { InHandCard } from "./route/InHandCard";
import { TakeCash } from "./route/TakeCash";
import { distanceWord, metres, type Order, ordered, type Round, roundOf } from "./route/visits";
import { VisitRow } from "./route/VisitRow";

/** Today's visits for a collector: who owes, where, what one carries. Works where there is no signal. */
export default function Route() {
  const area = new URLSearchParams(useSearch()).get("wilayah") ?? undefined;
  const loaded = useKept(`route.${area ?? ""}`, () => readRoute(area), [area, arrived.value]);
  return (
    <Page title={t("Rute hari ini", "Today's round")} sub={access.value?.name}>
      <div class="max-w-[760px] mx-auto flex flex-col gap-3">
        <WaitingStrip old={loaded.value?.old ? loaded.value.at : undefined} />
        <Show of={loaded} failed={t("Rute tidak termuat", "The round could not be read")} rows={7}>
          {({ what: { route, taken } }) => (
            <>
              <Houses round={roundOf(route, taken, unsent.value)} limit={route.cash_limit} reload={loaded.reload} />
              {route.promised_later > 0 && <p class="text-sm text-muted px-1">{t(`${route.promised_later} orang lain berjanji bayar nanti, jadi tidak ditagih hari ini.`, `${route.promised_later} more have promised a later day and are left in peace.`)}</p>}
              {route.more && <p class="text-sm text-muted px-1">{t("Daftarnya lebih panjang dari ini. Pilih satu wilayah.", "There are more than these. Choose one area.")}</p>}
            </>
          )}
        </Show>
      </div>
    </Page>
  );
}

async function readRoute(area_id?: string) {
  const [route, taken] = await Promise.all([
    body(GET("/api/collections/route", { params: { query: { area_id } } })),
    body(GET("/api/payments", { params: { query: { taken_by: access.value?.id, from: today.value, to: today.value, limit: 200 } } })),
  ]);
  return { route, taken: taken.items.filter((one) => one.status === "recorded") };
}

function Houses({ round, limit, reload }: { round: Round; limit: number | null; reload: () => void }) {
  const [order, setOrder] = useState<Order>("address");
  const [here, setHere] = useState<GeolocationCoordinates>();
  const [chosen, setChosen] = useState<string>();
  const [taking, setTaking] = useState<RouteVisit>();
  const [promising, setPromising] = useState<{ visit: RouteVisit; latest: string }>();
  const visits = ordered(round.open, order, here);
  const open = chosen ?? visits[0]?.customer_id;
  const near = () => {
    setOrder("near");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => setHere(coords),
      () => {
        setOrder("address");
        tellDone({ text: t("HP ini belum memberi tahu lokasinya.", "This phone does not tell where it is.") });
      },
      { timeout: 8000, enableHighAccuracy: true },
    );
  };
  const promise = async (visit: RouteVisit) => {
    try {
      const { latest_promise_day: latest } = await body(GET("/api/customers/{id}/dunning", { params: { path: { id: visit.customer_id } } }));
      if (latest) setPromising({ visit, latest });
      else tellDone({ text: t(`${visit.customer_name} tidak bisa berjanji lagi untuk tagihan ini.`, `${visit.customer_name} cannot promise again for this bill.`) });
    } catch (failure) {
      tellDone({ text: toProblem(failure).message });
    }
  };
  const orders: [Order, string, () => void][] = [
    ["address", t("Alamat", "Address"), () => setOrder("address")],
    ["near", t("Terdekat", "Nearest"), near],
    ["age", t("Terlama", "Longest"), () => setOrder("age")],
  ];
  return (
    <>
      <InHandCard amount={round.in_hand} receipts={round.receipts} limit={limit} link />
      <div class="flex flex-wrap items-center gap-x-3 gap-y-2 px-1 mt-1">
        <h2 class="font-[650] num max-lg:w-full">
          {t(`${visits.length} rumah lagi`, `${visits.length} houses left`)}
          {round.done.length > 0 && <span class="text-muted font-normal ml-2">{t(`${round.done.length} selesai`, `${round.done.length} done`)}</span>}
        </h2>
        <div class="flex gap-2 lg:ml-auto" role="group" aria-label={t("Urutan", "Order")}>
          {orders.map(([key, word, choose]) => (
            <button key={key} type="button" class={`chip cursor-pointer max-lg:h-11 ${key === order ? "on" : ""}`} aria-pressed={key === order} onClick={choose}>
              {key === "near" && <MapPin class="i i-14" />}
              {word}
            </button>
          ))}
        </div>
      </div>
      <Areas of={round.open} />
      <section class="kartu overflow-hidden" aria-label={t("Kunjungan", "Visits")}>
        {visits.length ? (
          <ul class="hair">
            {visits.map((visit, index) => (
              <Fragment key={visit.customer_id}>
                {order === "address" && visit.area_name !== visits[index - 1]?.area_name && visit.area_name && (
                  <li class="px-4 py-2 bg-base-200 text-sm font-semibold text-muted">
                    {visit.area_name}
                  </li>
                )}
                <VisitRow
                  of={visit}
                  open={visit.customer_id === open}
                  far={here && order === "near" ? distanceWord(metres(visit, here)) : ""}
                  choose={() => setChosen(visit.customer_id === open ? "" : visit.customer_id)}
                  take={() => setTaking(visit)}
                  promise={() => void promise(visit)}
                />
              </Fragment>
            ))}
          </ul>
        ) : (
          <Empty icon={CircleCheck} title={t("Tidak ada rumah yang perlu didatangi.", "No house to visit.")} next={t("Yang menunggak muncul di sini begitu lewat jatuh tempo.", "Who owes appears here once the bill is due.")} />
        )}
      </section>
      {round.done.length > 0 && (
        <section class="kartu overflow-hidden">
          <h2 class="h-sec px-4 pt-3.5 pb-2">{t("Sudah bayar hari ini", "Paid today")}</h2>
          <ul class="hair">
            {round.done.map((one, index) => (
              <li key={index} class="flex items-baseline gap-3 px-4 py-2.5">
                <span class="min-w-0 clamp1">{one.name}</span>
                {!one.sent && <span class="text-sm text-info flex-none">{t("menunggu sinyal", "waits for a signal")}</span>}
                <span class="ml-auto num font-semibold">{rupiah(one.amount)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {taking && (
        <TakeCash
          of={taking}
          close={() => setTaking(undefined)}
          done={() => {
            setChosen(undefined);
            reload();
          }}
        />
      )}
      {promising && <PromiseDialog customer={{ id: promising.visit.customer_id, name: promising.visit.customer_name }} latest={promising.latest} close={() => setPromising(undefined)} done={reload} />}
    </>
  );
}

/** One area at a time, where there are several. */
function Areas({ of }: { of: RouteVisit[] }) {
  const [, go] = useLocation();
  const chosen = new URLSearchParams(useSearch()).get("wilayah");
  const areas = [...new Map(of.flatMap((one) => (one.area_id ? [[one.area_id, one.area_name] as const] : [])))];
  if (!chosen && areas.length < 2) return null;
  return (
    <div class="flex gap-2 overflow-x-auto noscroll max-lg:-mx-4 max-lg:px-4" role="group" aria-label={t("Wilayah", "Area")}>
      <button type="button" class={`chip cursor-pointer max-lg:h-11 flex-none ${chosen ? "" : "on"}`} aria-pressed={!chosen} onClick={() => go("/rute", { replace: true })}>
        {t("Semua wilayah", "All areas")}
      </button>
      {areas.map(([id, name]) => (
        <button key={id} type="button" class={`chip cursor-pointer max-lg:h-11 flex-none ${chosen === id ? "on" : ""}`} aria-pressed={chosen === id} onClick={() => go(`/rute?wilayah=${encodeURIComponent(id)}`, { replace: true })}>
          {name || id}
          <span class="n">{of.filter((one) => one.area_id === id).length}</span>
        </button>
      ))}
    </div>
  );
}
