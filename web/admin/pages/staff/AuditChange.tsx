import { useState } from "preact/hooks";
import type { AuditView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { changesOf } from "./auditWords";

const AT_ONCE = 6;

/** What became of each field: "harga: Rp165.000 → Rp170.000"; a long list is opened by a tap. */
export function AuditChange({ entry }: { entry: AuditView }) {
  const [all, setAll] = useState(false);
  const changes = changesOf(entry.before, entry.after);
  const shown = all ? changes : changes.slice(0, AT_ONCE);
  return (
    <div class="text-sm text-muted">
      <ul class="break-words">
        {shown.map(({ field, before, after }) => (
          <li key={field}>
            {field}: {before && <s>{before}</s>} {after}
          </li>
        ))}
      </ul>
      {changes.length > shown.length && (
        <button type="button" class="lnk cursor-pointer" onClick={() => setAll(true)}>
          {t(`${changes.length - shown.length} lagi`, `${changes.length - shown.length} more`)}
        </button>
      )}
    </div>
  );
}
