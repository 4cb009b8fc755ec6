/** Pictures by which a customer says that they have paid. Each is sent under one id, so twice is once. */
import { body, newId, POST } from "../shared/api";
import type { ProofReceived } from "../shared/api.d";
import { toFit } from "../shared/picture";

export function sendMyProof(invoiceId: string, file: File): Promise<ProofReceived> {
  const id = newId();
  return formOf(file, { id, invoice_id: invoiceId }).then((form) =>
    body(POST("/api/me/proofs", { body: { file: file.name, id, invoice_id: invoiceId, amount: null }, bodySerializer: () => form })),
  );
}

export function sendLinkProof(token: string, file: File): Promise<ProofReceived> {
  const id = newId();
  return formOf(file, { id }).then((form) =>
    body(POST("/api/pay/{token}/proofs", { params: { path: { token } }, body: { file: file.name, id, amount: null }, bodySerializer: () => form })),
  );
}

async function formOf(file: File, fields: Record<string, string>): Promise<FormData> {
  const form = new FormData();
  form.append("file", await toFit(file), "bukti");
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
