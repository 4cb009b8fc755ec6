import { BookText, Wallet } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { HandoverView, InHand } from "../../shared/api.d";
import { clock, day, moment, rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { useList, useLoad } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { More } from "../../shared/parts/More";
import { Show } from "../../shared/parts/Show";
import { Skeleton } from "../../shared/parts/Skeleton";
import { Agreement } from "../../shared/parts/Sum";
import { Page } from "../Page";
import { access, may } from "../session";
import { arrived, unsent } from "../unsent/unsent";
import { WaitingStrip } from "../unsent/WaitingStrip";
import { HandOverDialog } from "./handover/HandOverDialog";
import { InHandCard } from "./route/InHandCard";

/** Cash on its way to the office: one's own to hand over, everybody's for the office, and what was handed over. */
export default function Handovers() {
  const [giving, setGiving] = useState<InHand>();
  const cash = useLoad(() => body(GET("/api/collections")), [arrived.value]);
  const past = useList((cursor) => body(GET("/api/collections/handovers", { params: { query: { cursor, limit: 20 } } })), []);
  const isCollector = access.value?.role === "collector";
  const done = () => {
    cash.reload();
    past.reload();
  };
  return (
    <Page
      title={t("Setoran", "Hand-overs")}
      actions={
        may("cash_book.read") && (
          <Link href="/buku-kas" class="btn btn-line btn-sm max-lg:h-11">
            <BookText class="i" />
            {t("Buku kas", "Cash book")}
          </Link>
        )
      }
    >
      <div class="max-w-[760px] mx-auto flex flex-col gap-3">
        <WaitingStrip />
        <Show of={cash} failed={t("Uang di tangan tidak termuat", "The cash in hand could not be read")} rows={3}>
          {({ items, cash_limit }) => (isCollector ? <Own of={items[0]} limit={cash_limit} give={setGiving} /> : <Everybody of={items} limit={cash_limit} give={setGiving} />)}
        </Show>
        <Card title={t("Sudah disetor", "Handed over")}>
          {past.problem && (
            <div class="px-4 pb-4">
              <ErrorBox title={t("Daftar setoran tidak termuat", "The hand-overs could not be read")} problem={past.problem} again={past.reload} />
            </div>
          )}
          {!past.items ? (
            past.loading && <Skeleton rows={3} />
          ) : past.items.length ? (
            <ul class="hair">
              {past.items.map((one) => (
                <Handed key={one.id} of={one} named={!isCollector} />
              ))}
            </ul>
          ) : (
            <Empty icon={Wallet} title={t("Belum ada setoran.", "Nothing was handed over yet.")} next={t("Setelah uang disetor, catatannya ada di sini.", "Once cash is handed over it is written here.")} />
          )}
          <More of={past} />
        </Card>
      </div>
      {giving && <HandOverDialog of={giving} close={() => setGiving(undefined)} done={done} />}
    </Page>
  );
}

interface GiveProps {
  limit: number | null;
  give: (cash: InHand) => void;
}

function Own({ of, limit, give }: GiveProps & { of?: InHand }) {
  const waiting = unsent.value.filter((one) => one.act.kind === "payment").length;
  return (
    <>
      <InHandCard amount={of?.amount ?? 0} receipts={of?.payments ?? 0} limit={limit} />
      <Button look="primary" size="large" icon={Wallet} class="w-full" disabled={!of?.payments || waiting > 0} onClick={() => of && give(of)}>
        {t("Setor ke kantor", "Hand over to the office")}
      </Button>
      {waiting > 0 && <p class="text-sm text-muted text-center">{t(`${waiting} penerimaan belum terkirim. Setor setelah terkirim.`, `${waiting} receipts are not sent yet. Hand over once they are.`)}</p>}
    </>
  );
}

function Everybody({ of, limit, give }: GiveProps & { of: InHand[] }) {
  const total = of.reduce((sum, one) => sum + one.amount, 0);
  return (
    <Card title={t("Uang tunai belum disetor", "Cash not handed over")} aside={of.length > 0 && <span class="font-[650] num text-base">{rupiah(total)}</span>}>
      {of.length ? (
        <ul class="hair">
          {of.map((one) => (
            <li key={one.taken_by} class="flex items-center gap-3 px-4 py-3">
              <span class="min-w-0 flex-1">
                <span class="block font-semibold clamp1">{one.taken_by_name}</span>
                <span class="block text-sm text-muted num">
                  {t(`${one.payments} kwitansi`, `${one.payments} receipts`)}
                  {one.oldest_at && ` · ${t("sejak", "since")} ${moment(one.oldest_at)}`}
                </span>
                {limit !== null && one.amount > limit && <span class="block text-sm text-error font-[550]">{t(`lewat batas ${rupiah(limit)}`, `over the limit of ${rupiah(limit)}`)}</span>}
              </span>
              <span class="font-[650] num">{rupiah(one.amount)}</span>
              {may("collections.hand_over") && (
                <Button size="small" class="max-lg:h-11" aria-label={t(`Terima setoran ${one.taken_by_name}`, `Receive the cash of ${one.taken_by_name}`)} onClick={() => give(one)}>
                  {t("Terima", "Receive")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <Empty icon={Wallet} title={t("Semua uang tunai sudah disetor.", "All cash was handed over.")} next={t("Penerimaan tunai berikutnya muncul di sini.", "Cash taken from now on appears here.")} />
      )}
    </Card>
  );
}

function Handed({ of, named }: { of: HandoverView; named: boolean }) {
  return (
    <li class="px-4 py-3">
      <span class="flex items-baseline gap-3">
        <span class="font-semibold min-w-0 clamp1">{named ? of.taken_by_name : day(of.on)}</span>
        <span class="ml-auto font-[650] num">{rupiah(of.amount)}</span>
      </span>
      <span class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted num mt-0.5">
        <span>
          {named ? moment(of.at) : clock(of.at)} · {t(`${of.payments} kwitansi`, `${of.payments} receipts`)} · {t(`dicatat ${of.by_name}`, `by ${of.by_name}`)}
        </span>
        <Agreement agrees={of.difference === 0} difference={rupiah(of.difference)} class="ml-auto" />
      </span>
      {of.note && <span class="block text-sm break-words mt-0.5">{of.note}</span>}
    </li>
  );
}
