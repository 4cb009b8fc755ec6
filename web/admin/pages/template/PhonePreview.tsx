import { FileText } from "lucide-preact";
import type { TemplateView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { companyName } from "../../company";

/** A message as it looks on a customer's phone: our own drawing, with its buttons. */
export function PhonePreview({ template, values }: { template: Pick<TemplateView, "header" | "body" | "footer" | "buttons" | "variables">; values: Record<string, string> }) {
  const filled = template.body.split(/(\{\{\d+\}\})/).map((part, index) => {
    const number = /^\{\{(\d+)\}\}$/.exec(part)?.[1];
    if (!number) return <span key={index}>{bold(part)}</span>;
    const value = values[template.variables[Number(number) - 1] ?? ""];
    return value ? (
      <strong key={index} class="font-semibold">
        {value}
      </strong>
    ) : (
      <span key={index} class="text-muted">
        […]
      </span>
    );
  });
  return (
    <figure class="mx-auto w-full max-w-[340px] rounded-[28px] border-[6px] border-base-300 overflow-hidden bg-base-200" aria-label={t("Tampilan di HP pelanggan", "As on a customer's phone")}>
      <figcaption class="flex items-center gap-2 px-4 h-12 bg-base-100 border-b divx">
        <span class="ava" style={{ width: 28, height: 28 }} aria-hidden="true">
          {(companyName.value || "S").slice(0, 1)}
        </span>
        <span class="font-semibold clamp1">{companyName.value || "Sambung"}</span>
      </figcaption>
      <div class="flex flex-col gap-1.5 p-3 min-h-40">
        <div class="bub-in whitespace-pre-line break-words" style={{ maxWidth: "94%" }}>
          {template.header === "document" ? (
            <p class="flex items-center gap-2 rounded-field bg-base-200 px-3 py-2 mb-1.5 text-sm font-semibold">
              <FileText class="i i-18 text-error" />
              {t("Berkas PDF", "PDF file")}
            </p>
          ) : (
            template.header && <p class="font-bold mb-1">{template.header}</p>
          )}
          <p>{filled}</p>
          {template.footer && <p class="text-xs text-muted mt-1.5">{template.footer}</p>}
        </div>
        {template.buttons.map((button, index) => (
          <p key={index} class="rounded-field text-center py-2 text-sm font-semibold text-primary" style={{ background: "var(--chat-in)", maxWidth: "94%" }}>
            {String((button as { text?: string }).text ?? "")}
          </p>
        ))}
      </div>
    </figure>
  );
}

/** WhatsApp's *bold*. */
function bold(text: string) {
  return text.split(/(\*[^*\n]+\*)/).map((part, index) => (/^\*[^*\n]+\*$/.test(part) ? <strong key={index}>{part.slice(1, -1)}</strong> : part));
}
