import { t } from "../shared/language";

/** A QRIS to scan from the page, or to keep and open in a bank's app. */
export function QrPicture({ svg, words, name }: { svg: string; words: string; name: string }) {
  const picture = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
  return (
    <>
      <div class="mx-auto mt-3 p-4 rounded-box w-fit bg-white">
        <img src={picture} width={216} height={216} alt={words} />
      </div>
      <p class="text-base text-muted mt-3">
        {t("Pindai dengan aplikasi bank atau dompet digital. Jumlahnya sudah terisi.", "Scan it with any bank or wallet app. The amount is filled in.")}{" "}
        <a class="lnk" href={picture} download={`${name}.svg`}>
          {t("Simpan gambar QR", "Save the QR picture")}
        </a>
      </p>
    </>
  );
}
