/** Sending a customer file: to see what it would do, or to bring it in. */
import { body, newId, POST } from "../../../shared/api";
import type { ImportView } from "../../../shared/api.d";

/** What each row would do. */
export function check(file: File): Promise<ImportView> {
  return send(file, { dry_run: true });
}

/** Answers as soon as the file is in; the same `id` again is the same import. */
export function bringIn(file: File, id: string): Promise<ImportView> {
  return send(file, { id, wait: false });
}

export { newId };

function send(file: File, query: { dry_run?: boolean; wait?: boolean; id?: string }): Promise<ImportView> {
  return body(
    POST("/api/customers/import", {
      params: { query },
      body: { file: file.name },
      bodySerializer: () => {
        const form = new FormData();
        form.append("file", file);
        return form;
      },
    }),
  );
}
