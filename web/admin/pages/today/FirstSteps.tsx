import { Check } from "lucide-preact";
import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Show } from "../../../shared/parts/Show";
import { may } from "../../session";

interface Step {
  title: string;
  text: string;
  path: string;
  done: boolean;
}

/** From nothing to the first bills: plans, customers, invoices. What is done stays as a way there. */
export function FirstSteps() {
  const loaded = useLoad(async () => {
    const query = { limit: 1 };
    const [plans, customers, invoices] = await Promise.all([
      body(GET("/api/plans", { params: { query } })),
      body(GET("/api/customers", { params: { query } })),
      may("invoices.read") ? body(GET("/api/invoices", { params: { query } })) : undefined,
    ]);
    return steps(plans.items.length > 0, customers.items.length > 0, !!invoices?.items.length);
  }, []);
  return (
    <Show of={loaded} failed={t("Keadaan hari ini tidak termuat", "Today could not be read")} rows={3}>
      {(all) => {
        const next = all.findIndex((step) => !step.done);
        return (
          <ol class="kartu hair" aria-label={t("Langkah berikutnya", "Next steps")}>
            {all.map((step, index) => (
              <li key={step.path}>
                <Link href={step.path} data-row class="flex items-center gap-3 px-4 py-3">
                  <span class={`w-7 h-7 rounded-full grid place-items-center text-sm font-semibold num flex-none ${discOf(step.done, index === next)}`}>
                    {step.done ? <Check class="i" /> : index + 1}
                  </span>
                  <span class="min-w-0">
                    <span class="block font-semibold">{step.title}</span>
                    <span class="block text-sm text-muted">{step.text}</span>
                  </span>
                  <span class="lnk ml-auto">{step.done ? t("Lihat", "See") : t("Mulai", "Start")}</span>
                </Link>
              </li>
            ))}
          </ol>
        );
      }}
    </Show>
  );
}

function discOf(done: boolean, next: boolean): string {
  if (done) return "bg-success text-success-content";
  return next ? "bg-primary text-primary-content" : "border border-fieldline";
}

function steps(plans: boolean, customers: boolean, invoices: boolean): Step[] {
  const all: (Step & { needs: string })[] = [
    {
      needs: "plans.write",
      title: t("Buat paket dan harga", "Make plans and prices"),
      text: plans ? t("Paket sudah ada.", "There are plans.") : t("Boleh dilewati: impor membuat paketnya sendiri.", "May be skipped: an import brings its plans."),
      path: "/paket",
      done: plans,
    },
    {
      needs: "customers.import",
      title: t("Masukkan pelanggan", "Bring in customers"),
      text: customers ? t("Pelanggan sudah ada.", "There are customers.") : t("Dari Excel atau CSV yang sudah Anda punya.", "From the Excel or CSV file you have."),
      path: customers ? "/pelanggan" : "/impor",
      done: customers,
    },
    {
      needs: "runs.start",
      title: t("Terbitkan tagihan", "Issue invoices"),
      text: invoices ? t("Tagihan sudah pernah terbit.", "Invoices have been issued.") : t("Pratinjau dulu, lalu terbit dan terkirim.", "Preview first, then issue and send."),
      path: invoices ? "/tagihan" : "/tagihan/terbitkan",
      done: invoices,
    },
  ];
  return all.filter((step) => may(step.needs));
}
