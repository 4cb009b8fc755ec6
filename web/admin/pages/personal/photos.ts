/** Photos of a customer's KTP and house: sent in a size that fits, and looked at behind the bearer. */
import { body, download, newId, POST } from "../../../shared/api";
import type { PhotoView } from "../../../shared/api.d";
import { t } from "../../../shared/language";

/** What the API takes of one picture, in bytes, and how long it keeps it, in pixels. */
const MOST = 5_000_000;
const LONGEST = 3000;
const QUALITY = 0.88;

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

/** Telephones make pictures of ten megabytes: these are drawn smaller here. What is no picture is for the API to say. */
async function toFit(file: File): Promise<Blob> {
  if (file.size <= MOST) return file;
  try {
    const drawn = await createImageBitmap(file);
    const part = Math.min(1, LONGEST / Math.max(drawn.width, drawn.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(drawn.width * part);
    canvas.height = Math.round(drawn.height * part);
    canvas.getContext("2d")?.drawImage(drawn, 0, 0, canvas.width, canvas.height);
    drawn.close();
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", QUALITY));
  } catch {
    return file;
  }
}
