import { Link } from "wouter-preact";
import type { Failure } from "../../../shared/api.d";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";

const SHOWN = 20;

/** Who could not be billed, and why. */
export function FailureList({ failures, of }: { failures: Failure[]; of: number }) {
  const shown = failures.slice(0, SHOWN);
  return (
    <ul class="hair">
      {shown.map((failure) => (
        <li key={failure.subscription_id} class="py-1.5">
          <Link href={`/pelanggan/${failure.customer_id}`} class="lnk num">
            {failure.customer_id}
          </Link>{" "}
          <span class="text-error">{failure.message}</span>
        </li>
      ))}
      {of > shown.length && <li class="py-1.5">{t(`dan ${count(of - shown.length)} lagi`, `and ${count(of - shown.length)} more`)}</li>}
    </ul>
  );
}
