/** A photo of the work on its way to its complaint. */
import { body, POST } from "../../../shared/api";

export type PhotoKind = "before" | "after";

/** Sent twice under one id it is there once. Throws a Problem. */
export async function sendPhoto(complaintId: string, kind: PhotoKind, picture: Blob, id: string): Promise<unknown> {
  return body(
    POST("/api/complaints/{id}/photos", {
      params: { path: { id: complaintId } },
      body: { file: "foto", id, kind },
      bodySerializer: () => {
        const form = new FormData();
        form.append("file", picture, "foto");
        form.append("id", id);
        form.append("kind", kind);
        return form;
      },
    }),
  );
}
