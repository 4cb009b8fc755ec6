import { RotateCcw } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, POST } from "../../../shared/api";
import type { MessageView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { toProblem } from "../../../shared/problem";
import { may } from "../../session";

/** Whether a person has to do something about it. */
export function needsPerson(message: MessageView): boolean {
  return (message.status === "failed" || message.status === "unknown") && !message.resent_as;
}

/** One tap says the same again; where that was done, the way to what was said. Tapped twice it is done once. */
export function Resend({ message, changed }: { message: MessageView; changed: () => void }) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  if (message.resent_as) {
    return (
      <Link href={`/pesan?cause=${encodeURIComponent(message.cause)}`} class="lnk text-sm inline-flex items-center min-h-6">
        {t("Sudah dikirim ulang", "Sent again")}
      </Link>
    );
  }
  if (!needsPerson(message) || !may("messages.send")) return null;
  const send = async () => {
    setBusy(true);
    setRefused("");
    try {
      await body(POST("/api/messages/{id}/resend", { params: { path: { id: message.id } } }));
      changed();
    } catch (reason) {
      setRefused(toProblem(reason).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button look="soft" size="small" icon={RotateCcw} class="max-lg:h-11" busy={busy && t("Mengirim…", "Sending…")} onClick={() => void send()}>
        {t("Kirim ulang", "Send again")}
      </Button>
      {refused && (
        <p class="text-sm text-error mt-1" role="alert">
          {refused}
        </p>
      )}
    </>
  );
}
