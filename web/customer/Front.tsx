import { MessageCircle } from "lucide-preact";
import { t } from "../shared/language";
import { Column, Header } from "./Header";

/** For whoever comes without a link. */
export function Front() {
  return (
    <Column>
      <Header company="Sambung">
        <h1 class="text-xl font-bold mt-3">{t("Tagihan internet Anda", "Your internet bill")}</h1>
      </Header>
      <main class="px-4 -mt-10 relative">
        <section class="kartu p-5">
          <MessageCircle class="i i-24 text-primary" />
          <p class="font-semibold mt-2">{t("Buka lewat pesan WhatsApp", "Open it from WhatsApp")}</p>
          <p class="text-muted mt-1">{t("Tagihan Anda ada di tautan dalam pesan kami. Belum menerima? Tanyakan kepada penyedia internet Anda.", "Your bill is behind the link in our message. Nothing yet? Ask your internet provider.")}</p>
        </section>
      </main>
    </Column>
  );
}
