import { CloudOff, History } from "lucide-preact";
import { moment } from "../shared/format";
import { t } from "../shared/language";
import { online } from "./online";

/** The dark band over every page while the telephone has no network. */
export function OfflineBand() {
  return (
    <div role="status" class={online.value ? "" : "bg-[#26363a] text-white sticky top-0 z-20"}>
      {!online.value && (
        <p class="flex items-center gap-3 px-4 py-3 font-semibold">
          <CloudOff class="i i-20 text-accent flex-none" />
          {t("HP Anda sedang tanpa internet", "Your phone has no internet")}
        </p>
      )}
    </div>
  );
}

/** That what is shown is from before, and from when. */
export function OldNews({ from }: { from: string | undefined }) {
  if (!from) return null;
  return (
    <p class="flex items-center gap-2 text-base text-muted px-1" role="status">
      <History class="i i-18 flex-none" />
      {t(`Data ${moment(from)}. Diperbarui saat ada sinyal.`, `As of ${moment(from)}. Updated once there is a signal.`)}
    </p>
  );
}
