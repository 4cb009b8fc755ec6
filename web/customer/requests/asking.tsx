/** What the three pages share that ask us for something: reading what may be asked, sending it once, what became of it. */
import { CircleCheck, Hourglass } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET, newId, POST } from "../../shared/api";
import type { MyComplaint, MyNewRequest, RequestForm } from "../../shared/api.d";
import { complaintHeadline, complaintTitle } from "../../shared/complaintState";
import { t } from "../../shared/language";
import { type Loaded, useLoad } from "../../shared/load";
import { type Problem, toProblem } from "../../shared/problem";

const NOTHING = { subscription_id: null, plan_id: null, from_on: null, until: null, text: "" };

export function useForm(): Loaded<RequestForm> {
  return useLoad(() => body(GET("/api/me/requests/form")), []);
}

export interface Asking {
  busy: boolean;
  problem?: Problem;
  /** What was taken down. */
  done?: MyComplaint;
  send: (asked: Partial<MyNewRequest> & Pick<MyNewRequest, "kind">) => void;
}

export function useAsking(): Asking {
  // The same however often it is sent; changed words are another request.
  const [last, setLast] = useState({ id: newId(), words: "" });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [done, setDone] = useState<MyComplaint>();
  const send: Asking["send"] = (asked) => {
    const words = JSON.stringify(asked);
    const id = last.words && last.words !== words ? newId() : last.id;
    setLast({ id, words });
    setBusy(true);
    setProblem(undefined);
    body(POST("/api/me/requests", { body: { ...NOTHING, ...asked, id } }))
      .then(setDone, (failure) => setProblem(toProblem(failure)))
      .finally(() => setBusy(false));
  };
  return { busy, problem, done, send };
}

/** That it was taken down, and where to follow it. */
export function Asked({ of }: { of: MyComplaint }) {
  return (
    <section class="rounded-box tintbox t-ok p-4 flex gap-3" role="status">
      <CircleCheck class="i i-24 text-success flex-none" />
      <div>
        <p class="font-semibold">{t("Permintaan kami terima", "We have your request")}</p>
        <p class="num">
          {of.number} · {complaintTitle(of)}
        </p>
        <p class="text-muted">{t("Kami kabari lewat WhatsApp.", "We answer on WhatsApp.")}</p>
        <Link href={`/lapor/${of.id}`} class="lnk inline-block py-2">
          {t("Lihat perkembangan", "Follow it")}
        </Link>
      </div>
    </section>
  );
}

/** What they asked for already. */
export function StillWaiting({ of }: { of: MyComplaint[] }) {
  return (
    <>
      {of.map((one) => (
        <Link key={one.id} href={`/lapor/${one.id}`} class="rounded-box tintbox t-info p-4 flex gap-3">
          <Hourglass class="i i-24 text-info flex-none" />
          <span>
            <span class="block font-semibold">{complaintHeadline(one)}</span>
            <span class="block num">
              {one.number} · {complaintTitle(one)}
            </span>
          </span>
        </Link>
      ))}
    </>
  );
}
