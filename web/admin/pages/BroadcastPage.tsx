import { Ban, CirclePause, Play, Send } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET, POST } from "../../shared/api";
import type { BroadcastView } from "../../shared/api.d";
import { count, day, duration, moment, rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad, usePoll } from "../../shared/load";
import { Badge } from "../../shared/parts/Badge";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { Dialog } from "../../shared/parts/Dialog";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Facts } from "../../shared/parts/Facts";
import { Progress } from "../../shared/parts/Progress";
import { Show } from "../../shared/parts/Show";
import { type Problem, toProblem } from "../../shared/problem";
import { messageState } from "../../shared/states";
import type { At } from "../App";
import { Page } from "../Page";
import { access, may } from "../session";
import { readPlans } from "./broadcast/plans";
import { broadcastState, segmentWord } from "./broadcast/words";
import { useAreas } from "./complaint/areas";
import { PhonePreview } from "./template/PhonePreview";
import { categoryWord } from "./template/words";

const EVERY_S = 3;
type Act = "approve" | "pause" | "cancel";

/** One broadcast: what it will take while it is a draft, how far it is while it is sent, what became of it. */
export default function BroadcastPage({ id }: At) {
  const [after, setAfter] = useState<BroadcastView>();
  const loaded = usePoll(
    async () => {
      const read = await body(GET("/api/broadcasts/{id}", { params: { path: { id } } }));
      setAfter(undefined);
      return read;
    },
    EVERY_S,
    (value) => value?.phase === "writing" || value?.phase === "sending",
    [id],
  );
  const shown = after ?? loaded.value;
  const changed = (now: BroadcastView) => {
    setAfter(now);
    loaded.reload();
  };
  return (
    <Page title={shown?.name ?? t("Siaran", "Broadcast")} above={{ path: "/siaran", word: t("Siaran", "Broadcasts") }}>
      <Show of={{ ...loaded, value: shown }} failed={t("Siaran tidak termuat", "The broadcast could not be read")} rows={6}>
        {(one) => <Known of={one} changed={changed} />}
      </Show>
    </Page>
  );
}

function Known({ of, changed }: { of: BroadcastView; changed: (now: BroadcastView) => void }) {
  useAreas();
  const plans = useLoad(readPlans, []);
  return (
    <div class="grid gap-4 lg:grid-cols-[minmax(0,1fr)_380px] items-start">
      <div class="flex flex-col gap-4 min-w-0">
        {of.forecast && <ForecastCard of={of} />}
        {of.counts && <ProgressCard of={of} />}
        <Acts of={of} changed={changed} />
        <Card title={t("Tentang siaran ini", "About it")} aside={<Badge state={broadcastState(of.phase)} />}>
          <Facts
            of={[
              [t("Untuk", "For"), segmentWord(of.segment, plans.value ?? [])],
              [t("Jenis", "Kind"), categoryWord(of.category)],
              [t("Ditulis", "Written"), `${of.created_by_name}, ${moment(of.created_at)}`],
              [t("Disetujui", "Approved"), of.approved_at && `${of.approved_by_name}, ${moment(of.approved_at)}`],
            ]}
          />
        </Card>
      </div>
      <div class="lg:sticky top-20">
        <PhonePreview template={{ header: null, body: of.text, footer: null, buttons: [], variables: [] }} values={{}} />
        <p class="text-sm text-muted text-center mt-2">{t("Seperti dibaca pelanggan bernama Asih.", "As a customer called Asih reads it.")}</p>
      </div>
    </div>
  );
}

function ForecastCard({ of }: { of: BroadcastView }) {
  const forecast = of.forecast!;
  const days = forecast.per_day.length;
  return (
    <section class="kartu p-4" aria-label={t("Perkiraan", "Forecast")}>
      <div class="grid gap-4 sm:grid-cols-3">
        <Figure word={t("Penerima, paling banyak", "People, at most")} value={count(forecast.count)} />
        <Figure word={t("Lama kirim", "How long")} value={forecast.count ? (days > 1 ? t(`${days} hari`, `${days} days`) : duration(forecast.seconds)) : "–"} />
        <Figure word={t("Biaya, paling banyak", "Cost, at most")} value={rupiah(forecast.cost)} />
      </div>
      {forecast.count > 0 && (
        <p class="text-sm text-muted num mt-3">
          {t("Mulai", "From")} {moment(forecast.starts_at)}. {t(`Kuota hari ini ${count(forecast.recipients_used)} dari ${count(forecast.recipients_limit)} orang.`, `${count(forecast.recipients_used)} of today's ${count(forecast.recipients_limit)} people are used.`)}
        </p>
      )}
      {days > 1 && (
        <ul class="mt-2 flex flex-wrap gap-2">
          {forecast.per_day.map((one) => (
            <li key={one.on} class="chip num">
              {day(one.on, "short")} <span class="n">{count(one.count)}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="text-sm text-muted mt-2">{t("Yang tidak mau menerima kabar dan yang tanpa nomor tidak dihitung biayanya.", "Who wants no news, or has no number, costs nothing.")}</p>
    </section>
  );
}

function Figure({ word, value }: { word: string; value: string }) {
  return (
    <p>
      <span class="block text-sm text-muted">{word}</span>
      <span class="block text-2xl font-bold num tracking-[-.02em]">{value}</span>
    </p>
  );
}

const OVER = ["sent", "delivered", "read", "failed", "cancelled", "unknown"];

function ProgressCard({ of }: { of: BroadcastView }) {
  const counts = Object.entries(of.counts ?? {});
  const total = counts.reduce((sum, [, many]) => sum + many, 0);
  const over = counts.filter(([status]) => OVER.includes(status)).reduce((sum, [, many]) => sum + many, 0);
  const words = new Map<string, { many: number; state: ReturnType<typeof messageState> }>();
  for (const [status, many] of counts) {
    const state = messageState(status as Parameters<typeof messageState>[0]);
    words.set(state.word, { state, many: (words.get(state.word)?.many ?? 0) + many });
  }
  return (
    <section class="kartu p-4 flex flex-col gap-3" aria-label={t("Perjalanan", "Progress")}>
      <p class="flex items-baseline gap-2">
        <span class="text-2xl font-bold num tracking-[-.02em]">{count(over)}</span>
        <span class="text-muted num">{t(`dari ${count(total)} pesan berangkat`, `of ${count(total)} messages have gone out`)}</span>
      </p>
      <Progress done={over} total={total} label={t("Pesan yang berangkat", "Messages that went out")} />
      <ul class="flex flex-wrap gap-x-5 gap-y-2">
        {[...words.values()].map(({ state, many }) => (
          <li key={state.word} class="flex items-center gap-1.5 num">
            <Badge state={state} plain />
            <span class="font-semibold">{count(many)}</span>
          </li>
        ))}
      </ul>
      <p class="text-sm text-muted num">
        {[
          of.phase === "writing" && t("Masih disusun.", "Still being written."),
          of.opted_out > 0 && t(`${count(of.opted_out)} tidak mau menerima kabar.`, `${count(of.opted_out)} want no news.`),
          of.without_phone > 0 && t(`${count(of.without_phone)} tanpa nomor HP.`, `${count(of.without_phone)} have no number.`),
        ]
          .filter(Boolean)
          .join(" ")}{" "}
        <Link href={`/pesan?cause=${of.id}`} class="lnk">
          {t("Lihat pesannya", "See the messages")}
        </Link>
      </p>
    </section>
  );
}

function Acts({ of, changed }: { of: BroadcastView; changed: (now: BroadcastView) => void }) {
  const [busy, setBusy] = useState<Act>();
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  if (of.phase === "done" || of.phase === "cancelled") return null;
  if (!may("broadcasts.approve")) return <p class="text-muted">{of.phase === "draft" ? t("Menunggu persetujuan pemilik atau admin.", "Waits for the owner or an admin.") : ""}</p>;
  const act = async (what: Act) => {
    setBusy(what);
    setProblem(undefined);
    try {
      const path = { params: { path: { id: of.id } } };
      const call = { approve: () => POST("/api/broadcasts/{id}/approve", path), pause: () => POST("/api/broadcasts/{id}/pause", path), cancel: () => POST("/api/broadcasts/{id}/cancel", path) };
      changed(await body(call[what]()));
      setSure(false);
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(undefined);
  };
  const many = of.forecast?.count ?? 0;
  const isOwn = of.created_by === access.value?.id;
  return (
    <div class="flex flex-col gap-2">
      {problem && <ErrorBox title={t("Belum berubah", "Nothing changed")} problem={problem} />}
      <div class="flex flex-wrap gap-2 max-lg:*:flex-1">
        {of.phase === "draft" && (
          <Button look="primary" size="large" icon={Send} disabled={!many} onClick={() => setSure(true)}>
            {t(`Setujui, kirim ke ${count(many)} orang`, `Approve, send to ${count(many)}`)}
          </Button>
        )}
        {of.phase === "paused" && (
          <Button look="primary" size="large" icon={Play} busy={busy === "approve" && t("Sebentar…", "One moment…")} onClick={() => void act("approve")}>
            {t("Lanjutkan kirim", "Go on")}
          </Button>
        )}
        {(of.phase === "sending" || of.phase === "writing") && (
          <Button size="large" icon={CirclePause} busy={busy === "pause" && t("Menjeda…", "Pausing…")} onClick={() => void act("pause")}>
            {t("Jeda", "Pause")}
          </Button>
        )}
        <Button size="large" look="bad" icon={Ban} busy={busy === "cancel" && t("Membatalkan…", "Cancelling…")} onClick={() => void act("cancel")}>
          {of.phase === "draft" ? t("Buang", "Discard") : t("Batalkan sisanya", "Cancel the rest")}
        </Button>
      </div>
      {of.phase === "draft" && isOwn && <p class="text-sm text-muted">{t("Anda sendiri penulisnya. Sebaiknya rekan lain ikut membaca dulu.", "You wrote it yourself. Somebody else had better read it first.")}</p>}
      {sure && (
        <Dialog title={t("Kirim siaran ini?", "Send this broadcast?")} close={() => setSure(false)}>
          <p class="mt-2 num">{t(`${count(many)} orang, paling banyak ${rupiah(of.forecast?.cost ?? 0)}. Bisa dijeda di tengah jalan.`, `${count(many)} people, ${rupiah(of.forecast?.cost ?? 0)} at most. It can be paused on its way.`)}</p>
          <div class="flex flex-wrap gap-2 justify-end mt-4 max-lg:*:flex-1">
            <Button class="max-lg:h-11" onClick={() => setSure(false)}>
              {t("Kembali", "Back")}
            </Button>
            <Button look="primary" class="max-lg:h-11" busy={busy === "approve" && t("Menyetujui…", "Approving…")} onClick={() => void act("approve")}>
              {t(`Kirim ke ${count(many)} orang`, `Send to ${count(many)}`)}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
