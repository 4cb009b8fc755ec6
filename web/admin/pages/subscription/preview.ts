/** What a change would cost or give back: asked while one fills in the form, never saved. */
import { useEffect, useState } from "preact/hooks";
import { body, POST } from "../../../shared/api";
import type { LifeCycleStep, NewCharge, SubscriptionChanges, SubscriptionPreview } from "../../../shared/api.d";
import { type Loaded, useLoad } from "../../../shared/load";
import type { StepName } from "./steps";

const TYPING_MS = 350;

export interface Asked {
  step?: StepName;
  on?: LifeCycleStep["on"];
  plan_id?: string | null;
  changes?: Partial<SubscriptionChanges>;
  charge?: NewCharge;
}

/** The preview of `asked`, a moment after typing has paused; nothing while there is nothing to ask. */
export function usePreview(id: string, asked: Asked | null): Loaded<SubscriptionPreview | null> {
  const wanted = JSON.stringify(asked);
  const [settled, settle] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => settle(wanted), TYPING_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const loaded = useLoad(async () => {
    const request = JSON.parse(settled) as Asked | null;
    if (!request) return null;
    const whole = { step: null, on: null, plan_id: null, changes: null, charge: null, ...request };
    return body(POST("/api/subscriptions/{id}/preview", { params: { path: { id } }, body: whole as never }));
  }, [id, settled]);
  return { ...loaded, loading: loaded.loading || wanted !== settled };
}
