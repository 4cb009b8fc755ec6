import { Camera, MapPin, Send } from "lucide-preact";
import { useState } from "preact/hooks";

const USUAL = ["Sudah bayar", "Internet mati", "Bicara dengan admin", "menu"];
const SOMEWHERE = { latitude: -7.2575, longitude: 112.7521, name: "Rumah pelanggan" };

interface ComposerProps {
  owner: string;
  disabled: boolean;
  act: (what: object) => void;
}

/** Where the owner of the phone writes, sends a photo or where he is. */
export function Composer({ owner, disabled, act }: ComposerProps) {
  const [text, setText] = useState("");
  function submit(event: Event) {
    event.preventDefault();
    if (text.trim()) act({ text: text.trim() });
    setText("");
  }
  function photo(event: Event & { currentTarget: HTMLInputElement }) {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = "";
    if (!file) return;
    const reader = new FileReader();
    reader.onload = () => act({ image: { data: String(reader.result), mime_type: file.type, filename: file.name } });
    reader.readAsDataURL(file);
  }
  return (
    <div class="bg-base-100 shrink-0">
      <div class="px-3 pt-2 flex gap-1.5 overflow-auto noscroll">
        {USUAL.map((words) => (
          <button key={words} type="button" class="chip h-7 px-2.5 text-xs cursor-pointer" disabled={disabled} onClick={() => act({ text: words })}>
            {words}
          </button>
        ))}
        <button type="button" class="chip h-7 px-2.5 text-xs cursor-pointer" disabled={disabled} onClick={() => act({ location: SOMEWHERE })}>
          <MapPin class="i i-12" aria-hidden="true" />
          Lokasi
        </button>
      </div>
      <form class="p-3 flex items-center gap-2" onSubmit={submit}>
        <label class="inp h-10 rounded-[20px] min-w-0">
          <input
            class="flex-1 min-w-0 bg-transparent outline-none text-sm"
            placeholder={owner ? `Tulis sebagai ${owner}…` : "Pilih HP dulu"}
            aria-label="Tulis pesan"
            maxLength={4096}
            disabled={disabled}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <span class="relative w-5 h-5 grid place-items-center text-muted">
            <Camera class="i i-18" aria-hidden="true" />
            <input type="file" accept="image/*" class="absolute inset-0 opacity-0 cursor-pointer" aria-label="Kirim foto" disabled={disabled} onChange={photo} />
          </span>
        </label>
        <button type="submit" class="btn btn-primary btn-circle w-10 h-10" aria-label="Kirim" disabled={disabled || !text.trim()}>
          <Send class="i i-18" aria-hidden="true" />
        </button>
      </form>
    </div>
  );
}
