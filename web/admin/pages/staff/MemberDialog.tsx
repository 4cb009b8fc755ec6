import type { TargetedSubmitEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { body, newId, PATCH, POST } from "../../../shared/api";
import type { AreaView, InviteView, StaffView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { Select } from "../../../shared/parts/Select";
import { Switch } from "../../../shared/parts/Switch";
import { type Problem, toProblem } from "../../../shared/problem";
import { roleWord } from "../../navigation";

type Role = StaffView["role"];
const ROLES: Role[] = ["owner", "admin", "cashier", "technician", "collector"];

interface MemberDialogProps {
  /** Whom to change; nobody yet when somebody is invited. */
  member?: StaffView;
  areas: AreaView[];
  close: () => void;
  done: (link?: InviteView) => void;
}

/** Invite somebody, or change what a member may do. What changes their rights ends their sessions. */
export function MemberDialog({ member, areas, close, done }: MemberDialogProps) {
  const id = useRef(newId());
  const [role, setRole] = useState<Role>(member?.role ?? "cashier");
  const [limits, setLimits] = useState(member?.areas ?? []);
  const [active, setActive] = useState(member?.active ?? true);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState({ email: false, name: false });
  const [problem, setProblem] = useState<Problem>();
  const required = t("Wajib diisi.", "Required.");
  const limited = role !== "owner" && areas.length > 0;

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const name = String(given.get("name")).trim();
    const email = String(given.get("email") ?? "").trim();
    setMissing({ email: !member && !email, name: !name });
    if (!name || (!member && !email)) return form.querySelector<HTMLInputElement>(name ? "[name=email]" : "[name=name]")?.focus();
    setBusy(true);
    setProblem(undefined);
    const told = { name, role, areas: limited ? limits : [] };
    try {
      if (member) await body(PATCH("/api/staff/{uid}", { params: { path: { uid: member.id } }, body: { ...told, active } }));
      done(member ? undefined : await body(POST("/api/staff", { body: { id: id.current, email, ...told } })));
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  const toggle = (area: string) => setLimits(limits.includes(area) ? limits.filter((one) => one !== area) : [...limits, area]);

  return (
    <Dialog title={member ? t(`Ubah ${member.name}`, `Change ${member.name}`) : t("Undang staf", "Invite staff")} close={close}>
      <form class="mt-4 flex flex-col gap-4" onSubmit={submit} noValidate>
        <Field label={t("Nama", "Name")} name="name" autoFocus maxLength={100} defaultValue={member?.name} error={(missing.name && required) || problem?.of("name")} />
        {!member && <Field label="Email" name="email" type="email" maxLength={200} autoCapitalize="none" error={(missing.email && required) || problem?.of("email")} />}
        <Select label={t("Peran", "Role")} value={role} choose={(value) => setRole(value as Role)} of={ROLES.map((one) => [one, roleWord(one)])} />
        {limited && (
          <fieldset class="min-w-0">
            <legend class="font-semibold">{t("Batasi ke wilayah", "Limit to areas")}</legend>
            <p class="text-sm text-muted">{t("Tanpa pilihan berarti semua wilayah.", "None chosen means all areas.")}</p>
            <div class="flex flex-wrap gap-2 mt-2">
              {areas.map((area) => (
                <button key={area.id} type="button" class={`chip cursor-pointer max-lg:h-11 ${limits.includes(area.id) ? "on" : ""}`} aria-pressed={limits.includes(area.id)} onClick={() => toggle(area.id)}>
                  {area.name}
                </button>
              ))}
            </div>
          </fieldset>
        )}
        {member && <Switch label={t("Boleh masuk", "May sign in")} hint={t("Dimatikan: langsung keluar dari semua perangkat.", "Off: out of every device at once.")} on={active} turn={setActive} />}
        {problem && <ErrorBox title={t("Belum tersimpan", "Not saved")} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end">
          <Button onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look="primary" busy={busy && t("Menyimpan…", "Saving…")}>
            {member ? t("Simpan", "Save") : t("Buat undangan", "Make the invitation")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
