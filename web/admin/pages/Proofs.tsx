import { CircleCheck } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET } from "../../shared/api";
import { rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { Show } from "../../shared/parts/Show";
import { Page } from "../Page";
import { Decide } from "./proof/Decide";
import { Picture } from "./proof/Picture";
import { Queue } from "./proof/Queue";

const AT_ONCE = 50;

/** Proofs that wait: the picture beside the bill, approved or refused one after the other, by key if one likes. */
export default function Proofs() {
  const list = useLoad(() => body(GET("/api/payments/proofs", { params: { query: { status: "waiting", limit: AT_ONCE } } })), []);
  const [chosen, setChosen] = useState<string>();
  // Who sent first is served first.
  const waiting = list.value && [...list.value.items].reverse();
  const at = Math.max(0, waiting?.findIndex((one) => one.id === chosen) ?? 0);
  const proof = waiting?.[at];
  const total = waiting?.reduce((sum, one) => sum + (one.amount ?? 0), 0) ?? 0;
  const next = () => waiting && setChosen(waiting[(at + 1) % waiting.length]?.id);
  const undone = (id: string) => {
    list.reload();
    setChosen(id);
  };
  const decided = () => {
    next();
    list.reload();
  };
  return (
    <Page title={t("Cek bukti", "Proofs")} sub={waiting && (waiting.length ? t(`${at + 1} dari ${waiting.length} · ${rupiah(total)}`, `${at + 1} of ${waiting.length} · ${rupiah(total)}`) : t("0 menunggu", "0 waiting"))} full={!!proof}>
      <Show of={list} failed={t("Bukti tidak termuat", "The proofs could not be read")} rows={4}>
        {() =>
          waiting && proof ? (
            <div class="lg:h-full lg:grid lg:grid-cols-[264px_minmax(0,1fr)_340px]">
              <Queue of={waiting} chosen={proof.id} choose={setChosen} />
              <Picture key={proof.id} proof={proof} />
              <Decide key={`${proof.id}.decide`} waiting={proof} decided={decided} undone={undone} skip={waiting.length > 1 ? next : undefined} />
            </div>
          ) : (
            <Card>
              <Empty icon={CircleCheck} title={t("Semua bukti sudah dicek", "All proofs are decided")} next={t("Bukti baru dari pelanggan muncul di sini.", "New ones from customers appear here.")} />
            </Card>
          )
        }
      </Show>
    </Page>
  );
}
