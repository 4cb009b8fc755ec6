import { Activity, CircleQuestionMark, type LucideIcon, PauseCircle, Power, Wifi, WifiOff, ZapOff } from "lucide-preact";
import type { MyAccount, MyLine } from "../shared/api.d";
import { clock } from "../shared/format";
import { t } from "../shared/language";

interface Word {
  icon: LucideIcon;
  text: string;
  good: boolean;
}

interface NetStateProps {
  mine: MyAccount;
  lines: MyLine[] | undefined;
  outage: boolean;
  /** It was so when it was last read; now nobody can say. */
  old: boolean;
}

/** Is my internet on: one sentence a line, and "not known" where no router tells us. */
export function NetState({ mine, lines, outage, old }: NetStateProps) {
  if (!lines) return <p class="mt-1 h-7" style={{ color: "#D6E6E7" }}>{t("Memeriksa sambungan…", "Looking at your line…")}</p>;
  const shown = lines.filter((line) => line.state !== "none");
  if (!shown.length) return null;
  return (
    <ul class="mt-1 flex flex-col gap-1" aria-label={t("Keadaan internet", "State of the internet")}>
      {shown.map((line) => {
        const { icon: Icon, text, good } = wordFor(line, outage);
        const plan = mine.subscriptions.find((one) => one.id === line.subscription_id)?.plan_name;
        return (
          <li key={line.subscription_id} class="flex items-center gap-2.5">
            <span class="w-7 h-7 rounded-full grid place-items-center flex-none" style={{ background: good ? "#cdeadb" : "#fbe5b8", color: good ? "#174f35" : "#5a3a00" }}>
              <Icon class="i i-18" />
            </span>
            <span class="min-w-0">
              {old && <span style={{ color: "#D6E6E7" }}>{t("Terakhir: ", "Last known: ")}</span>}
              <b>{text}</b> {shown.length > 1 && plan && <span>{plan}. </span>}
              {line.heard_at && line.state !== "paused" && (
                <span style={{ color: "#D6E6E7" }} class="num whitespace-nowrap">
                  {t("Dicek", "Checked")} {clock(line.heard_at).slice(0, 5)}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function wordFor({ state }: MyLine, outage: boolean): Word {
  if (outage && state !== "on" && state !== "paused") return { icon: ZapOff, text: t("Sedang ada gangguan area.", "There is an outage."), good: false };
  switch (state) {
    case "on":
      return { icon: Wifi, text: t("Internet menyala.", "The internet is on."), good: true };
    case "flapping":
      return { icon: Activity, text: t("Internet putus-nyambung.", "It comes and goes."), good: false };
    case "off":
      return { icon: WifiOff, text: t("Internet tidak tersambung.", "The internet is off."), good: false };
    case "waking":
      return { icon: Power, text: t("Internet sedang dinyalakan.", "It is being turned on."), good: true };
    case "paused":
      return { icon: PauseCircle, text: t("Internet dijeda sementara.", "The internet is on hold."), good: false };
    default:
      return { icon: CircleQuestionMark, text: t("Keadaan internet belum terpantau.", "We cannot see your line."), good: false };
  }
}
