import type { PayCompany } from "../shared/api.d";
import { phone } from "../shared/format";
import { t } from "../shared/language";

/** Whom to call; a way out of every page that asks for money. */
export function Contact({ company }: { company: PayCompany }) {
  if (!company.phone) return null;
  return (
    <p class="text-center text-base text-muted">
      {t("Ada kendala? Hubungi", "Any trouble? Contact")} {company.name},{" "}
      <a href={`tel:${company.phone}`} class="lnk num inline-block py-3">
        {phone(company.phone)}
      </a>
    </p>
  );
}
