import { Link } from "wouter-preact";
import type { OutageView } from "../../../shared/api.d";
import { outageState } from "../../../shared/complaintState";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";

/** An outage over the board: its complaints are one piece of work. */
export function OutageBanner({ of }: { of: OutageView }) {
  const { word, icon: Icon, tone } = outageState(of);
  return (
    <div class={`rounded-box tintbox t-${tone} px-4 py-2.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm`}>
      <span class={`st t-${tone} t-solid`}>
        <Icon class="i" />
        {word}
      </span>
      <span class="num">
        <b>{of.place}</b>:{" "}
        {wordsOf(of)}
      </span>
      <Link href="/pengaduan/gangguan" class="lnk ml-auto max-lg:min-h-11 inline-flex items-center">
        {of.status === "suggested" ? t("Putuskan", "Decide") : t("Lihat gangguan", "See the outage")}
      </Link>
    </div>
  );
}

function wordsOf(of: OutageView): string {
  if (of.status === "suggested") return t("banyak pengaduan dari satu tempat. Ini gangguan?", "many complaints from one place. Is it an outage?");
  return t(`${count(of.complaints ?? 0)} pengaduan jadi satu, ${count(of.affected ?? 0)} pelanggan dikabari.`, `${count(of.complaints ?? 0)} complaints as one, ${count(of.affected ?? 0)} customers told.`);
}
