import { useEffect, useState } from "preact/hooks";
import { download } from "../api";
import { t } from "../language";

/** A picture behind the bearer; shown whole when it is tapped. */
export function PrivatePicture({ path, alt, class: more = "" }: { path: string; alt: string; class?: string }) {
  const [address, setAddress] = useState("");
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let made = "";
    let gone = false;
    setFailed(false);
    download(path).then(
      (picture) => {
        if (gone) return;
        made = URL.createObjectURL(picture);
        setAddress(made);
      },
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [path]);
  if (failed) return <p class={`text-sm text-muted grid place-items-center p-4 text-center ${more}`}>{t("Foto belum termuat.", "The photo did not load.")}</p>;
  if (!address) return <span class={`sk block ${more}`} role="status" aria-label={t("Memuat foto", "Loading the photo")} />;
  return (
    <a href={address} target="_blank" rel="noreferrer" class="block">
      <img src={address} alt={alt} class={`object-cover ${more}`} />
    </a>
  );
}
