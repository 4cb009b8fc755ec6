import { Check, CircleCheck, MessageCircleMore, SkipForward, TriangleAlert, X } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET, POST } from "../../../shared/api";
import type { ProofView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { RupiahField } from "../../../shared/parts/RupiahField";
import { type Problem, toProblem } from "../../../shared/problem";
import { usePageKeys } from "../../pageKeys";
import { ReasonDialog } from "../../ReasonDialog";
import { may } from "../../session";
import { secondsToUndo, tellDone } from "../../undo";

interface DecideProps {
  waiting: ProofView;
  decided: () => void;
  /** A decision was taken back: this one waits again. */
  undone: (id: string) => void;
  /** To the next one, if there is one. */
  skip?: () => void;
}

/** Whose it is, what is due, what was checked, what approving does: then S or T. */
export function Decide({ waiting, decided, undone, skip }: DecideProps) {
  const loaded = useLoad(() => body(GET("/api/payments/proofs/{id}", { params: { path: { id: waiting.id } } })), [waiting.id]);
  const proof = loaded.value ?? waiting;
  const [amount, setAmount] = useState(String(waiting.amount ?? ""));
  const [refusing, setRefusing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const rupiahs = Number(amount);
  const left = proof.amount_due - rupiahs;
  const tell = (now: ProofView, text: string) => {
    const within = secondsToUndo(now.decided_at, now.undo_until);
    const undo = () => body(POST("/api/payments/proofs/{id}/undo", { params: { path: { id: now.id } } })).then(() => undone(now.id));
    tellDone({ text, within, undo: within === undefined ? undefined : undo, undone: t(`Bukti ${now.customer_name} menunggu lagi. Tidak ada pesan terkirim.`, `The proof of ${now.customer_name} waits again. No message went out.`) });
  };
  const approve = () => {
    setBusy(true);
    setProblem(undefined);
    body(POST("/api/payments/proofs/{id}/approve", { params: { path: { id: proof.id } }, body: { amount: rupiahs, method: "transfer", note: "", undoable: true } })).then(
      (now) => {
        tell(now, left > 0 ? t(`${proof.customer_name} dibayar sebagian. Kwitansi dikirim.`, `${proof.customer_name} paid in part. The receipt goes out.`) : t(`${proof.customer_name} lunas. Kwitansi dikirim.`, `${proof.customer_name} has paid. The receipt goes out.`));
        decided();
      },
      (failure) => {
        setProblem(toProblem(failure));
        setBusy(false);
      },
    );
  };
  const refuse = async (reason: string) => {
    const now = await body(POST("/api/payments/proofs/{id}/refuse", { params: { path: { id: proof.id } }, body: { reason, undoable: true } }));
    tell(now, t(`Bukti ${proof.customer_name} ditolak. Alasannya dikirim.`, `The proof of ${proof.customer_name} is refused. The reason goes out.`));
    decided();
  };
  const allowed = may("proofs.decide") && !busy;
  usePageKeys([
    { key: "s", does: t("Setujui bukti", "Approve the proof"), act: allowed && rupiahs ? approve : undefined },
    { key: "t", does: t("Tolak bukti", "Refuse the proof"), act: allowed ? () => setRefusing(true) : undefined },
    { key: "l", does: t("Lewati", "Skip"), act: skip },
  ]);
  return (
    <section class="lg:border-l divx lg:h-full lg:min-h-0 flex flex-col bg-base-100" aria-label={t("Putusan", "Decision")}>
      <div class="p-4 max-lg:pb-28 flex flex-col gap-4 lg:flex-1 lg:min-h-0 lg:overflow-y-auto">
        <div class="flex items-start gap-2">
          <h2 class="font-[650] text-md min-w-0 break-words">{proof.customer_name}</h2>
          <Link href={`/pelanggan/${proof.customer_id}`} class="lnk ml-auto flex-none">
            {t("Buka", "Open")}
          </Link>
        </div>
        <div class="grid grid-cols-2 gap-2">
          <Figure word={proof.invoice_number ? t("Tagihan", "Invoice") : t("Belum dibayar", "Owed")} amount={proof.amount_due} below={proof.invoice_id && <Link href={`/tagihan/${proof.invoice_id}`} class="lnk num text-xs break-all">{proof.invoice_number}</Link>} />
          <Figure word={t("Kata pelanggan", "Customer says")} amount={proof.amount} />
        </div>
        <ul class="flex flex-col gap-2.5">
          <Checked ok={rupiahs > 0 && left === 0} word={t("Jumlah", "Amount")} found={difference(left, rupiahs)} />
          <Checked ok={!proof.same_picture.length} word={t("Gambar", "Picture")} found={proof.same_picture.length ? t("Sudah pernah dikirim", "Was sent before") : t("Belum pernah dipakai", "Never used")} />
          <Checked ok={!proof.same_amount.length} word={t("Kembar", "Double")} found={proof.same_amount.length ? t("Jumlah sama tercatat baru-baru ini", "The same amount was recorded lately") : t("Tidak ada pembayaran serupa", "No payment like it")} />
        </ul>
        <RupiahField label={t("Uang yang masuk di rekening", "What came in at the bank")} value={amount} change={setAmount} error={problem?.of("amount")} hint={t("Cocokkan dengan mutasi bank.", "Compare with the bank's statement.")} />
        <div>
          <p class="text-sm font-semibold mb-1.5">{t("Setelah disetujui", "Once approved")}</p>
          <ul class="text-sm text-muted flex flex-col gap-1">
            <li class="flex items-center gap-2">
              <CircleCheck class="i i-14" />
              <span class="num">{left > 0 ? t(`Sisa ${rupiah(left)}`, `${rupiah(left)} is left`) : left < 0 ? t(`Lunas, ${rupiah(-left)} jadi saldo`, `Paid, ${rupiah(-left)} is credit`) : t("Tagihan lunas", "The bill is paid")}</span>
            </li>
            <li class="flex items-center gap-2">
              <MessageCircleMore class="i i-14" />
              {t("Kwitansi dikirim lewat WhatsApp", "The receipt goes out on WhatsApp")}
            </li>
          </ul>
        </div>
        {problem && <ErrorBox title={t("Belum diputuskan", "Not decided")} problem={problem} />}
      </div>
      {may("proofs.decide") && (
        <div class="border-t divx p-4 flex-none flex lg:flex-col gap-3 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-16 max-lg:py-3 z-10 bg-base-100">
          <div class="flex gap-2 flex-1">
            <Button look="bad" icon={X} class="max-lg:h-12" disabled={busy} onClick={() => setRefusing(true)}>
              {t("Tolak", "Refuse")} <kbd class="kbdx max-lg:hidden">T</kbd>
            </Button>
            <Button look="primary" icon={Check} class="flex-1 max-lg:h-12" disabled={!rupiahs} busy={busy && t("Mencatat…", "Recording…")} onClick={approve}>
              {left > 0 ? t("Setujui sebagian", "Approve in part") : t("Setujui, lunas", "Approve, paid")} <kbd class="kbdx max-lg:hidden">S</kbd>
            </Button>
          </div>
          {skip && (
            <Button look="ghost" size="small" icon={SkipForward} class="max-lg:h-12 max-lg:btn-square" onClick={skip}>
              <span class="max-lg:sr-only">{t("Lewati", "Skip")}</span> <kbd class="kbdx max-lg:hidden">L</kbd>
            </Button>
          )}
        </div>
      )}
      {refusing && <ReasonDialog title={t(`Tolak bukti ${proof.customer_name}`, `Refuse the proof of ${proof.customer_name}`)} text={t("Alasannya dikirim ke pelanggan lewat WhatsApp.", "The reason goes to the customer on WhatsApp.")} action={t("Tolak bukti", "Refuse the proof")} act={refuse} close={() => setRefusing(false)} />}
    </section>
  );
}

function Figure({ word, amount, below }: { word: string; amount: number | null; below?: preact.ComponentChildren }) {
  return (
    <div class="rounded-field bg-base-200 p-3 min-w-0">
      <p class="text-sm text-muted">{word}</p>
      <p class="text-lg font-bold num">{amount === null ? "–" : rupiah(amount)}</p>
      {below}
    </div>
  );
}

function Checked({ ok, word, found }: { ok: boolean; word: string; found: string }) {
  const Icon = ok ? CircleCheck : TriangleAlert;
  return (
    <li class="flex gap-2.5 text-sm">
      <Icon class={`i mt-0.5 ${ok ? "text-success" : "text-warning"}`} />
      <span class="text-muted w-20 flex-none">{word}</span>
      <span class="font-[550] num">{found}</span>
    </li>
  );
}

function difference(left: number, rupiahs: number): string {
  if (!rupiahs) return t("Belum diisi", "Not filled in");
  if (left > 0) return t(`Kurang ${rupiah(left)}`, `${rupiah(left)} less`);
  if (left < 0) return t(`Lebih ${rupiah(-left)}`, `${rupiah(-left)} more`);
  return t("Sama persis", "Exactly the same");
}
