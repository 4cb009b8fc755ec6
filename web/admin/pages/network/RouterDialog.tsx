import { useState } from "preact/hooks";
import { body, GET, PATCH, POST } from "../../../shared/api";
import type { RouterChanges, RouterToken, RouterView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Field } from "../../../shared/parts/Field";
import { Select } from "../../../shared/parts/Select";
import { TextArea } from "../../../shared/parts/TextArea";
import { useAreas } from "../complaint/areas";
import { FormDialog } from "../subscription/FormDialog";

interface RouterDialogProps {
  /** The router to change; without it a new one is made. */
  router?: RouterView;
  close: () => void;
  /** What was made, with its token, which is told this once; after a change it has none. */
  done: (made: RouterToken) => void;
}

/** A router as it is written down: its name, and what its profiles are called. */
export function RouterDialog({ router, close, done }: RouterDialogProps) {
  const areas = useAreas();
  const plans = useLoad(() => body(GET("/api/plans", { params: { query: { limit: 200 } } })), []);
  const [name, setName] = useState(router?.name ?? "");
  const [area, setArea] = useState(router?.area_id ?? "");
  const [note, setNote] = useState(router?.note ?? "");
  const [rules, setRules] = useState(router?.rules ?? { isolir_profile: "isolir", isolir_list: "isolir", default_profile: "default", profiles: {} });
  const [missing, setMissing] = useState(false);
  const save = async () => {
    setMissing(!name.trim());
    if (!name.trim()) return false;
    const profiles = Object.fromEntries(Object.entries(rules.profiles).filter(([, profile]) => profile.trim()));
    const told = { name: name.trim(), area_id: area || null, note: note.trim(), rules: { ...rules, profiles } };
    if (router) done({ router: await body(PATCH("/api/routers/{id}", { params: { path: { id: router.id } }, body: told as RouterChanges })), token: null, install: null });
    else done(await body(POST("/api/routers", { body: { id: null, ...told } })));
  };
  const rule = (field: "isolir_profile" | "isolir_list" | "default_profile", label: string, hint: string) => (
    <Field label={label} hint={hint} maxLength={60} value={rules[field]} onInput={(event) => setRules({ ...rules, [field]: event.currentTarget.value })} />
  );
  return (
    <FormDialog
      title={router ? t(`Ubah ${router.name}`, `Change ${router.name}`) : t("Tambah router", "Add a router")}
      means={router ? undefined : t("Setelah disimpan, token dan langkah pasangnya ditampilkan.", "Once saved, its token and how to install it are shown.")}
      close={close}
      save={save}
      button={t("Simpan router", "Save the router")}
      busyWord={t("Menyimpan…", "Saving…")}
      failed={t("Router belum tersimpan", "The router is not saved")}
    >
      {(problem) => (
        <>
          <Field label={t("Nama", "Name")} name="name" maxLength={200} placeholder="RB Utara" value={name} onInput={(event) => setName(event.currentTarget.value)} error={(missing && t("Wajib diisi.", "Required.")) || problem?.of("name")} />
          <Select label={t("Wilayah", "Area")} value={area} choose={setArea} of={[["", t("Semua wilayah", "All areas")], ...areas.map((one): [string, string] => [one.id, one.name])]} error={problem?.of("area_id")} />
          <TextArea label={t("Catatan", "Note")} optional={t("(boleh kosong)", "(optional)")} maxLength={400} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
          <details>
            <summary class="font-semibold cursor-pointer min-h-11 flex items-center lnk">{t("Profil PPPoE dan isolir", "PPPoE profiles and cutting off")}</summary>
            <div class="flex flex-col gap-4 pt-2">
              {rule("isolir_profile", t("Profil isolir", "Profile of who is cut"), t("Profil PPPoE pelanggan yang diisolir. Dibuat otomatis bila belum ada.", "The PPPoE profile of whoever is cut. Made where there is none."))}
              {rule("isolir_list", t("Daftar alamat isolir", "Address list of who is cut"), t("Untuk pelanggan IP tetap dan hotspot.", "For customers with a fixed address."))}
              {rule("default_profile", t("Profil biasa", "Usual profile"), t("Dikembalikan ke sini bila profil lama tidak diketahui.", "Given back where the old one is not known."))}
              {plans.value && plans.value.items.length > 0 && (
                <fieldset class="min-w-0 flex flex-col gap-3">
                  <legend class="font-semibold">{t("Profil tiap paket", "Profile of each plan")}</legend>
                  <p class="text-sm text-muted">{t("Kosongkan bila profil diatur di router saja.", "Leave empty where the router alone decides.")}</p>
                  {plans.value.items.map((plan) => (
                    <Field key={plan.id} label={plan.name} maxLength={60} value={rules.profiles[plan.id] ?? ""} onInput={(event) => setRules({ ...rules, profiles: { ...rules.profiles, [plan.id]: event.currentTarget.value } })} />
                  ))}
                </fieldset>
              )}
            </div>
          </details>
        </>
      )}
    </FormDialog>
  );
}
