import { ChevronDown, RotateCw, VolumeX, Wifi } from "lucide-preact";
import { useState } from "preact/hooks";
import { count } from "shared/format";
import { type Router, changeRouter } from "./sandbox";

const FAULTS = [
  { name: "silent", title: "Bungkam", says: "Melayani terus, laporannya tidak sampai" },
  { name: "twice", title: "Laporan dobel", says: "Setiap laporan datang 2 kali" },
  { name: "late", title: "Laporan telat", says: "Datang bersama yang berikutnya, tanpa jawaban" },
] as const;

export function RouterRow({ router, refresh }: { router: Router; refresh: () => void }) {
  const [open, setOpen] = useState(false);
  const change = (what: object) => changeRouter(router.id, what).then(refresh, refresh);
  const Icon = router.silent ? VolumeX : Wifi;
  return (
    <div class="py-1.5">
      <button type="button" class="flex items-center gap-2 w-full text-left" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="flex-1 min-w-0">
          <span class="block font-semibold text-sm">{router.id}</span>
          <span class="block text-xs text-muted num">
            {count(router.sessions)} dari {count(router.lines.length)} jalur
          </span>
        </span>
        <span class={`st st-plain ${router.silent ? "t-err" : "t-ok"}`}>
          <Icon class="i" aria-hidden="true" />
          {router.silent ? "Bungkam" : "Melapor"}
        </span>
        <ChevronDown class={`i text-muted ${open ? "rotate-180" : ""}`} aria-hidden="true" />
      </button>
      {open && (
        <div class="pt-1">
          {FAULTS.map((fault) => (
            <label key={fault.name} class="flex items-center gap-3 py-1 cursor-pointer">
              <span class="flex-1 min-w-0">
                <span class="block text-sm">{fault.title}</span>
                <span class="block text-xs text-muted">{fault.says}</span>
              </span>
              <input
                type="checkbox"
                role="switch"
                class="switch"
                aria-label={`${fault.title}, ${router.id}`}
                checked={router[fault.name]}
                onChange={(event) => change({ [fault.name]: event.currentTarget.checked })}
              />
            </label>
          ))}
          <button type="button" class="btn btn-sm btn-line mt-1" onClick={() => change({ restart: true })}>
            <RotateCw class="i" aria-hidden="true" />
            Nyalakan ulang
          </button>
        </div>
      )}
    </div>
  );
}
