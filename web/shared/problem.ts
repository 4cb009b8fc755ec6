/** What went wrong, in words for people: the API's problem+json, or a network that does not answer. */
import { t } from "./language";

export interface WrongField {
  field: string;
  message: string;
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: WrongField[] = [],
  ) {
    super(message);
  }

  /** The sentence for one field of a form, if that field is at fault. */
  of(field: string): string | undefined {
    return this.fields.find((wrong) => wrong.field === field)?.message;
  }
}

/** Any failure of a call as a Problem. */
export function toProblem(failure: unknown): Problem {
  if (failure instanceof Problem) return failure;
  const late = failure instanceof DOMException && failure.name === "TimeoutError";
  return late
    ? new Problem(0, "timeout", t("Server belum menjawab. Data Anda aman. Coba lagi.", "The server did not answer. Your data is safe. Try again."))
    : new Problem(0, "offline", t("Jaringan putus. Tidak ada yang berubah. Coba lagi.", "No connection. Nothing changed. Try again."));
}

/** The Problem an answer carries; one without a problem document gets a sentence of its own. */
export function problemOf(status: number, body: unknown): Problem {
  const document = (typeof body === "object" && body ? body : {}) as { code?: string; detail?: string; fields?: WrongField[] };
  const detail = document.detail ?? t("Server sedang bermasalah. Tidak ada yang tersimpan setengah. Coba lagi.", "The server has a problem. Nothing was half-written. Try again.");
  return new Problem(status, document.code ?? `http_${status}`, detail, document.fields ?? []);
}
