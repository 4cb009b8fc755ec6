import { CircleCheck, TriangleAlert } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, download, GET, POST } from "../../shared/api";
import type { ProofView } from "../../shared/api.d";
import { moment, rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Facts } from "../../shared/parts/Facts";
import { RupiahField } from "../../shared/parts/RupiahField";
import { Show } from "../../shared/parts/Show";
import { type Problem, toProblem } from "../../shared/problem";
import { Page } from "../Page";
import { ReasonDialog } from "../ReasonDialog";

/** Proofs that wait: the picture beside the bill, approved or refused one after the other. */
export default function Proofs() {
  const list = useLoad(() => body(GET("/api/payments/proofs", { params: { query: { status: "waiting", limit: 50 } } })), []);
  const [chosen, setChosen] = useState<string>();
  return (
    <Page title={t("Cek bukti", "Proofs")} sub={list.value && t(`${list.value.items.length} menunggu`, `${list.value.items.length} waiting`)}>
      <Show of={list} failed={t("Bukti tidak termuat", "The proofs could not be read")} rows={4}>
        {(page) => {
          const proof = page.items.find((one) => one.id === chosen) ?? page.items.at(-1);
          if (!proof) return <Card><Empty icon={CircleCheck} title={t("Semua bukti sudah dicek", "All proofs are decided")} next={t("Bukti baru dari pelanggan muncul di sini.", "New ones from customers appear here.")} /></Card>;
          return (
            <div class="grid gap-4 lg:grid-cols-[280px_minmax(0,1fr)] items-start">
              <Card title={t("Antrean", "Queue")}>
                <ul class="hair">
                  {[...page.items].reverse().map((one) => (
                    <li key={one.id}>
                      <button type="button" class={`w-full text-left px-4 py-3 cursor-pointer ${one.id === proof.id ? "tint t-brand" : ""}`} aria-current={one.id === proof.id} onClick={() => setChosen(one.id)}>
                        <span class="flex gap-2">
                          <span class="font-semibold clamp1">{one.customer_name}</span>
                          <span class="ml-auto num">{one.amount === null ? "–" : rupiah(one.amount)}</span>
                        </span>
                        <span class="text-sm text-muted num">{moment(one.sent_at)}</span>
                      </button>
                    </li>
                  ))}
                </ul>
              </Card>
              <Decide key={proof.id} waiting={proof} decided={list.reload} />
            </div>
          );
        }}
      </Show>
    </Page>
  );
}

function Decide({ waiting, decided }: { waiting: ProofView; decided: () => void }) {
  const loaded = useLoad(() => body(GET("/api/payments/proofs/{id}", { params: { path: { id: waiting.id } } })), [waiting.id]);
  const proof = loaded.value ?? waiting;
  const [amount, setAmount] = useState(String(waiting.amount ?? ""));
  const [refusing, setRefusing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const rupiahs = Number(amount);
  const approve = () => {
    setBusy(true);
    setProblem(undefined);
    body(POST("/api/payments/proofs/{id}/approve", { params: { path: { id: proof.id } }, body: { amount: rupiahs, method: "transfer", note: "" } })).then(decided, (failure) => {
      setProblem(toProblem(failure));
      setBusy(false);
    });
  };
  return (
    <div class="grid gap-4 xl:grid-cols-[minmax(0,1fr)_360px] items-start">
      <Card title={t("Bukti", "Proof")} aside={<span class="num">{moment(proof.sent_at)}</span>}>
        <Picture proof={waiting} />
      </Card>
      <Card title={proof.customer_name} aside={<Link href={`/pelanggan/${proof.customer_id}`} class="lnk">{t("Buka", "Open")}</Link>}>
        <Facts
          of={[
            [t("Tagihan", "Invoice"), proof.invoice_id && <Link href={`/tagihan/${proof.invoice_id}`} class="lnk num">{proof.invoice_number}</Link>],
            [t("Yang perlu dibayar", "Due"), <span class="num">{rupiah(proof.amount_due)}</span>],
            [t("Kata pelanggan", "Customer says"), proof.amount !== null && <span class="num">{rupiah(proof.amount)}</span>],
          ]}
        />
        <div class="p-4 flex flex-col gap-3">
          {proof.same_picture.length > 0 && <Note>{t("Gambar ini sudah pernah dikirim.", "This picture was sent before.")}</Note>}
          {proof.same_amount.length > 0 && <Note>{t("Pembayaran sebesar ini sudah tercatat beberapa hari ini.", "A payment of this amount was recorded in the last days.")}</Note>}
          {proof.amount !== null && proof.amount !== proof.amount_due && <Note>{difference(proof.amount, proof.amount_due)}</Note>}
          <RupiahField label={t("Uang yang masuk", "What came in")} value={amount} change={setAmount} error={problem?.of("amount")} />
          {problem && <ErrorBox title={t("Belum diputuskan", "Not decided")} problem={problem} />}
          <div class="flex gap-2">
            <Button look="bad" onClick={() => setRefusing(true)}>
              {t("Tolak", "Refuse")}
            </Button>
            <Button look="primary" class="flex-1" disabled={!rupiahs} busy={busy && t("Mencatat…", "Recording…")} onClick={approve}>
              {t("Setujui", "Approve")}
            </Button>
          </div>
        </div>
      </Card>
      {refusing && (
        <ReasonDialog
          title={t(`Tolak bukti ${proof.customer_name}`, `Refuse the proof of ${proof.customer_name}`)}
          text={t("Alasannya dikirim ke pelanggan lewat WhatsApp.", "The reason goes to the customer on WhatsApp.")}
          action={t("Tolak bukti", "Refuse the proof")}
          act={(reason) => body(POST("/api/payments/proofs/{id}/refuse", { params: { path: { id: proof.id } }, body: { reason } })).then(decided)}
          close={() => setRefusing(false)}
        />
      )}
    </div>
  );
}

function Picture({ proof }: { proof: ProofView }) {
  const loaded = useLoad(async () => URL.createObjectURL(await download(`/api/payments/proofs/${proof.id}/${proof.file_id}`)), [proof.id]);
  const address = loaded.value;
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address]);
  return (
    <Show of={loaded} failed={t("Gambar tidak termuat", "The picture could not be read")} rows={6}>
      {(source) => <img src={source} alt={t(`Bukti bayar ${proof.customer_name}`, `Proof of ${proof.customer_name}`)} class="block w-full h-auto" />}
    </Show>
  );
}

function Note({ children }: { children: string }) {
  return (
    <p class="tintbox t-warn rounded-field p-3 flex gap-2">
      <TriangleAlert class="i flex-none" />
      {children}
    </p>
  );
}

function difference(amount: number, due: number): string {
  const by = rupiah(Math.abs(amount - due));
  return amount < due ? t(`Kurang ${by} dari tagihan.`, `${by} less than the bill.`) : t(`Lebih ${by} dari tagihan.`, `${by} more than the bill.`);
}
