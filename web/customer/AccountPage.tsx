import { ChevronRight, CirclePause, Download, LogOut, type LucideIcon, ShieldCheck, Wifi } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET, PATCH } from "../shared/api";
import { phone } from "../shared/format";
import { language, speak, t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { Choice } from "../shared/parts/Choice";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { Switch } from "../shared/parts/Switch";
import { type Problem, toProblem } from "../shared/problem";
import { theme, wear } from "../shared/theme";
import { account, readAccount } from "./account";
import { forgetWaiting, waitingReports } from "./complaints/outbox";
import { Header } from "./Header";
import { installPrompt } from "./installed";
import { useKept } from "./kept";
import { OldNews } from "./OldNews";
import { signOut } from "./session";

/** Who is signed in, what they may ask for, how the site looks, and the way out. */
export default function AccountPage() {
  const loaded = useKept("account", readAccount);
  const mine = account.value ?? loaded.value;
  useEffect(() => {
    document.title = `${t("Akun", "Account")} · Sambung`;
  }, []);
  return (
    <>
      <Header company={mine?.company.name ?? "Sambung"}>
        <h1 class="text-xl font-bold mt-3">{t("Akun", "Account")}</h1>
      </Header>
      <main class="px-4 -mt-10 relative flex flex-col gap-3">
        {loaded.problem && <ErrorBox title={t("Belum terbuka", "It did not open")} problem={loaded.problem} again={loaded.reload} />}
        {mine && (
          <dl class="kartu hair overflow-hidden">
            <Fact word={t("Nama", "Name")} value={mine.name} />
            <Fact word={t("Nomor pelanggan", "Customer number")} value={mine.customer_id} />
            {mine.address && <Fact word={t("Alamat pemasangan", "Address")} value={mine.address} />}
            <Fact word={t("Nomor WhatsApp", "WhatsApp number")} value={mine.phones.map(phone).join(", ")} />
          </dl>
        )}
        <OldNews from={loaded.oldFrom} />
        <nav class="kartu hair overflow-hidden" aria-label={t("Layanan", "Service")}>
          <Way to="/akun/paket" icon={Wifi} word={t("Paket dan ganti paket", "My plan, another plan")} />
          <Way to="/akun/cuti" icon={CirclePause} word={t("Minta cuti langganan", "Ask for a pause")} />
          <Way to="/akun/data" icon={ShieldCheck} word={t("Data saya", "My data")} />
        </nav>
        <Preferences />
        <section class="kartu p-4 flex flex-col gap-4">
          <Choice label={t("Bahasa", "Language")} value={language.value} choose={speak} of={[["id", "Indonesia"], ["en", "English"]]} />
          <Choice label={t("Tampilan", "Look")} value={theme.value} choose={wear} of={[["auto", t("Ikut HP", "As the phone")], ["light", t("Terang", "Light")], ["dark", t("Gelap", "Dark")]]} />
        </section>
        {installPrompt.value && (
          <Button size="large" icon={Download} onClick={() => void installPrompt.value?.prompt()}>
            {t("Pasang di layar utama", "Put it on the home screen")}
          </Button>
        )}
        <Leave />
      </main>
    </>
  );
}

/** What they hear of by WhatsApp beside bills and their own reports. */
function Preferences() {
  const loaded = useKept("preferences", () => body(GET("/api/me/preferences")));
  const [chosen, setChosen] = useState<boolean>();
  const [problem, setProblem] = useState<Problem>();
  const on = chosen ?? loaded.value?.broadcasts;
  if (on === undefined) return null;
  const turn = (broadcasts: boolean) => {
    setChosen(broadcasts);
    setProblem(undefined);
    body(PATCH("/api/me/preferences", { body: { broadcasts } })).then(loaded.reload, (failure) => {
      setChosen(!broadcasts);
      setProblem(toProblem(failure));
    });
  };
  return (
    <section class="kartu p-4">
      <Switch label={t("Kabar dan promo lewat WhatsApp", "News and offers on WhatsApp")} hint={t("Tagihan, kuitansi, dan kabar laporan tetap dikirim.", "Bills, receipts and news of your reports still come.")} on={on} turn={turn} />
      {problem && <ErrorBox title={t("Belum tersimpan", "Not saved")} problem={problem} />}
    </section>
  );
}

/** Signing out takes along what was not sent yet: that is said first. */
function Leave() {
  const [sure, setSure] = useState(false);
  const left = waitingReports.value.length;
  const leave = () => {
    if (left && !sure) return setSure(true);
    void forgetWaiting().then(() => signOut());
  };
  return (
    <>
      {sure && (
        <p role="alert" class="rounded-box tintbox t-warn p-4">
          {t(`${left} laporan belum terkirim dan akan hilang. Tekan Keluar sekali lagi.`, `${left} report is not sent yet and would be lost. Press again.`)}
        </p>
      )}
      <Button size="large" icon={LogOut} onClick={leave}>
        {t("Keluar", "Sign out")}
      </Button>
    </>
  );
}

function Way({ to, icon: Icon, word }: { to: string; icon: LucideIcon; word: string }) {
  return (
    <Link href={to} class="flex items-center gap-3 px-4 min-h-14">
      <Icon class="i i-20 text-primary flex-none" />
      <span class="font-[550]">{word}</span>
      <ChevronRight class="i i-18 ml-auto text-muted flex-none" />
    </Link>
  );
}

function Fact({ word, value }: { word: string; value: string }) {
  return (
    <div class="px-4 py-3">
      <dt class="text-base text-muted">{word}</dt>
      <dd class="font-[550] break-words num">{value}</dd>
    </div>
  );
}
