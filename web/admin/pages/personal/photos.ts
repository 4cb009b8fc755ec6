/** Photos of a customer's KTP and house: sent in a size that fits, and looked at behind the bearer. */
import { body, download, newId, POST } from "../../../shared/api";
import type { PhotoView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { toFit } from "../../../shared/picture";

export type PhotoKind = PhotoView["kind"];

export function kindWord(kind: PhotoKind): string {
  return kind === "ktp" ? "KTP" : t("Rumah", "House");
}

export async function sendPhoto(customerId: string, kind: PhotoKind, file: File): Promise<PhotoView> {
  const fitting = await toFit(file);
  return body(
    POST("/api/customers/{id}/photos", {
      params: { path: { id: customerId } },
      headers: { "Idempotency-Key": newId() },
      body: { file: file.name, kind },
      bodySerializer: () => {
        const form = new FormData();
        form.append("file", fitting, "photo");
        form.append("kind", kind);
        return form;
      },
    }),
  );
}

/** The picture's address in this browser, until it is let go. */
export async function photoAddress(customerId: string, fileId: string): Promise<string> {
  return URL.createObjectURL(await download(`/api/customers/${customerId}/photos/${fileId}`));
}
