import { X } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { newId } from "../../shared/api";
import { t } from "../../shared/language";
import { PickPhoto } from "../../shared/parts/PickPhoto";
import { TextArea } from "../../shared/parts/TextArea";
import type { Draft } from "./draft";
import type { Picture } from "./photos";

const MOST = 4;

interface PhotoStepProps {
  pictures: Picture[];
  setPictures: (pictures: Picture[]) => void;
  draft: Draft;
  write: (changes: Partial<Draft>) => void;
}

/** A picture and some words; both may be left out. */
export function PhotoStep({ pictures, setPictures, draft, write }: PhotoStepProps) {
  const modem = draft.category !== "account" && draft.category !== "other";
  return (
    <>
      <div>
        <h1 class="text-xl font-bold">{modem ? t("Foto lampu modem", "A photo of the modem's lights") : t("Foto, bila ada", "A photo, if you have one")}</h1>
        <p class="text-muted">{modem ? t("Dengan foto, teknisi tahu alat yang harus dibawa. Boleh dilewati.", "It tells the technician what to bring. You may skip it.") : t("Boleh dilewati.", "You may skip it.")}</p>
      </div>
      <ul class="grid grid-cols-2 gap-2">
        {pictures.map((picture, index) => (
          <li key={picture.id} class="relative">
            <Preview file={picture.file} alt={t(`Foto ${index + 1}`, `Photo ${index + 1}`)} />
            <button type="button" class="absolute top-0 right-0 w-11 h-11 grid place-items-center cursor-pointer" aria-label={t(`Hapus foto ${index + 1}`, `Remove photo ${index + 1}`)} onClick={() => setPictures(pictures.filter((one) => one !== picture))}>
              <span class="w-7 h-7 rounded-full grid place-items-center bg-neutral text-neutral-content">
                <X class="i" />
              </span>
            </button>
          </li>
        ))}
        {pictures.length < MOST && (
          <li class="grid">
            <PickPhoto tile word={t("Tambah foto", "Add a photo")} busy={false} pick={(file) => setPictures([...pictures, { id: newId(), file }])} />
          </li>
        )}
      </ul>
      <TextArea label={t("Cerita singkat", "In a few words")} optional={t("(boleh kosong)", "(optional)")} rows={3} maxLength={1000} placeholder={t("Mati sejak pagi, sehabis hujan", "Out since the morning, after rain")} value={draft.description} onInput={(event) => write({ description: event.currentTarget.value })} />
    </>
  );
}

function Preview({ file, alt }: { file: Blob; alt: string }) {
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address ? <img src={address} alt={alt} class="rounded-box w-full aspect-[4/3] object-cover" /> : <span class="sk block w-full aspect-[4/3]" />;
}
