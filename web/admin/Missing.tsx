import { Lock, MapPinOff } from "lucide-preact";
import { Link } from "wouter-preact";
import { t } from "../shared/language";
import { Card } from "../shared/parts/Card";
import { Empty } from "../shared/parts/Empty";
import { Page } from "./Page";

/** An address that is nobody's, or not this person's. */
export function Missing({ forbidden }: { forbidden?: boolean }) {
  const title = forbidden ? t("Anda belum boleh membuka halaman ini", "You may not open this page yet") : t("Halaman ini tidak ada", "There is no such page");
  return (
    <Page title={forbidden ? t("Perlu izin", "Permission needed") : t("Tidak ditemukan", "Not found")}>
      <div class="max-w-[760px] mx-auto">
        <Card>
          <Empty
            icon={forbidden ? Lock : MapPinOff}
            title={title}
            next={forbidden ? t("Peran Anda tidak mencakupnya. Minta izin kepada pemilik.", "Your role does not include it. Ask the owner.") : t("Mungkin alamatnya salah ketik.", "The address may be mistyped.")}
          >
            <Link href="/" class="btn btn-primary">
              {t("Ke Hari ini", "Go to Today")}
            </Link>
          </Empty>
        </Card>
      </div>
    </Page>
  );
}
