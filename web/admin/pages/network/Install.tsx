import { CircleCheck, KeyRound, LoaderCircle } from "lucide-preact";
import { body, GET } from "../../../shared/api";
import type { RouterToken } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { usePoll } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { CopyButton } from "../../../shared/parts/CopyButton";

const EVERY_S = 5;

/** How a router is brought to report: one line to paste, shown this once, and whether it has arrived. */
export function Install({ made, close }: { made: RouterToken; close: () => void }) {
  const { router, install } = made;
  const before = router.heard_at;
  const watched = usePoll(() => body(GET("/api/routers/{id}", { params: { path: { id: router.id } } })), EVERY_S, (now) => !now || now.heard_at === before, [router.id]);
  const isHere = !!watched.value?.heard_at && watched.value.heard_at !== before;
  return (
    <Card
      title={t(`Pasang ${router.name}`, `Install ${router.name}`)}
      aside={
        <Button size="small" class="max-lg:h-11" onClick={close}>
          {isHere ? t("Selesai", "Done") : t("Tutup", "Close")}
        </Button>
      }
    >
      <div class="px-4 pb-4 flex flex-col gap-4">
        <p class="rounded-box tintbox t-warn px-3 py-2.5 flex gap-2.5">
          <KeyRound class="i i-18 text-warning flex-none mt-px" />
          <span>{t("Baris di bawah memuat token router ini dan hanya tampil sekali. Hilang? Buat token baru di halaman router.", "The line below holds this router's token and is shown once. Lost? Make a new token on the router's page.")}</span>
        </p>
        <ol class="flex flex-col gap-4">
          <Step number={1} title={t("Buka terminal router", "Open the router's terminal")}>
            {t("Di Winbox atau WebFig: pilih New Terminal. RouterOS 6.49 ke atas atau 7.", "In Winbox or WebFig: choose New Terminal. RouterOS 6.49 or later, or 7.")}
          </Step>
          <Step number={2} title={t("Salin dan tempel baris ini, lalu Enter", "Copy and paste this line, then Enter")}>
            <span class="flex flex-col gap-2 mt-1">
              <code class="block text-sm break-all rounded-field bg-base-200 px-3 py-2" data-install>
                {install}
              </code>
              <span>
                <CopyButton text={install ?? ""} word={t("Salin baris", "Copy the line")} told={t("Baris tersalin.", "The line is copied.")} />
              </span>
            </span>
          </Step>
          <Step number={3} title={t("Tunggu laporan pertama", "Wait for the first report")}>
            <span role="status" class={`inline-flex items-center gap-2 font-[550] ${isHere ? "text-success" : ""}`}>
              {isHere ? <CircleCheck class="i i-18" /> : <LoaderCircle class="i i-18 spin" />}
              {isHere ? t("Router sudah melapor.", "The router has reported.") : t("Menunggu router, biasanya kurang dari satu menit…", "Waiting for the router, usually less than a minute…")}
            </span>
          </Step>
        </ol>
      </div>
    </Card>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: preact.ComponentChildren }) {
  return (
    <li class="flex gap-3">
      <span class="w-6 h-6 rounded-full grid place-items-center text-xs num flex-none bg-primary text-primary-content">{number}</span>
      <span class="min-w-0 flex-1">
        <span class="block font-semibold">{title}</span>
        <span class="block text-muted">{children}</span>
      </span>
    </li>
  );
}
