import { Plus, Users } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET, POST } from "../../shared/api";
import type { InviteView, StaffView } from "../../shared/api.d";
import { t } from "../../shared/language";
import { useList, useLoad } from "../../shared/load";
import { Badge } from "../../shared/parts/Badge";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { More } from "../../shared/parts/More";
import { Skeleton } from "../../shared/parts/Skeleton";
import { Table } from "../../shared/parts/Table";
import { type Problem, toProblem } from "../../shared/problem";
import { memberState } from "../../shared/states";
import { roleWord } from "../navigation";
import { Page } from "../Page";
import { InviteLink } from "./staff/InviteLink";
import { MemberDialog } from "./staff/MemberDialog";

/** Who works here: invite, change role and areas, put out, and a new link for whoever lost theirs. */
export default function Staff() {
  const [editing, setEditing] = useState<StaffView | "new">();
  const [invited, setInvited] = useState<InviteView>();
  const [problem, setProblem] = useState<Problem>();
  const list = useList((cursor) => body(GET("/api/staff", { params: { query: { cursor } } })), []);
  const areas = useLoad(() => body(GET("/api/areas", { params: { query: { limit: 200 } } })), []);
  const called = new Map(areas.value?.items.map((area) => [area.id, area.name]));

  const inviteAgain = (member: StaffView) => {
    setProblem(undefined);
    body(POST("/api/staff/{uid}/invite", { params: { path: { uid: member.id } } })).then(setInvited, (failure) => setProblem(toProblem(failure)));
  };
  const buttons = (member: StaffView) => (
    <span class="inline-flex gap-2">
      <Button size="small" onClick={() => setEditing(member)} aria-label={t(`Ubah ${member.name}`, `Change ${member.name}`)}>
        {t("Ubah", "Change")}
      </Button>
      {member.active && (
        <Button size="small" look="ghost" onClick={() => inviteAgain(member)} aria-label={t(`Tautan baru untuk ${member.name}`, `New link for ${member.name}`)}>
          {t("Tautan baru", "New link")}
        </Button>
      )}
    </span>
  );
  const where = (member: StaffView) => (member.areas.length ? member.areas.map((id) => called.get(id) ?? id).join(", ") : t("Semua wilayah", "All areas"));

  return (
    <Page
      title={t("Staf", "Staff")}
      actions={
        <Button look="primary" icon={Plus} onClick={() => setEditing("new")} class="max-lg:btn-sm">
          {t("Undang", "Invite")}
        </Button>
      }
    >
      <div class="max-w-[1120px] mx-auto flex flex-col gap-4">
        {invited && <InviteLink member={invited} close={() => setInvited(undefined)} />}
        {problem && <ErrorBox title={t("Tautan belum dibuat", "No link was made")} problem={problem} />}
        <Card>
          {list.problem && <ErrorBox title={t("Daftar staf tidak termuat", "The staff could not be read")} problem={list.problem} again={list.reload} />}
          {!list.items ? (
            list.loading && <Skeleton />
          ) : list.items.length ? (
            <Table
              label={t("Daftar staf", "List of staff")}
              rows={list.items}
              keyOf={(member) => member.id}
              columns={[
                { head: t("Nama", "Name"), cell: (member) => <Name member={member} /> },
                { head: t("Peran", "Role"), cell: (member) => roleWord(member.role) },
                { head: t("Wilayah", "Areas"), cell: (member) => <span class="text-muted">{where(member)}</span> },
                { head: t("Status", "Status"), cell: (member) => <Badge state={memberState(member)} plain={member.active} /> },
                { head: t("Tindakan", "Actions"), cell: buttons, right: true },
              ]}
              card={(member) => (
                <div class="flex flex-col gap-2">
                  <div class="flex items-start gap-3">
                    <Name member={member} />
                    <span class="ml-auto">
                      <Badge state={memberState(member)} plain={member.active} />
                    </span>
                  </div>
                  <p class="text-sm text-muted">
                    {roleWord(member.role)} · {where(member)}
                  </p>
                  {buttons(member)}
                </div>
              )}
            />
          ) : (
            <Empty icon={Users} title={t("Belum ada staf", "Nobody yet")} next={t("Undang kasir atau teknisi Anda.", "Invite your cashier or technician.")} />
          )}
          <More of={list} />
        </Card>
      </div>
      {editing && (
        <MemberDialog
          member={editing === "new" ? undefined : editing}
          areas={areas.value?.items ?? []}
          close={() => setEditing(undefined)}
          done={(link) => {
            setEditing(undefined);
            setInvited(link);
            list.reload();
          }}
        />
      )}
    </Page>
  );
}

function Name({ member }: { member: StaffView }) {
  return (
    <span class="min-w-0">
      <span class="font-semibold block">{member.name}</span>
      <span class="text-sm text-muted break-all">{member.email}</span>
    </span>
  );
}
