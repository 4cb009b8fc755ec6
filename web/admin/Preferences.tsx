import { Keyboard, LogOut } from "lucide-preact";
import { language, speak, t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { Choice } from "../shared/parts/Choice";
import { theme, wear } from "../shared/theme";
import { keysShown } from "./keyboard";
import { signOut } from "./session";

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
        <Button size="small" icon={LogOut} class="max-lg:h-11" onClick={() => void signOut()}>
          {t("Keluar", "Sign out")}
        </Button>
      </div>
    </div>
  );
}
