/** One tap asks somebody for what they owe; for some seconds it can be taken back. */
import { body, POST } from "../../../shared/api";
import { t } from "../../../shared/language";
import { secondsToUndo, tellDone } from "../../undo";

/** Throws a Problem. `sent` and `already` are what is said of it; `undone` shows what then is. */
export async function remind(customerId: string, said: { sent: string; already: string }, undone?: () => void): Promise<void> {
  const asked = await body(POST("/api/collections/reminders", { body: { customer_id: customerId, undoable: true } }));
  if (asked.already) return tellDone({ text: said.already });
  const within = secondsToUndo(asked.asked_at, asked.undo_until);
  const undo = () => body(POST("/api/collections/reminders/undo", { body: { customer_id: customerId } })).then(undone);
  tellDone({ text: said.sent, within, undo: within === undefined ? undefined : undo, undone: t("Pengingat diurungkan. Tidak ada pesan terkirim.", "The reminder is undone. No message went out.") });
}
