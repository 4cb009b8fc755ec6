import { LogOut } from "lucide-preact";
import { t } from "../shared/language";
import { useLoad } from "../shared/load";
import { Button } from "../shared/parts/Button";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { account, readAccount } from "./account";
import { Header } from "./Header";
import { signOut } from "./session";

/** Who is signed in, and the way out. */
export function AccountPage() {
  const loaded = useLoad(readAccount, []);
  const mine = loaded.value ?? account.value;
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
          </dl>
        )}
        <Button size="large" icon={LogOut} onClick={() => signOut()}>
          {t("Keluar", "Sign out")}
        </Button>
      </main>
    </>
  );
}

function Fact({ word, value }: { word: string; value: string }) {
  return (
    <div class="px-4 py-3">
      <dt class="text-base text-muted">{word}</dt>
      <dd class="font-[550] break-words">{value}</dd>
    </div>
  );
}
