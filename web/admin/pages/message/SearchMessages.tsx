import { CircleAlert, Search } from "lucide-preact";
import type { TargetedSubmitEvent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { phone } from "../../../shared/format";
import { t } from "../../../shared/language";

interface SearchMessagesProps {
  to?: string;
  customer?: string;
  /** What the API says of the number. */
  problem?: string;
  find: (by: { to?: string; customer_id?: string }) => void;
}

const CUSTOMER = /^PLG-\d{5,}$/i;
const FEWEST_DIGITS = 8;

/** Messages to one phone number, or to one customer by their number. */
export function SearchMessages({ to, customer, problem, find }: SearchMessagesProps) {
  const shown = customer ?? (to ? phone(to) : "");
  const [text, setText] = useState(shown);
  const [refused, setRefused] = useState(false);
  useEffect(() => setText(shown), [shown]);
  const search = (typed: string) => {
    const given = typed.trim();
    const isCustomer = CUSTOMER.test(given);
    const isPhone = given.replace(/\D/g, "").length >= FEWEST_DIGITS;
    setRefused(!!given && !isCustomer && !isPhone);
    if (isCustomer) find({ customer_id: given.toUpperCase(), to: undefined });
    else if (isPhone || !given) find({ to: given || undefined, customer_id: undefined });
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    search(text);
  };
  const input = (typed: string) => {
    setText(typed);
    setRefused(false);
    // The cross of the field, or the last letter taken away: all messages again.
    if (!typed && shown) search("");
  };
  const told = (refused && t("Tulis nomor HP lengkap, atau nomor pelanggan seperti PLG-00123.", "Give a whole phone number, or a customer number such as PLG-00123.")) || problem;
  return (
    <form role="search" aria-label={t("Cari pesan", "Search messages")} class="w-full lg:w-[300px]" onSubmit={submit}>
      <span class={`inp max-lg:h-11 ${told ? "err" : ""}`}>
        <Search class="i text-muted" />
        <input
          type="search"
          value={text}
          onInput={(event) => input(event.currentTarget.value)}
          placeholder={t("HP atau nomor pelanggan", "Phone or customer number")}
          aria-label={t("Cari pesan", "Search messages")}
          aria-invalid={!!told}
          aria-describedby={told ? "search-told" : undefined}
        />
        <kbd class="kbdx max-lg:hidden">/</kbd>
      </span>
      {told && (
        <p id="search-told" class="flex items-start gap-1.5 text-sm text-error font-[550] mt-1.5">
          <CircleAlert class="i mt-px" />
          {told}
        </p>
      )}
    </form>
  );
}
