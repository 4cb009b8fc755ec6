import { useEffect, useState } from "preact/hooks";
import { body, GET } from "../../../shared/api";
import type { ComplaintDetail } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { PickPhoto } from "../../../shared/parts/PickPhoto";
import { PrivatePicture } from "../../../shared/parts/PrivatePicture";
import { toTravelLight } from "../../../shared/picture";
import type { PhotoKind } from "../complaint/sendPhoto";
import { doOnce, unsent } from "../../unsent/unsent";
import { unsentPhotos } from "./jobs";

/** Photos of one kind: those that arrived, those that wait on the phone, and one more. */
export function Photos({ of, kind, failed }: { of: ComplaintDetail; kind: PhotoKind; failed: (failure: unknown) => void }) {
  const [sending, setSending] = useState(false);
  const [photos, setPhotos] = useState(of.photos);
  useEffect(() => setPhotos(of.photos), [of.photos]);
  const word = kind === "before" ? t("Foto sebelum", "Photo before") : t("Foto sesudah", "Photo after");
  const waiting = unsentPhotos(of.id, unsent.value).filter((one) => one.kind === kind);
  const pick = async (file: File) => {
    setSending(true);
    try {
      const outcome = await doOnce({ kind: "photo", complaint_id: of.id, photo: kind, picture: await toTravelLight(file) });
      if (outcome !== "waiting") setPhotos((await body(GET("/api/complaints/{id}", { params: { path: { id: of.id } } }))).photos);
    } catch (failure) {
      failed(failure);
    }
    setSending(false);
  };
  return (
    <div class="flex flex-col gap-2 min-w-0">
      <h3 class="font-semibold">{word}</h3>
      {photos
        .filter((photo) => photo.kind === kind)
        .map((photo) => (
          <PrivatePicture key={photo.file_id} path={`/api/complaints/${of.id}/photos/${photo.file_id}`} alt={word} class="rounded-field w-full aspect-[4/3]" />
        ))}
      {waiting.map((photo, index) => (
        <Waiting key={index} picture={photo.picture} />
      ))}
      <PickPhoto tile word={word} busy={sending} pick={(file) => void pick(file)} />
    </div>
  );
}

function Waiting({ picture }: { picture: Blob }) {
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(picture);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return (
    <figure>
      {address && <img src={address} alt={t("Foto yang menunggu sinyal", "A photo that waits for a signal")} class="rounded-field w-full aspect-[4/3] object-cover" />}
      <figcaption class="text-sm text-info mt-0.5">{t("menunggu sinyal", "waits for a signal")}</figcaption>
    </figure>
  );
}
