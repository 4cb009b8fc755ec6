import { CircleCheck, CloudOff, ExternalLink, MapPin, Navigation, Phone } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { categoryWord, complaintState, priorityState, slaState } from "../../shared/complaintState";
import { phone } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Badge } from "../../shared/parts/Badge";
import { Button } from "../../shared/parts/Button";
import { Done } from "../../shared/parts/Done";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Show } from "../../shared/parts/Show";
import { type Problem, toProblem } from "../../shared/problem";
import type { At } from "../App";
import { Page } from "../Page";
import { arrived, doOnce, unsent } from "../unsent/unsent";
import { WaitingStrip } from "../unsent/WaitingStrip";
import { titleOf, visitWord } from "./complaint/ComplaintCard";
import { doable, type Step } from "./complaint/steps";
import { asIfSent, type JobFacts, nextStep, readJob, waits } from "./job/jobs";
import { WorkForm } from "./job/WorkForm";
import { mapLink } from "./route/visits";

/** One job at the door: where, whom to call, what to do next, and finishing it; with or without a signal. */
export default function Job({ id }: At) {
  const loaded = useLoad(() => readJob(id), [id, arrived.value]);
  return (
    <Page title={loaded.value?.what.complaint.number ?? t("Tugas", "Job")} above={{ path: "/tugas", word: t("Tugas saya", "My jobs") }}>
      <div class="max-w-[760px] mx-auto flex flex-col gap-3">
        <WaitingStrip old={loaded.value?.old ? loaded.value.at : undefined} />
        <Show of={loaded} failed={t("Tugas tidak termuat", "The job could not be read")} rows={6}>
          {({ what }) => <Work key={what.complaint.id} of={what} changed={loaded.reload} />}
        </Show>
      </div>
    </Page>
  );
}

function Work({ of: { complaint, customer }, changed }: { of: JobFacts; changed: () => void }) {
  const now = asIfSent(complaint, unsent.value);
  const urgency = priorityState(now.priority);
  const place = now.location ?? customer.location;
  const address = now.address || customer.address;
  const map = mapLink({ location: place, address });
  const act = nextStep(now.status);
  return (
    <>
      <section class="kartu p-4">
        <p class="flex flex-wrap gap-2">
          <Badge state={urgency} />
          <Badge state={complaintState(now.status)} />
          {now.status !== "resolved" && <Badge state={slaState(now.sla)} />}
        </p>
        <h2 class="text-lg font-bold tracking-[-.01em] mt-2.5 break-words">{titleOf(now)}</h2>
        <p class="text-muted">{[customer.name, categoryWord(now.category)].join(" · ")}</p>
        <p class="flex items-start gap-1.5 mt-2">
          <MapPin class="i mt-0.5 flex-none text-muted" />
          <span class="min-w-0 break-words">
            {address || t("Alamat belum ditulis", "No address yet")}
            {customer.note && <span class="block font-semibold">{customer.note}</span>}
            {now.odp && <span class="block text-sm text-muted num">{now.odp}</span>}
          </span>
        </p>
        {now.visit && <p class="text-sm num mt-1">{t("Kunjungan", "Visit")} {visitWord(now.visit)}</p>}
        <div class="grid grid-cols-3 gap-2 mt-3">
          {map && <Way href={map} icon={Navigation} word={t("Rute", "Way")} blank />}
          {customer.phone && <Way href={`tel:${customer.phone}`} icon={Phone} word={t("Telepon", "Phone")} label={t(`Telepon ${customer.name}, ${phone(customer.phone)}`, `Phone ${customer.name}, ${phone(customer.phone)}`)} />}
          <Link href={`/pengaduan/${now.id}`} class="btn btn-line h-auto py-2.5 flex-col gap-1">
            <ExternalLink class="i i-20 text-primary" />
            {t("Tiket", "Ticket")}
          </Link>
        </div>
      </section>
      {now.status === "resolved" ? (
        <Done
          icon={waits(now.id, unsent.value) ? CloudOff : CircleCheck}
          title={t("Selesai", "Done")}
          text={waits(now.id, unsent.value) ? t("Tersimpan di HP. Pelanggan dikabari begitu ada sinyal.", "Kept on this phone. The customer is told once there is a signal.") : t("Pelanggan sudah dikabari.", "The customer was told.")}
        >
          <Link href="/tugas" class="btn btn-primary btn-hp">
            {t("Tugas berikutnya", "Next job")}
          </Link>
        </Done>
      ) : (
        <>
          {act && act !== "resolve" && <NextStep of={now.id} act={act} word={doable(act, now)} changed={changed} />}
          <WorkForm of={now} working={act === "resolve"} done={changed} />
        </>
      )}
    </>
  );
}

function Way({ href, icon: Icon, word, label, blank }: { href: string; icon: typeof Phone; word: string; label?: string; blank?: boolean }) {
  return (
    <a class="btn btn-line h-auto py-2.5 flex-col gap-1" href={href} aria-label={label} target={blank ? "_blank" : undefined} rel="noreferrer">
      <Icon class="i i-20 text-primary" />
      {word}
    </a>
  );
}

function NextStep({ of, act, word, changed }: { of: string; act: string; word: ReturnType<typeof doable>; changed: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const take = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await doOnce({ kind: "step", complaint_id: of, step: { kind: act as Step["kind"] } });
      changed();
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };
  return (
    <>
      {problem && <ErrorBox title={t("Langkah belum tercatat", "The step is not recorded")} problem={problem} />}
      <Button look="primary" size="large" icon={word.icon} class="w-full" style={{ height: 52 }} busy={busy && t("Sebentar…", "One moment…")} onClick={() => void take()}>
        {word.word}
      </Button>
      {act === "depart" && <p class="text-sm text-muted text-center -mt-1">{t("Pelanggan dikabari lewat WhatsApp.", "The customer is told by WhatsApp.")}</p>}
    </>
  );
}
