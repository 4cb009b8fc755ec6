import { CircleCheck, Plus, X } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { body, GET } from "../../../shared/api";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { Show } from "../../../shared/parts/Show";
import { may } from "../../session";
import { NewSubscriptionDialog } from "../subscription/NewSubscriptionDialog";
import { Subscription } from "../subscription/Subscription";

interface SubscriptionsProps {
  customerId: string;
  /** An archived customer gets no more lines. */
  archived: boolean;
  /** Something was changed that the rest of the page shows too. */
  changed: () => void;
}

/** What a customer subscribes to, and what can be done about it. */
export function Subscriptions({ customerId, archived, changed }: SubscriptionsProps) {
  const [adding, setAdding] = useState(false);
  const [note, setNote] = useState("");
  const loaded = useLoad(async () => {
    const [lines, plans] = await Promise.all([
      body(GET("/api/subscriptions", { params: { query: { customer_id: customerId } } })),
      body(GET("/api/plans", { params: { query: { limit: 200 } } })),
    ]);
    return { lines: lines.items, plans: plans.items };
  }, [customerId]);
  const done = (said: string) => {
    setAdding(false);
    setNote(said);
    loaded.reload();
    changed();
  };
  return (
    <>
      {note && <Note text={note} close={() => setNote("")} />}
      <Show of={loaded} failed={t("Langganan tidak termuat", "The subscriptions could not be read")} rows={3}>
        {({ lines, plans }) => (
          <>
            {lines.map((line) => (
              <Subscription key={line.id} line={line} plans={plans} done={done} />
            ))}
            {lines.length === 0 && (
              <Card>
                <p class="p-4 text-muted">{t("Belum berlangganan apa pun.", "No subscription yet.")}</p>
              </Card>
            )}
            {may("subscriptions.write") && !archived && (
              <Button icon={Plus} class="self-start max-lg:w-full max-lg:h-11" onClick={() => setAdding(true)}>
                {t("Tambah langganan", "Add a subscription")}
              </Button>
            )}
            {adding && <NewSubscriptionDialog customerId={customerId} plans={plans} close={() => setAdding(false)} done={done} />}
          </>
        )}
      </Show>
    </>
  );
}

/** What was just done, and what comes next; it stays until it is closed. */
function Note({ text, close }: { text: string; close: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: "center" }), [text]);
  return (
    <div ref={box} role="status" class="rounded-box tintbox t-ok px-4 py-2.5 flex items-center gap-3">
      <CircleCheck class="i i-18 text-success" />
      <p class="flex-1 min-w-0">{text}</p>
      <Button look="ghost" size="small" icon={X} class="btn-square" aria-label={t("Tutup", "Close")} onClick={close} />
    </div>
  );
}
