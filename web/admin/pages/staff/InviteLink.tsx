import type { InviteView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { CopyButton } from "../../../shared/parts/CopyButton";

/** The link to hand over. It is shown once: whoever opens it first sets the password. */
export function InviteLink({ member, close }: { member: InviteView; close: () => void }) {
  return (
    <Card title={t(`Tautan untuk ${member.name}`, `Link for ${member.name}`)} aside={<Button size="small" onClick={close}>{t("Tutup", "Close")}</Button>}>
      <div class="px-4 pb-4 flex flex-col gap-3" role="status">
        <p>
          {t("Kirim langsung kepada orangnya. Berlaku satu jam, sekali pakai: yang membukanya membuat kata sandi.", "Send it to the person yourself. It works once, within an hour: whoever opens it chooses the password.")}{" "}
          {member.emailed && t("Email dari Firebase juga sudah dikirim.", "Firebase has sent an e-mail too.")}
        </p>
        <div class="flex flex-wrap items-center gap-3">
          <code class="num text-sm break-all flex-1 min-w-[200px] rounded-field bg-base-200 px-3 py-2" data-invite>
            {member.invite_link}
          </code>
          <CopyButton text={member.invite_link} word={t("Salin tautan", "Copy the link")} told={t("Tautan tersalin.", "The link is copied.")} />
        </div>
      </div>
    </Card>
  );
}
