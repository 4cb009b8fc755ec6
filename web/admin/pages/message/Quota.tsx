import { count } from "../../../shared/format";
import { t } from "../../../shared/language";

const NEARLY = 0.95;

/** People written to in the last 24 hours, against Meta's limit. */
export function Quota({ limit, used }: { limit: number; used: number }) {
  const share = Math.min(1, used / limit);
  const full = share >= NEARLY;
  const label = t("Kuota orang per 24 jam", "People per 24 hours");
  return (
    <div>
      <p class="flex items-baseline gap-2">
        <span class="lbl">{label}</span>
        <span class="ml-auto num font-semibold">
          {count(used)} <span class="text-muted font-normal">/ {count(limit)}</span>
        </span>
      </p>
      <div class="bar mt-1.5" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={limit} aria-valuenow={Math.min(used, limit)}>
        <i style={{ width: `${used ? Math.max(1, share * 100) : 0}%`, background: full ? "var(--color-warning)" : "var(--color-primary)" }} />
      </div>
      <p class="text-xs text-muted mt-1.5">
        {full
          ? `${used >= limit ? t("Kuota habis.", "Used up.") : t("Kuota hampir habis.", "Nearly used up.")} ${t("Sisanya berangkat berurutan saat kuota kosong lagi.", "The rest goes out in order as it frees up.")}`
          : t("Dihitung per orang yang kami tulisi lebih dulu. Balasan tidak memakai kuota.", "Counts people we write to first. Answers use none.")}
      </p>
    </div>
  );
}
