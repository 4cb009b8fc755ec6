import { Download } from "lucide-preact";
import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { qrPng } from "./qrPng";
import { savePaper } from "./savePaper";

interface QrPictureProps {
  svg: string;
  /** What is read to those who do not see it. */
  words: string;
  /** What the kept picture is called, and what stands on it. */
  name: string;
  says: string[];
}

/** A QRIS to scan from the page, or to keep and open in a bank's app: a phone cannot scan itself. */
export function QrPicture({ svg, words, name, says }: QrPictureProps) {
  return (
    <>
      <div class="mx-auto mt-3 p-3 rounded-box w-fit bg-white border divx">
        <img src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`} width={256} height={256} alt={words} />
      </div>
      <Button look="primary" size="large" class="w-full mt-4" icon={Download} onClick={() => void qrPng(svg, says).then((picture) => savePaper(picture, `${name}.png`))}>
        {t("Simpan gambar QR", "Save the QR picture")}
      </Button>
      <p class="text-base text-muted mt-2 text-center">{t("Lalu buka aplikasi bank, pilih gambar ini dari galeri. Jumlahnya sudah terisi.", "Then open your bank's app and choose it from the gallery. The amount is filled in.")}</p>
    </>
  );
}
