import { Camera } from "lucide-preact";
import { t } from "../language";

interface PickPhotoProps {
  word: string;
  busy: boolean;
  pick: (file: File) => void;
  /** Looks like a button in a row, or like a tile in a grid of pictures. */
  tile?: boolean;
}

/** Opens the camera or the gallery; telephones offer both. */
export function PickPhoto({ word, busy, pick, tile }: PickPhotoProps) {
  const look = tile ? "flex flex-col items-center justify-center gap-2 rounded-box border-2 border-dashed text-base font-semibold aspect-[4/3]" : "btn btn-line max-lg:h-11";
  return (
    <label class={`${look} cursor-pointer focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-primary ${busy ? "text-muted" : ""}`} style={tile ? { borderColor: "var(--field-line)" } : undefined} aria-busy={busy}>
      <Camera class={tile ? "i i-24" : "i"} />
      {busy ? t("Mengirim…", "Sending…") : word}
      <input
        type="file"
        class="sr-only"
        accept="image/jpeg,image/png,image/webp"
        disabled={busy}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) pick(file);
        }}
      />
    </label>
  );
}
