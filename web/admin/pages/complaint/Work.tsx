import { useState } from "preact/hooks";
import { newId } from "../../../shared/api";
import type { ChecklistItem, ComplaintDetail } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Card } from "../../../shared/parts/Card";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { PickPhoto } from "../../../shared/parts/PickPhoto";
import { PrivatePicture } from "../../../shared/parts/PrivatePicture";
import { toTravelLight } from "../../../shared/picture";
import { type Problem, toProblem } from "../../../shared/problem";
import { may } from "../../session";
import { Checklist } from "./Checklist";
import { type PhotoKind, sendPhoto } from "./sendPhoto";
import { change } from "./steps";

interface WorkProps {
  of: ComplaintDetail;
  changed: (after?: ComplaintDetail) => void;
}

/** What is done at the place: the checklist, photos before and after, what was used, what it was. */
export function Work({ of, changed }: WorkProps) {
  const canWrite = may("complaints.write") && of.is_open;
  const [problem, setProblem] = useState<Problem>();
  const tick = (checklist: ChecklistItem[]) => change(of.id, { checklist }).then(changed, (failure) => setProblem(toProblem(failure)));
  const [sending, setSending] = useState<PhotoKind>();
  const send = async (kind: PhotoKind, file: File) => {
    setSending(kind);
    setProblem(undefined);
    try {
      await sendPhoto(of.id, kind, await toTravelLight(file), newId());
      changed();
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setSending(undefined);
  };
  return (
    <Card title={t("Pekerjaan", "Work")}>
      <div class="px-4 pb-4 flex flex-col gap-4">
        {of.cause_found && <Told word={t("Penyebab", "Cause")} text={of.cause_found} />}
        {of.action_taken && <Told word={t("Tindakan", "Done")} text={of.action_taken} />}
        {of.parts.length > 0 && <Told word={t("Bahan", "Material")} text={of.parts.map((part) => [part.quantity, part.unit, part.name].filter(Boolean).join(" ")).join(", ")} />}
        {of.checklist.length > 0 && (canWrite ? <Checklist of={of.checklist} change={(items) => void tick(items)} /> : <Told word={t("Daftar cek", "Checklist")} text={`${of.checklist.filter((item) => item.done).length}/${of.checklist.length}`} />)}
        {problem && <ErrorBox title={t("Belum tersimpan", "Not kept")} problem={problem} />}
        <div class="grid grid-cols-2 gap-3">
          {(["before", "after"] as const).map((kind) => (
            <div key={kind} class="flex flex-col gap-2">
              <p class="font-semibold">{kind === "before" ? t("Foto sebelum", "Before") : t("Foto sesudah", "After")}</p>
              {of.photos
                .filter((photo) => photo.kind === kind)
                .map((photo) => (
                  <PrivatePicture key={photo.file_id} path={`/api/complaints/${of.id}/photos/${photo.file_id}`} alt={kind === "before" ? t("Sebelum dikerjakan", "Before the work") : t("Sesudah dikerjakan", "After the work")} class="rounded-field w-full aspect-[4/3]" />
                ))}
              {canWrite && <PickPhoto tile word={kind === "before" ? t("Foto sebelum", "Photo before") : t("Foto sesudah", "Photo after")} busy={sending === kind} pick={(file) => void send(kind, file)} />}
            </div>
          ))}
        </div>
      </div>
    </Card>
  );
}

function Told({ word, text }: { word: string; text: string }) {
  return (
    <p>
      <span class="block text-sm text-muted">{word}</span>
      <span class="font-[550] break-words">{text}</span>
    </p>
  );
}
