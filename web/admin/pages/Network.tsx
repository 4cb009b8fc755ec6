import { Network as NetworkIcon, Plus } from "lucide-preact";
import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { body, POST } from "../../shared/api";
import { count } from "../../shared/format";
import { t } from "../../shared/language";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Field } from "../../shared/parts/Field";
import { Show } from "../../shared/parts/Show";
import { type Problem, toProblem } from "../../shared/problem";
import type { At } from "../App";
import { Page } from "../Page";
import { may } from "../session";
import { BranchList } from "./network/BranchList";
import { all, alive, type Branch, grow, narrowed, sumOf } from "./network/branches";
import { NodeDialog } from "./network/NodeDialog";
import { NodeMap } from "./network/NodeMap";
import { NodePanel } from "./network/NodePanel";
import { Tabs } from "./network/Tabs";
import { useTree } from "./network/tree";

/** The network from the exchanges to the pole boxes: who is on line beneath each, and one of them opened. */
export default function Network({ id }: At) {
  const [, go] = useLocation();
  const [words, setWords] = useState("");
  const [adding, setAdding] = useState(false);
  const tree = useTree();
  const branches = grow(tree.value?.items ?? []);
  const shown = narrowed(branches, words);
  const opened = tree.value?.items.find((node) => node.id === id);
  const above = id ? { path: "/jaringan", word: t("Jaringan", "Network") } : undefined;
  return (
    <Page
      title={id ? (opened?.name ?? t("Titik", "Node")) : t("Jaringan", "Network")}
      sub={id || !branches.length ? undefined : summary(branches)}
      above={above}
      actions={
        may("nodes.write") && (
          <Button look="primary" size="small" icon={Plus} class="max-lg:size-11" onClick={() => setAdding(true)}>
            <span class="max-lg:sr-only">{t("Tambah titik", "Add a node")}</span>
          </Button>
        )
      }
    >
      <div class="flex flex-col gap-4">
        <div class={id ? "max-lg:hidden" : ""}>
          <Tabs at="tree" />
        </div>
        <Show of={tree} failed={t("Jaringan tidak termuat", "The network could not be read")}>
          {() =>
            branches.length === 0 ? (
              <div class="kartu">
                <Nothing changed={tree.reload} />
              </div>
            ) : (
              <div class="grid gap-4 lg:grid-cols-[340px_minmax(0,1fr)] items-start">
                <section class={`kartu overflow-hidden ${id ? "max-lg:hidden" : ""}`} aria-label={t("Pohon jaringan", "Tree of the network")}>
                  <div class="p-3 pb-2">
                    <Field type="search" label={t("Cari titik", "Find a node")} placeholder="ODP-A1" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
                  </div>
                  <div class="lbl px-4 flex">
                    <span>{t("Perangkat", "Device")}</span>
                    <span class="ml-auto">{t("online/semua", "on line/all")}</span>
                  </div>
                  <div class="px-2 pb-2">
                    {shown.length ? <BranchList of={shown} at={id} open={!!words.trim()} /> : <p class="px-2 py-4 text-muted">{t("Tidak ada titik dengan nama itu.", "No node of that name.")}</p>}
                  </div>
                </section>
                {id ? (
                  <NodePanel key={id} id={id} changed={tree.reload} />
                ) : (
                  <Card title={t("Letak titik", "Where they are")} aside={<span class="text-muted max-lg:hidden">{t("Pilih satu titik untuk melihat isinya", "Choose one to see what hangs on it")}</span>}>
                    <NodeMap of={branches} />
                  </Card>
                )}
              </div>
            )
          }
        </Show>
      </div>
      {adding && (
        <NodeDialog
          nodes={tree.value?.items ?? []}
          close={() => setAdding(false)}
          done={(made) => {
            setAdding(false);
            tree.reload();
            go(`/jaringan/titik/${made.id}`);
          }}
        />
      )}
    </Page>
  );
}

function summary(branches: Branch[]): string {
  const sum = sumOf(branches);
  const parts = [
    t(`${count(alive(sum))} dari ${count(all(sum))} online`, `${count(alive(sum))} of ${count(all(sum))} on line`),
    sum.off && `${count(sum.off)} offline`,
    sum.cut && t(`${count(sum.cut)} diisolir`, `${count(sum.cut)} cut`),
    sum.unknown && t(`${count(sum.unknown)} belum terpantau`, `${count(sum.unknown)} not known`),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** No node yet: the boxes that customers' lines name are one tap away. */
function Nothing({ changed }: { changed: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const collect = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await body(POST("/api/nodes/from-customers"));
      changed();
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };
  return (
    <Empty icon={NetworkIcon} title={t("Belum ada titik jaringan.", "No nodes yet.")} next={t("Titik ODP bisa dibuat dari kolom ODP data pelanggan.", "Pole boxes can be made from the customers' ODP column.")}>
      {may("nodes.collect") && (
        <Button look="soft" busy={busy && t("Mengambil…", "Collecting…")} onClick={() => void collect()}>
          {t("Ambil dari data pelanggan", "Take them from the customers")}
        </Button>
      )}
      {problem && <ErrorBox title={t("Titik belum dibuat", "No node was made")} problem={problem} />}
    </Empty>
  );
}
