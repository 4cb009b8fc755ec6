import { Check, ImageUp } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import type { MyComplaintDetail } from "../../shared/api.d";
import { moment } from "../../shared/format";
import { t } from "../../shared/language";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../shared/problem";
import { News } from "./News";
import { type Picture, sendPicture } from "./photos";

/** The answer at once: its number, or the news we have; the pictures follow while one reads. */
export function AnswerStep({ of, pictures, modem }: { of: MyComplaintDetail; pictures: Picture[]; modem: boolean }) {
  return (
    <>
      <div class="text-center pt-4" role="status">
        <span class="w-16 h-16 rounded-full grid place-items-center mx-auto bg-success text-success-content">
          <Check class="i i-32" />
        </span>
        <h1 class="text-xl font-bold mt-4">{t("Laporan kami terima", "We have your report")}</h1>
        <p class="num mt-1">
          {t("Nomor", "Number")} <b>{of.number}</b>
        </p>
        <p class="text-muted">{t("Anda tidak perlu menelepon. Kabar dikirim lewat WhatsApp.", "No need to call. News comes by WhatsApp.")}</p>
      </div>
      {of.outage && <News of={of.outage} />}
      <Sending to={of.id} pictures={pictures} />
      {of.expected_at && (
        <section class="kartu p-4">
          <p class="text-base text-muted">{of.outage ? t("Perkiraan pulih", "Expected to be over") : t("Target selesai", "We mean to be done by")}</p>
          <p class="text-lg font-bold num">{moment(of.expected_at)}</p>
          {!of.outage && <p class="text-base text-muted">{t("Nama teknisi kami kirim sebelum berangkat.", "We send the technician's name before they set out.")}</p>}
        </section>
      )}
      {modem && !of.outage && <Meanwhile />}
    </>
  );
}

/** Sends what was chosen, one after the other; what did not go is offered again. */
function Sending({ to, pictures }: { to: string; pictures: Picture[] }) {
  const [sent, setSent] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let gone = false;
    const send = async () => {
      for (let index = sent; index < pictures.length && !gone; index++) {
        await sendPicture(to, pictures[index]!);
        if (!gone) setSent(index + 1);
      }
    };
    setProblem(undefined);
    send().catch((failure) => !gone && setProblem(toProblem(failure)));
    return () => void (gone = true);
  }, [tries]);
  if (!pictures.length) return null;
  if (problem) return <ErrorBox title={t("Foto belum terkirim. Laporan Anda sudah kami terima.", "The photo was not sent. Your report was.")} problem={problem} again={() => setTries(tries + 1)} />;
  return (
    <p class="kartu p-4 flex items-center gap-3" role="status">
      {sent === pictures.length ? <Check class="i i-20 text-success" /> : <ImageUp class="i i-20 text-primary" />}
      {sent === pictures.length ? t(`${sent} foto terkirim`, `${sent} photos sent`) : t(`Mengirim foto ${sent + 1} dari ${pictures.length}…`, `Sending photo ${sent + 1} of ${pictures.length}…`)}
    </p>
  );
}

function Meanwhile() {
  const steps = [
    t("Pastikan kabel kuning menancap penuh di modem.", "See that the yellow cable sits firmly in the modem."),
    t("Cabut listrik modem 1 menit, lalu pasang lagi.", "Unplug the modem for a minute, then plug it in."),
    t("Kalau lampu PON hijau, internet segera menyala.", "Once the PON light is green, the internet comes back."),
  ];
  return (
    <section class="kartu p-4">
      <h2 class="font-[650]">{t("Sambil menunggu, coba ini", "Meanwhile, try this")}</h2>
      <ol class="mt-2 flex flex-col gap-2">
        {steps.map((step, index) => (
          <li key={step} class="flex items-start gap-3">
            <span class="w-7 h-7 rounded-full grid place-items-center tint t-brand text-sm font-bold num flex-none">{index + 1}</span>
            {step}
          </li>
        ))}
      </ol>
    </section>
  );
}
