import type { AuditView } from "../../../shared/api.d";

/** What became of each field: "price: 165000 → 170000". */
export function AuditChange({ entry }: { entry: AuditView }) {
  const names = [...new Set([...Object.keys(entry.before), ...Object.keys(entry.after)])];
  const changed = names.filter((name) => word(entry.before[name]) !== word(entry.after[name]));
  return (
    <ul class="text-sm text-muted break-words">
      {changed.map((name) => (
        <li key={name}>
          {name}: {name in entry.before && <s>{word(entry.before[name])}</s>} {word(entry.after[name])}
        </li>
      ))}
    </ul>
  );
}

function word(value: unknown): string {
  if (value === undefined || value === null || value === "") return "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
