import { CloudOff, ExternalLink, FlaskConical } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { Logo } from "shared/parts/Logo";
import { ChatPhone } from "./ChatPhone";
import { ClockCard } from "./ClockCard";
import { FaultCard } from "./FaultCard";
import { HappeningsCard } from "./HappeningsCard";
import { NetworkCard } from "./NetworkCard";
import { PhonesCard } from "./PhonesCard";
import { SitePhone } from "./SitePhone";
import { connected, follow } from "./sandbox";

export function App() {
  useEffect(() => void follow(), []);
  return (
    <div class="lg:h-screen flex flex-col">
      <Band />
      <div class="flex-1 min-h-0 grid lg:grid-cols-[264px_minmax(0,1fr)_300px] min-[87.5rem]:grid-cols-[296px_minmax(0,1fr)_360px]">
        <aside aria-label="Jam, HP, dan gangguan" class="lg:border-r divx p-4 flex flex-col gap-3 lg:overflow-auto">
          <ClockCard />
          <PhonesCard />
          <FaultCard />
        </aside>
        <main class="ground min-h-0 flex flex-wrap items-start justify-center gap-4 min-[87.5rem]:gap-6 px-2 pt-5 pb-5 lg:overflow-auto">
          <ChatPhone />
          <SitePhone />
        </main>
        <aside aria-label="Jaringan dan kejadian" class="lg:border-l divx p-4 min-h-0 flex flex-col gap-3 lg:overflow-auto">
          <NetworkCard />
          <HappeningsCard />
        </aside>
      </div>
    </div>
  );
}

function Band() {
  return (
    <header class="flex items-center gap-4 min-h-14 px-5 shrink-0 bg-accent text-accent-content">
      <Logo size={30} />
      <h1 class="font-bold text-md">Simulator</h1>
      <p class="text-sm font-semibold hidden sm:flex items-center gap-2">
        <FlaskConical class="i" aria-hidden="true" />
        Tidak ada pesan atau uang sungguhan. Data contoh, boleh dirusak.
      </p>
      <div class="ml-auto flex items-center gap-2">
        {!connected.value && (
          <span role="alert" class="st t-err bg-base-100">
            <CloudOff class="i" aria-hidden="true" />
            Simulator tidak menjawab
          </span>
        )}
        <a class="btn btn-sm bg-neutral text-neutral-content border-0 max-sm:hidden" href="/sandbox/pay" target="_blank" rel="noreferrer">
          <ExternalLink class="i" aria-hidden="true" />
          Gerbang pembayaran
        </a>
        <a class="btn btn-sm bg-neutral text-neutral-content border-0" href="/admin/" target="_blank" rel="noreferrer">
          <ExternalLink class="i" aria-hidden="true" />
          Buka situs admin
        </a>
      </div>
    </header>
  );
}
