import { Eye } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET } from "../../../shared/api";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../../shared/problem";

const HIDDEN = "•••• •••• •••• ••••";

/** The NIK, hidden until somebody asks for it, who is then on record. */
export function IdentityNumber({ customerId }: { customerId: string }) {
  const [shown, setShown] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const look = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const told = await body(GET("/api/customers/{id}/private", { params: { path: { id: customerId } } }));
      setShown(told.nik ? told.nik.replace(/(\d{4})(?=\d)/g, "$1 ") : t("belum diisi", "not given"));
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };
  return (
    <div class="px-4 pb-2">
      <div class="flex items-center gap-3 min-h-11">
        <span class="text-muted">NIK</span>
        <span class="num font-[550]" aria-live="polite">
          {shown ?? <span aria-label={t("disembunyikan", "hidden")} role="img">{HIDDEN}</span>}
        </span>
        {shown === undefined && (
          <Button size="small" icon={Eye} class="ml-auto max-lg:h-11" busy={busy && t("Membuka…", "Opening…")} onClick={() => void look()}>
            {t("Lihat NIK", "See the NIK")}
          </Button>
        )}
      </div>
      {problem && <ErrorBox title={t("NIK tidak termuat", "The NIK could not be read")} problem={problem} />}
    </div>
  );
}
