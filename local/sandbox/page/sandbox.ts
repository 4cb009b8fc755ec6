/** The sandbox's own API, and what the page knows of it. */
import { signal } from "@preact/signals";

export interface Phone {
  phone: string;
  name: string | null;
  last_text: string;
  last_at: string | null;
  unread: number;
}

export interface Button {
  id: string;
  type: "list" | "url" | "quick_reply" | "reply" | "copy_code" | "phone_number" | "flow" | "catalog" | "send_location";
  text: string;
  url?: string;
  code?: string;
}

export interface Row {
  id: string;
  text: string;
  description: string;
}

export interface File {
  filename: string;
  url: string;
}

export interface Message {
  id: string;
  direction: "in" | "out";
  type: string;
  text: string;
  at: string;
  status: "delivered" | "read";
  template?: string;
  header?: string;
  footer?: string;
  buttons: Button[];
  choices?: { button: string; sections: { title: string; rows: Row[] }[] };
  document?: File;
  image?: File;
  audio?: File;
  video?: File;
  sticker?: File;
  location?: { latitude: number; longitude: number; name?: string; address?: string };
  quoted?: string;
}

export interface Happening {
  id: number;
  at: string;
  phone: string | null;
  name: string | null;
  kind: "sent" | "inbound" | "read" | "failed";
  text: string;
}

export interface PassedDay {
  on: string;
  created: number;
  sent: number;
}

export interface Line {
  user: string;
  odp: string;
  phone: string | null;
  profile: string;
  light: string;
  up: boolean;
  on_line: boolean;
  allowed: boolean;
}

export interface Router {
  id: string;
  silent: boolean;
  twice: boolean;
  late: boolean;
  sessions: number;
  lines: Line[];
}

export interface NetworkNode {
  name: string;
  above: string | null;
  lines: number;
  on_line: number;
  up: boolean;
}

export interface Network {
  items: Router[];
  nodes: NetworkNode[];
}

export type Faults = Record<string, number | boolean | string | string[]>;

/** Grows whenever anything changed at the phones; whoever shows something asks again. */
export const revision = signal(-1);
/** The sandbox's time, as last heard. */
export const now = signal(new Date().toISOString());
export const connected = signal(true);
export const chosen = signal<string | null>(decodeURIComponent(location.hash.slice(1)) || null);
/** What the second phone has opened. */
export const opened = signal<string | null>(null);

export class Refused extends Error {}

async function ask<T>(path: string, method = "GET", body?: unknown): Promise<T> {
  const request: RequestInit = { method };
  if (body !== undefined) {
    request.body = JSON.stringify(body);
    request.headers = { "Content-Type": "application/json" };
  }
  const answer = await fetch(`/sandbox/${path}`, request);
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(content.detail ?? content.title ?? `Simulator menjawab ${answer.status}.`);
  return content as T;
}

const at = (phone: string) => `whatsapp/${encodeURIComponent(phone)}`;

export const listPhones = (search: string, cursor = "") =>
  ask<{ items: Phone[]; next_cursor: string | null; total: number }>(
    `whatsapp/phones?limit=30&q=${encodeURIComponent(search)}&cursor=${cursor}`,
  );
export const readChat = (phone: string, look: boolean) =>
  ask<{ phone: string; name: string | null; typing: boolean; items: Message[] }>(`${at(phone)}/chat${look ? "?read=1" : ""}`);
export const send = (phone: string, what: object) => ask<{ id: string }>(`${at(phone)}/send`, "POST", what);
export const listHappenings = (phone: string | null) =>
  ask<{ items: Happening[] }>(`whatsapp/happenings${phone ? `?phone=${encodeURIComponent(phone)}` : ""}`);
export const readPending = () => ask<{ webhooks: number; downloads: number }>("whatsapp/pending");
export const readFaults = () => ask<Faults>("faults");
export const changeFaults = (faults: Faults) => ask<Faults>("faults", "PUT", faults);
export const readNetwork = () => ask<Network>("router");
export const cutNode = (name: string, up: boolean) => ask(`router/nodes/${encodeURIComponent(name)}`, "PUT", { up });
export const powerLine = (user: string, up: boolean) => ask(`router/lines/${encodeURIComponent(user)}`, "PUT", { up });
export const changeRouter = (id: string, what: object) => ask(`router/${encodeURIComponent(id)}`, "PUT", what);
export const moveClock = (step: object) => ask<{ today: string; now: string; days: PassedDay[] }>("clock", "POST", step);

export function choose(phone: string): void {
  chosen.value = phone;
  opened.value = null;
  history.replaceState(null, "", `#${phone}`);
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Keeps `revision` and `now` true for as long as the page lives. */
export async function follow(): Promise<never> {
  for (;;) {
    try {
      const wait = revision.value < 0 ? 0 : 10;
      const heard = await ask<{ revision: number; now: string }>(`whatsapp/changes?after=${revision.value}&wait_s=${wait}`);
      connected.value = true;
      now.value = heard.now;
      revision.value = heard.revision;
      await pause(250);
    } catch {
      connected.value = false;
      await pause(1500);
    }
  }
}
