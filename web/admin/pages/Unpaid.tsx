import { CircleCheck, Download } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET } from "../../shared/api";
import type { UnpaidView } from "../../shared/api.d";
import { count, phone, rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { useList, useLoad } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { type Problem, toProblem } from "../../shared/problem";
import { AGES, type Age, ageState } from "../ages";
import { useFilters } from "../filters";
import { Listed } from "../Listed";
import { Page } from "../Page";
import { saveCsv } from "../saveCsv";
import { may, today } from "../session";
import { UnpaidTable } from "./unpaid/UnpaidTable";

const AT_ONCE = 200;

/** Open bills, the most overdue first, and what one can do about each. */
export default function Unpaid() {
  const [asked, filter] = useFilters("/belum-dibayar");
  const age = asked("umur") as Age | undefined;
  const ageing = useLoad(async () => (may("reports.read") ? body(GET("/api/reports/ageing")) : undefined), []);
  const list = useList((cursor) => body(GET("/api/reports/unpaid", { params: { query: { age, cursor } } })), [age]);
  const choose = (chosen?: Age) => filter("umur", chosen);
  const many = (of?: Age) => (of ? ageing.value?.buckets.find((one) => one.age === of)?.invoices : ageing.value?.invoices);
  return (
    <Page title={t("Belum dibayar", "Unpaid")} sub={ageing.value && rupiah(ageing.value.amount)} above={{ path: "/tagihan", word: t("Tagihan", "Invoices") }} actions={<Export age={age} />}>
      <Card>
        <div class="flex gap-2 overflow-x-auto noscroll p-4" role="group" aria-label={t("Umur tunggakan", "Age")}>
          {[undefined, ...AGES].map((one) => (
            <button key={one ?? ""} type="button" class={`chip cursor-pointer max-lg:h-11 ${one === age ? "on" : ""}`} aria-pressed={one === age} onClick={() => choose(one)}>
              {one ? ageState(one).word : t("Semua", "All")} {many(one) !== undefined && <span class="n">{count(many(one)!)}</span>}
            </button>
          ))}
        </div>
        <Listed
          of={list}
          rows={8}
          failed={t("Daftar tidak termuat", "The list could not be read")}
          empty={<Empty icon={CircleCheck} title={t("Tidak ada tunggakan di sini", "Nothing is unpaid here")} next={age ? t("Lihat umur yang lain.", "Look at another age.") : t("Semua tagihan lunas.", "All invoices are paid.")} />}
        >
          {(bills) => <UnpaidTable bills={bills} changed={list.reload} />}
        </Listed>
      </Card>
    </Page>
  );
}

function Export({ age }: { age?: Age }) {
  const [read, setRead] = useState<number>();
  const [problem, setProblem] = useState<Problem>();
  const save = async () => {
    const found: UnpaidView[] = [];
    setProblem(undefined);
    try {
      let cursor: string | undefined;
      do {
        setRead(found.length);
        const page = await body(GET("/api/reports/unpaid", { params: { query: { age, limit: AT_ONCE, cursor } } }));
        found.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      const rows = found.map((one) => [one.number, one.customer_id, one.customer_name, one.phone ? phone(one.phone) : "", one.due_on, Math.max(0, one.days_overdue), one.left, one.promised_until ?? "", one.suspended ? t("ya", "yes") : ""]);
      saveCsv(`belum-dibayar-${today.value}.csv`, [[t("Tagihan", "Invoice"), t("No pelanggan", "Customer no."), t("Nama", "Name"), "HP", t("Jatuh tempo", "Due"), t("Hari telat", "Days late"), t("Sisa", "Left"), t("Janji sampai", "Promised until"), t("Diisolir", "Suspended")], ...rows]);
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setRead(undefined);
  };
  return (
    <>
      {problem && (
        <span class="text-sm text-error" role="alert">
          {t("Belum terunduh.", "Not downloaded.")} {problem.message}
        </span>
      )}
      <Button size="small" icon={Download} class="max-lg:h-11" busy={read !== undefined && t(`${count(read)} terbaca…`, `${count(read)} read…`)} onClick={() => void save()}>
        {t("Unduh", "Download")}
      </Button>
    </>
  );
}
