import { History, SearchX } from "lucide-preact";
import { Link, useLocation, useSearch } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { AuditView } from "../../shared/api.d";
import { moment } from "../../shared/format";
import { t } from "../../shared/language";
import { useList, useLoad } from "../../shared/load";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Field } from "../../shared/parts/Field";
import { More } from "../../shared/parts/More";
import { Select } from "../../shared/parts/Select";
import { Skeleton } from "../../shared/parts/Skeleton";
import { Table } from "../../shared/parts/Table";
import { Page } from "../Page";
import { AuditChange } from "./staff/AuditChange";
import { actWord, subjectOf } from "./staff/auditWords";

/** Who changed what, when and from where. Nobody can change this list. */
export default function Audit() {
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const [by, subject, from, to] = ["by", "subject", "from", "to"].map((name) => asked.get(name) ?? undefined);
  const list = useList((cursor) => body(GET("/api/audit", { params: { query: { by, subject, from, to, cursor } } })), [by, subject, from, to]);
  const staff = useLoad(() => body(GET("/api/staff", { params: { query: { limit: 200 } } })), []);
  const filter = (name: string, value: string) => {
    const next = new URLSearchParams(asked);
    if (value) next.set(name, value);
    else next.delete(name);
    go(`/audit${next.size ? `?${next}` : ""}`, { replace: true });
  };
  const people: [string, string][] = [["", t("Semua orang", "Everybody")], ["system", t("Sistem", "The system")], ...(staff.value?.items ?? []).map((one): [string, string] => [one.id, one.name])];

  return (
    <Page title={t("Jejak perubahan", "Audit trail")}>
      <Card>
        <div class="grid grid-cols-2 gap-3 p-4 lg:grid-cols-4">
          <Select label={t("Oleh", "By")} value={by ?? ""} choose={(value) => filter("by", value)} of={people} />
          <Field label={t("Tentang", "About")} placeholder="customers/PLG-00001" defaultValue={subject} onChange={(event) => filter("subject", event.currentTarget.value.trim())} />
          <Field label={t("Dari", "From")} type="date" defaultValue={from} onChange={(event) => filter("from", event.currentTarget.value)} />
          <Field label={t("Sampai", "Until")} type="date" defaultValue={to} onChange={(event) => filter("to", event.currentTarget.value)} />
        </div>
        {list.problem && (
          <div class="px-4 pb-4">
            <ErrorBox title={t("Jejak tidak termuat", "The trail could not be read")} problem={list.problem} again={list.reload} />
          </div>
        )}
        {!list.items ? (
          list.loading && <Skeleton rows={8} />
        ) : list.items.length ? (
          <Table
            label={t("Jejak perubahan", "Audit trail")}
            rows={list.items}
            keyOf={(entry) => entry.id}
            columns={[
              { head: t("Waktu", "When"), cell: (entry) => <span class="num whitespace-nowrap">{moment(entry.at)}</span> },
              { head: t("Oleh", "By"), cell: (entry) => <Who entry={entry} /> },
              { head: t("Apa", "What"), cell: (entry) => <What entry={entry} /> },
              { head: t("Perubahan", "Change"), cell: (entry) => <AuditChange entry={entry} /> },
            ]}
            card={(entry) => (
              <div class="flex flex-col gap-1">
                <What entry={entry} />
                <p class="text-sm text-muted num">
                  {moment(entry.at)} · <Who entry={entry} />
                </p>
                <AuditChange entry={entry} />
              </div>
            )}
          />
        ) : asked.size ? (
          <Empty icon={SearchX} title={t("Tidak ada yang cocok", "Nothing matches")} next={t("Ubah atau hapus saringannya.", "Change or clear the filters.")} />
        ) : (
          <Empty icon={History} title={t("Belum ada perubahan", "Nothing has changed yet")} next={t("Setiap perubahan tercatat di sini.", "Every change is written down here.")} />
        )}
        <More of={list} />
      </Card>
    </Page>
  );
}

function Who({ entry }: { entry: AuditView }) {
  return (
    <span>
      {entry.by_name || (entry.by === "system" ? t("Sistem", "The system") : entry.by)}
      {entry.from_address && <span class="text-muted num block text-sm">{entry.from_address}</span>}
    </span>
  );
}

function What({ entry }: { entry: AuditView }) {
  const { word, id, path } = subjectOf(entry.subject);
  return (
    <span class="min-w-0">
      <span class="font-semibold">{actWord(entry.what)}</span> {word}{" "}
      {path ? (
        <Link href={path} class="lnk num break-all">
          {id}
        </Link>
      ) : (
        <span class="num break-all">{id}</span>
      )}
    </span>
  );
}
