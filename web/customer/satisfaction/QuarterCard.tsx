import { Smile } from "lucide-preact";
import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { body, GET, POST } from "../../shared/api";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Button } from "../../shared/parts/Button";

/** Once a quarter: whether they would answer three questions. Left once, it is not asked again. */
export function QuarterCard() {
  const [, go] = useLocation();
  const loaded = useLoad(() => body(GET("/api/me/satisfaction")), []);
  const [left, setLeft] = useState(false);
  const about = loaded.value?.about;
  if (!about || left) return null;
  const leave = () => {
    setLeft(true);
    // Should it not arrive, the card is there once more another day: no reason to bother anybody now.
    void POST("/api/me/satisfaction/skip", { body: { about } }).catch(() => undefined);
  };
  return (
    <section class="kartu p-4 flex flex-col gap-3">
      <p class="flex items-center gap-3">
        <Smile class="i i-24 text-primary flex-none" />
        <span>
          <span class="block font-[650]">{t("Tiga pertanyaan singkat", "Three short questions")}</span>
          <span class="block text-base text-muted">{t("Puaskah Anda dengan layanan kami?", "Are you satisfied with our service?")}</span>
        </span>
      </p>
      <div class="grid grid-cols-2 gap-2">
        <Button class="h-12 px-1" onClick={leave}>
          {t("Lewati", "Skip")}
        </Button>
        <Button look="soft" class="h-12 px-1" onClick={() => go(`/nilai/${about}`)}>
          {t("Jawab", "Answer")}
        </Button>
      </div>
    </section>
  );
}
