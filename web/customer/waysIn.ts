/** The two doors to a bill, its link and its customer's own page: how to pay it there, and whether it is paid. */
import { body, download, GET, POST } from "../shared/api";
import type { BillStanding, ChargeView, GatewayWay, WaysToPay } from "../shared/api.d";
import type { Early } from "./early";
import { sendLinkProof, sendMyProof } from "./proofs";

export interface WaysIn {
  read: () => Promise<WaysToPay>;
  /** How far the paying is; light. */
  standing: () => Promise<BillStanding>;
  /** The paper of one payment of it. */
  receipt: (paymentId: string) => Promise<Blob>;
  /** Says that one has paid, by a picture. */
  send: (file: File) => Promise<unknown>;
  /** Asks a gateway for a payment, or finds the one that is open. */
  open: (way: GatewayWay) => Promise<ChargeView>;
  /** What became of it. */
  look: (chargeId: string) => Promise<ChargeView>;
}

/** `early` is the answer to the first question, asked before this page was here. */
export function byLink(token: string, early?: Early): WaysIn {
  const params = { path: { token } };
  return {
    read: async () => (await early?.take<WaysToPay>()) ?? body(GET("/api/pay/{token}/ways-to-pay", { params })),
    standing: () => body(GET("/api/pay/{token}/standing", { params })),
    receipt: (id) => download(`/api/pay/${encodeURIComponent(token)}/receipts/${encodeURIComponent(id)}`),
    send: (file) => sendLinkProof(token, file),
    open: ({ gateway, channel }) => body(POST("/api/pay/{token}/charges", { params, body: { gateway, channel } })),
    look: (charge_id) => body(GET("/api/pay/{token}/charges/{charge_id}", { params: { path: { token, charge_id } } })),
  };
}

export function byBill(id: string): WaysIn {
  const params = { path: { id } };
  return {
    read: () => body(GET("/api/me/invoices/{id}/ways-to-pay", { params })),
    standing: () => body(GET("/api/me/invoices/{id}/standing", { params })),
    receipt: (payment) => download(`/api/me/payments/${encodeURIComponent(payment)}/pdf`),
    send: (file) => sendMyProof(id, file),
    open: ({ gateway, channel }) => body(POST("/api/me/invoices/{id}/charges", { params, body: { gateway, channel } })),
    look: (charge_id) => body(GET("/api/me/invoices/{id}/charges/{charge_id}", { params: { path: { id, charge_id } } })),
  };
}
