import { Banknote, CalendarClock, Clock, Contrast, Hourglass, Lock, Navigation, Phone, TriangleAlert } from "lucide-preact";
import type { RouteVisit } from "../../../shared/api.d";
import { daysBetween, phone, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import type { State } from "../../../shared/states";
import { may, today } from "../../session";
import { mapLink } from "./visits";

interface VisitRowProps {
  of: RouteVisit;
  open: boolean;
  far?: string;
  choose: () => void;
  take: () => void;
  promise: () => void;
}

/** One house: who, where, how much and why; opened it shows what one does there. */
export function VisitRow({ of, open, far, choose, take, promise }: VisitRowProps) {
  const map = mapLink(of);
  return (
    <li>
      <button type="button" data-row class="w-full text-left px-4 py-3 flex gap-3 cursor-pointer" aria-expanded={open} onClick={choose}>
        <span class="min-w-0 flex-1">
          <span class="block font-[650] text-md clamp1">{of.customer_name}</span>
          <span class={`block text-base text-muted ${open ? "break-words" : "clamp1"}`}>{of.address || t("Alamat belum ditulis", "No address yet")}</span>
          {open && of.note && <span class="block text-sm break-words mt-0.5">{of.note}</span>}
        </span>
        <span class="flex flex-col items-end gap-1 flex-none">
          <span class="font-[650] text-md num">{rupiah(of.owed)}</span>
          <Badge plain state={why(of)} />
          {far && <span class="text-xs text-muted num">{far}</span>}
        </span>
      </button>
      {open && (
        <div class="px-4 pb-4 flex flex-col gap-2">
          {(of.proof_waiting || of.suspended) && (
            <p class="flex flex-wrap gap-2">
              {of.proof_waiting && <Badge state={{ word: t("Bukti dicek", "Proof being checked"), icon: Hourglass, tone: "info" }} />}
              {of.suspended && <Badge state={{ word: t("Diisolir", "Suspended"), icon: Lock, tone: "err" }} />}
            </p>
          )}
          <div class="flex gap-2">
            {map && (
              <a class="btn btn-line btn-hp flex-none px-4" href={map} target="_blank" rel="noreferrer">
                <Navigation class="i i-18" />
                {t("Rute", "Way")}
              </a>
            )}
            <Button look="primary" size="large" icon={Banknote} class="flex-1 min-w-0" onClick={take}>
              {t(`Terima ${rupiah(of.owed)}`, `Take ${rupiah(of.owed)}`)}
            </Button>
          </div>
          <div class="flex gap-2">
            {of.phone && (
              <a class="btn btn-line h-11 flex-1" href={`tel:${of.phone}`} aria-label={t(`Telepon ${of.customer_name}, ${phone(of.phone)}`, `Phone ${of.customer_name}, ${phone(of.phone)}`)}>
                <Phone class="i" />
                {t("Telepon", "Phone")}
              </a>
            )}
            {may("promises.take") && (
              <Button icon={CalendarClock} class="h-11 flex-1" onClick={promise}>
                {t("Janji bayar", "Promise")}
              </Button>
            )}
          </div>
        </div>
      )}
    </li>
  );
}

function why(of: RouteVisit): State {
  const late = daysBetween(of.oldest_due_on, today.value);
  if (of.promised_today) return { word: t("janji hari ini", "promised today"), icon: CalendarClock, tone: "warn" };
  if (of.proof_waiting) return { word: t("bukti dicek", "proof in check"), icon: Hourglass, tone: "info" };
  if (of.partly_paid) return { word: t("kurang bayar", "partly paid"), icon: Contrast, tone: "warn" };
  if (late > 0) return { word: t(`telat ${late} hari`, `${late} days late`), icon: TriangleAlert, tone: late > 30 ? "err" : "warn" };
  return { word: t("jatuh tempo hari ini", "due today"), icon: Clock, tone: "info" };
}
