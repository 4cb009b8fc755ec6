import { FileUp } from "lucide-preact";
import { Link, useLocation } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { ImportView } from "../../shared/api.d";
import { t } from "../../shared/language";
import { usePoll } from "../../shared/load";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { Show } from "../../shared/parts/Show";
import { Stepper } from "../../shared/parts/Stepper";
import type { At } from "../App";
import { Page } from "../Page";
import { Brought } from "./import/Brought";
import { ImportProgress } from "./import/ImportProgress";
import { importSteps } from "./import/steps";

/** An import at work or done. May be left and opened again: the work goes on without this page. */
export default function ImportPage({ id }: At) {
  const [, go] = useLocation();
  const found = usePoll(() => readImport(id), 1, (view) => view?.status !== "done", [id]);
  const never = found.problem?.status === 404;
  const done = found.value?.status === "done";
  return (
    <Page title={t("Impor pelanggan", "Import customers")} sub={t("langkah 3 dari 3", "step 3 of 3")} above={{ path: "/impor", word: t("Impor", "Import") }}>
      <div class={`${done ? "max-w-[1120px]" : "max-w-[760px]"} mx-auto flex flex-col gap-4`}>
        <Stepper at={2} steps={importSteps()} />
        {never ? (
          <Card>
            <Empty icon={FileUp} title={t("Berkas ini belum sampai", "This file has not arrived")} next={t("Unggah sekali lagi. Tidak ada yang berubah.", "Upload it once more. Nothing has changed.")}>
              <Link href="/impor" class="btn btn-primary">
                {t("Unggah berkas", "Upload a file")}
              </Link>
            </Empty>
          </Card>
        ) : (
          <Show of={found} failed={t("Kemajuan impor tidak termuat", "The import could not be read")}>
            {(view) => (done ? <Brought view={view} restart={() => go("/impor")} /> : <ImportProgress view={view} />)}
          </Show>
        )}
      </div>
    </Page>
  );
}

function readImport(id: string): Promise<ImportView> {
  return body(GET("/api/customers/imports/{id}", { params: { path: { id } } }));
}
