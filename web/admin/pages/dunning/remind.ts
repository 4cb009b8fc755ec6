/** One tap asks somebody for what they owe; for some seconds it can be taken back. */
import { body, POST } from "../../../shared/api";
import type { ReminderView } from "../../../shared/api.d";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { secondsToUndo, tellDone } from "../../undo";

/** Throws a Problem. `sent` and `already` are what is said of it; `undone` shows what then is. */
export async function remind(customerId: string, said: { sent: string; already: string }, undone?: () => void): Promise<void> {
  const asked = await body(POST("/api/collections/reminders", { body: { customer_id: customerId, undoable: true } }));
  if (asked.already) return tellDone({ text: said.already });
  const within = secondsToUndo(asked.asked_at, asked.undo_until);
  const undo = () => takeBack(customerId).then(undone);
  tellDone({ text: said.sent, within, undo: within === undefined ? undefined : undo, undone: t("Pengingat diurungkan. Tidak ada pesan terkirim.", "The reminder is undone. No message went out.") });
}

/** Says how many were asked, to be taken back together while the first of them still waits; whether it is offered. */
export function tellAsked(asked: ReminderView[], tookS: number, undone: () => void): boolean {
  const seconds = asked[0] && secondsToUndo(asked[0].asked_at, asked[0].undo_until);
  const within = Math.floor((seconds ?? 0) - tookS);
  if (within < 1) return false;
  tellDone({
    text: t(`${count(asked.length)} pengingat berangkat.`, `${count(asked.length)} reminders are on their way.`),
    within,
    undo: () => Promise.all(asked.map((one) => takeBack(one.customer_id))).then(undone),
    undone: t(`${count(asked.length)} pengingat diurungkan. Tidak ada pesan terkirim.`, `${count(asked.length)} reminders are undone. No message went out.`),
  });
  return true;
}

const takeBack = (customerId: string) => body(POST("/api/collections/reminders/undo", { body: { customer_id: customerId } }));
