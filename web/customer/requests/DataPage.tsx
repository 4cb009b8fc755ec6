import { Send, Trash2 } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { download } from "../../shared/api";
import type { RequestForm } from "../../shared/api.d";
import { t } from "../../shared/language";
import { Button } from "../../shared/parts/Button";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Show } from "../../shared/parts/Show";
import { TextArea } from "../../shared/parts/TextArea";
import { account } from "../account";
import { Bar } from "../complaints/Bar";
import { SaveButton } from "../SaveButton";
import { Asked, StillWaiting, useAsking, useForm } from "./asking";

/** What we hold of them: a copy, putting it right, and having it erased (UU PDP). */
export default function DataPage() {
  const form = useForm();
  useEffect(() => {
    document.title = `${t("Data saya", "My data")} · Sambung`;
  }, []);
  return (
    <>
      <Bar title={t("Data saya", "My data")} back="/akun" backWord={t("Kembali ke akun", "Back to the account")} />
      <main class="p-4 pb-8 flex flex-col gap-3">
        <h1 class="sr-only">{t("Data saya", "My data")}</h1>
        <section class="kartu p-4 flex flex-col gap-3">
          <div>
            <h2 class="font-[650]">{t("Salinan data saya", "A copy of my data")}</h2>
            <p class="text-base text-muted">{t("Semua yang kami simpan tentang Anda, dalam satu berkas.", "All we keep about you, in one file.")}</p>
          </div>
          <SaveButton word={t("Simpan data saya", "Save my data")} name={`${account.value?.customer_id ?? "data"}.json`} fetchFile={() => download("/api/me/data")} />
        </section>
        <Show of={form} failed={t("Belum terbuka", "It did not open")}>
          {(told) => (
            <>
              <Correct of={told} />
              <Erase of={told} />
            </>
          )}
        </Show>
      </main>
    </>
  );
}

function Correct({ of }: { of: RequestForm }) {
  const [text, setText] = useState("");
  const asking = useAsking();
  const waiting = of.waiting.filter((one) => one.request === "correct_data");
  if (asking.done) return <Asked of={asking.done} />;
  return (
    <section class="kartu p-4 flex flex-col gap-3">
      <h2 class="font-[650]">{t("Ada data yang salah atau berubah?", "Is something wrong or has it changed?")}</h2>
      <StillWaiting of={waiting} />
      {!waiting.length && (
        <>
          <TextArea label={t("Tulis yang benar", "Write how it is")} placeholder={t("Nomor WhatsApp saya sekarang 0812…", "My WhatsApp number is now 0812…")} rows={3} maxLength={1000} value={text} onInput={(event) => setText(event.currentTarget.value)} />
          {asking.problem && <ErrorBox title={t("Belum terkirim", "Not sent")} problem={asking.problem} />}
          <Button size="large" icon={Send} disabled={!text.trim()} busy={asking.busy && t("Mengirim…", "Sending…")} onClick={() => asking.send({ kind: "correct_data", text: text.trim() })}>
            {t("Minta perbaikan", "Ask to correct it")}
          </Button>
        </>
      )}
    </section>
  );
}

function Erase({ of }: { of: RequestForm }) {
  const [sure, setSure] = useState(false);
  const asking = useAsking();
  const waiting = of.waiting.filter((one) => one.request === "erase_data");
  if (asking.done) return <Asked of={asking.done} />;
  return (
    <section class="kartu p-4 flex flex-col gap-3">
      <div>
        <h2 class="font-[650]">{t("Hapus data saya", "Erase my data")}</h2>
        <p class="text-base text-muted">{t("Langganan harus berhenti dan tagihan lunas. Catatan pembayaran tetap disimpan sesuai hukum.", "The service must have stopped and all be paid. Records of payments are kept as the law asks.")}</p>
      </div>
      <StillWaiting of={waiting} />
      {asking.problem && <ErrorBox title={t("Belum terkirim", "Not sent")} problem={asking.problem} />}
      {!waiting.length && (
        <Button look="bad" size="large" icon={Trash2} busy={asking.busy && t("Mengirim…", "Sending…")} onClick={() => (sure ? asking.send({ kind: "erase_data" }) : setSure(true))}>
          {sure ? t("Tekan lagi untuk mengirim", "Press again to send") : t("Minta penghapusan data", "Ask to erase it")}
        </Button>
      )}
    </section>
  );
}
