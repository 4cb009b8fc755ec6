import { UserPlus } from "lucide-preact";
import { t } from "../../../shared/language";

/** Who does it, as initials; nobody yet is a dashed circle. */
export function Assignee({ name }: { name: string }) {
  if (!name) {
    return (
      <span class="ava ava-s" style={{ background: "none", border: "1.5px dashed var(--field-line)", color: "var(--muted)" }} role="img" aria-label={t("Belum ada teknisi", "Nobody yet")}>
        <UserPlus class="i i-12" />
      </span>
    );
  }
  return (
    <span class="ava ava-s" role="img" aria-label={name} title={name}>
      {initials(name)}
    </span>
  );
}

export function initials(name: string): string {
  const [first = "", second = ""] = name.split(" ");
  return (second ? first.slice(0, 1) + second.slice(0, 1) : first.slice(0, 2)).toUpperCase();
}
