import { Keyboard, LogOut, ShieldCheck } from "lucide-preact";
import { Link } from "wouter-preact";
import { language, speak, t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { Choice } from "../shared/parts/Choice";
import { theme, wear } from "../shared/theme";
import { keysShown } from "./keyboard";
import { knowsSecondFactor, signOut } from "./session";

/** How the site looks and speaks, and the way out. */
export function Preferences() {
  return (
    <div class="flex flex-col gap-3">
      <Choice
        label={t("Tampilan", "Appearance")}
        value={theme.value}
        choose={wear}
        of={[
          ["auto", t("Ikut HP", "Device")],
          ["light", t("Terang", "Light")],
          ["dark", t("Gelap", "Dark")],
        ]}
      />
      <Choice
        label={t("Bahasa", "Language")}
        value={language.value}
        choose={speak}
        of={[
          ["id", "Indonesia"],
          ["en", "English"],
        ]}
      />
      <div class="flex flex-col gap-1.5">
        <Button size="small" icon={Keyboard} class="max-lg:hidden" onClick={() => (keysShown.value = true)}>
          {t("Tombol pintas", "Keyboard shortcuts")}
        </Button>
        {knowsSecondFactor.value && (
          <Link href="/kode" class="btn btn-line btn-sm max-lg:h-11">
            <ShieldCheck class="i" />
            {t("Kode dari aplikasi", "Code from an app")}
          </Link>
        )}
        <Button size="small" icon={LogOut} class="max-lg:h-11" onClick={() => void signOut()}>
          {t("Keluar", "Sign out")}
        </Button>
      </div>
    </div>
  );
}
