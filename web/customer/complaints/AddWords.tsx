import { MessageSquarePlus } from "lucide-preact";
import { useState } from "preact/hooks";
import { newId } from "../../shared/api";
import type { MyComplaintDetail } from "../../shared/api.d";
import { t } from "../../shared/language";
import { Button } from "../../shared/parts/Button";
import { PickPhoto } from "../../shared/parts/PickPhoto";
import { TextArea } from "../../shared/parts/TextArea";
import { sendPicture } from "./photos";

interface AddWordsProps {
  of: MyComplaintDetail;
  busy: string;
  /** Does it, shows what went wrong; whether it went well. */
  act: (name: string, call: () => Promise<unknown>) => Promise<boolean>;
  say: (text: string) => Promise<unknown>;
}

/** More words or another photo; where we asked something, the answer to it. */
export function AddWords({ of, busy, act, say }: AddWordsProps) {
  const [text, setText] = useState("");
  const words = text.trim();
  const send = async () => {
    if (words && (await act("comment", () => say(words)))) setText("");
  };
  return (
    <section class={of.question ? "rounded-box tintbox t-warn p-4 flex flex-col gap-3" : "kartu p-4 flex flex-col gap-3"}>
      {of.question && (
        <p>
          <span class="block font-semibold">{t("Kami perlu bertanya", "We need to ask")}</span>
          <span class="break-words">{of.question}</span>
        </p>
      )}
      <TextArea label={of.question ? t("Jawaban Anda", "Your answer") : t("Tambah keterangan", "Add something")} rows={2} maxLength={1000} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      <div class="grid grid-cols-2 gap-2">
        {of.can.includes("photo") && <PickPhoto word={t("Foto", "Photo")} busy={busy === "photo"} pick={(file) => void act("photo", () => sendPicture(of.id, { id: newId(), file }))} />}
        <Button icon={MessageSquarePlus} class="h-11" disabled={!words} busy={busy === "comment" && t("Mengirim…", "Sending…")} onClick={() => void send()}>
          {t("Kirim", "Send")}
        </Button>
      </div>
    </section>
  );
}
