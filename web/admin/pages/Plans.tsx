import { Package, Plus } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET } from "../../shared/api";
import type { PlanView } from "../../shared/api.d";
import { rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { useList } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { More } from "../../shared/parts/More";
import { Skeleton } from "../../shared/parts/Skeleton";
import { Table } from "../../shared/parts/Table";
import { Page } from "../Page";
import { may } from "../session";
import { NewPlanDialog } from "./plan/NewPlanDialog";

/** What is sold, at what price. */
export default function Plans() {
  const [adding, setAdding] = useState(false);
  const list = useList((cursor) => body(GET("/api/plans", { params: { query: { cursor } } })), []);
  const add = may("plans.write") && (
    <Button look="primary" icon={Plus} onClick={() => setAdding(true)} class="max-lg:btn-sm">
      {t("Tambah paket", "Add a plan")}
    </Button>
  );
  return (
    <Page title={t("Paket & harga", "Plans & prices")} actions={add}>
      <div class="max-w-[1120px] mx-auto">
        <Card>
          {list.problem && <ErrorBox title={t("Paket tidak termuat", "The plans could not be read")} problem={list.problem} again={list.reload} />}
          {!list.items ? (
            list.loading && <Skeleton />
          ) : list.items.length ? (
            <PlanTable plans={list.items} />
          ) : (
            <Empty icon={Package} title={t("Belum ada paket", "No plans yet")} next={t("Buat satu, atau impor pelanggan: paketnya ikut dibuat.", "Add one, or import customers: their plans come along.")}>
              {add}
            </Empty>
          )}
          <More of={list} />
        </Card>
      </div>
      {adding && (
        <NewPlanDialog
          close={() => setAdding(false)}
          done={() => {
            setAdding(false);
            list.reload();
          }}
        />
      )}
    </Page>
  );
}

function PlanTable({ plans }: { plans: PlanView[] }) {
  return (
    <Table
      label={t("Daftar paket", "List of plans")}
      rows={plans}
      keyOf={(plan) => plan.id}
      columns={[
        { head: t("Paket", "Plan"), cell: (plan) => <Name plan={plan} /> },
        { head: t("Kecepatan", "Speed"), cell: (plan) => speed(plan), right: true },
        { head: "PPN", cell: (plan) => <span class="text-muted">{tax(plan)}</span>, right: true },
        { head: t("Harga per bulan", "Price a month"), cell: (plan) => <span class="font-[650]">{rupiah(plan.price)}</span>, right: true },
      ]}
      card={(plan) => (
        <>
          <div class="flex items-baseline gap-3">
            <Name plan={plan} />
            <span class="ml-auto font-[650] num">{rupiah(plan.price)}</span>
          </div>
          <p class="text-sm text-muted num mt-0.5">
            {plan.speed_mbps ? `${speed(plan)} · ` : ""}PPN {tax(plan)}
          </p>
        </>
      )}
    />
  );
}

function Name({ plan }: { plan: PlanView }) {
  return (
    <span class="font-semibold">
      {plan.name} {!plan.active && <span class="text-muted font-normal">({t("tidak dijual lagi", "no longer sold")})</span>}
    </span>
  );
}

function speed(plan: PlanView): string {
  return plan.speed_mbps ? `${plan.speed_mbps} Mbps` : "–";
}

function tax(plan: PlanView): string {
  if (!plan.tax_percent) return t("tidak ada", "none");
  const percent = `${String(plan.tax_percent).replace(".", ",")}%`;
  return plan.tax_inclusive ? `${percent} ${t("termasuk", "included")}` : `+ ${percent}`;
}
