/** Pictures of a customer's complaint, sent light; each under one id, so twice is once. */
import { body, POST } from "../../shared/api";
import { toTravelLight } from "../../shared/picture";

export interface Picture {
  id: string;
  file: Blob;
}

/** Throws a Problem. */
export async function sendPicture(complaintId: string, { id, file }: Picture): Promise<unknown> {
  const light = await toTravelLight(file);
  return body(
    POST("/api/me/complaints/{id}/photos", {
      params: { path: { id: complaintId } },
      body: { file: "foto", id },
      bodySerializer: () => {
        const form = new FormData();
        form.append("file", light, "foto");
        form.append("id", id);
        return form;
      },
    }),
  );
}
