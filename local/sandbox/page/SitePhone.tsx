import { Globe, RotateCw, X } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { opened } from "./sandbox";

const WIDTH = 390;
const HEIGHT = 844;
const SCALE = 300 / WIDTH;

/** The customer's second look: the real page behind a link they tapped. */
export function SitePhone() {
  const [turn, setTurn] = useState(0);
  const path = opened.value;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (path) section.current?.scrollIntoView({ block: "nearest" });
  }, [path]);
  return (
    <section ref={section} class="w-[318px] max-w-full" aria-label="Situs yang dibuka pelanggan">
      <h2 class="flex items-center justify-center gap-2 text-sm font-semibold mb-2.5 min-w-0">
        <Globe class="i text-primary" aria-hidden="true" />
        <span class="clamp1">{path ? `Situs yang ia buka: ${location.host}${path}` : "Situs yang ia buka"}</span>
      </h2>
      <div class="phone">
        <div style={{ width: "300px", height: `${HEIGHT * SCALE}px` }}>
          {path ? (
            <iframe
              key={`${path}${turn}`}
              src={path}
              title="Halaman yang dibuka pelanggan"
              style={{ width: `${WIDTH}px`, height: `${HEIGHT}px`, border: 0, transform: `scale(${SCALE})`, transformOrigin: "0 0" }}
            />
          ) : (
            <div class="h-full grid place-items-center p-8 text-center">
              <div>
                <Globe class="i i-32 text-muted mx-auto" aria-hidden="true" />
                <p class="mt-3 font-semibold">Belum ada yang dibuka</p>
                <p class="text-sm text-muted mt-1">Ketuk tautan atau tombol bayar di percakapan. Halamannya terbuka di sini.</p>
              </div>
            </div>
          )}
        </div>
      </div>
      {path && (
        <div class="flex items-center justify-center gap-1 mt-2">
          <span class="text-xs text-muted">Halaman sungguhan, dengan data contoh</span>
          <button type="button" class="btn btn-ghost btn-xs btn-circle" aria-label="Muat ulang" onClick={() => setTurn(turn + 1)}>
            <RotateCw class="i i-14" aria-hidden="true" />
          </button>
          <button
            type="button"
            class="btn btn-ghost btn-xs btn-circle"
            aria-label="Tutup halaman"
            onClick={() => {
              opened.value = null;
            }}
          >
            <X class="i i-14" aria-hidden="true" />
          </button>
        </div>
      )}
    </section>
  );
}
