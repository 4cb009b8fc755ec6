/** The API with the types it describes itself: every call answers its body or throws a Problem. */
import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "./api.d";
import { language } from "./language";
import { Problem, problemOf, toProblem } from "./problem";

const READ_WITHIN_MS = 20_000;
const WRITE_WITHIN_MS = 90_000;
/** A long list as a file is read page by page while it comes. */
const FILE_WITHIN_MS = 120_000;
const READ_TRIES = 3;

let token: () => Promise<string | null> = async () => null;
let refused: () => void = () => undefined;

/** Who is calling from now on, and what to do when the API no longer believes it. */
export function callAs(tokenOf: () => Promise<string | null>, whenRefused: () => void): void {
  token = tokenOf;
  refused = whenRefused;
}

const introduce: Middleware = {
  async onRequest({ request }) {
    const bearer = await token();
    if (bearer) request.headers.set("Authorization", `Bearer ${bearer}`);
    request.headers.set("Accept-Language", language.value);
    return request;
  },
};

async function patiently(request: Request, withinMs?: number): Promise<Response> {
  const reading = request.method === "GET";
  const signal = AbortSignal.timeout(withinMs ?? (reading ? READ_WITHIN_MS : WRITE_WITHIN_MS));
  for (let tries = 1; ; tries++) {
    const response = await fetch(request.clone(), { signal });
    if (!reading || response.status !== 503 || tries === READ_TRIES) return response;
    const seconds = Number(response.headers.get("Retry-After")) || 1;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

const client = createClient<paths>({ fetch: (request) => patiently(request) });
client.use(introduce);

export const { GET, POST, PATCH, DELETE } = client;

/** The body of an answer. Throws a Problem for every other outcome. */
export async function body<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let answer;
  try {
    answer = await call;
  } catch (failure) {
    throw toProblem(failure);
  }
  if (answer.response.ok) return answer.data as T;
  if (answer.response.status === 401) refused();
  throw problemOf(answer.response.status, answer.error);
}

/** A file behind the bearer, as bytes for the browser to show or keep. */
export async function download(path: string): Promise<Blob> {
  try {
    const request = await introduce.onRequest!({ request: new Request(path) } as never);
    const response = await patiently(request as Request, FILE_WITHIN_MS);
    if (response.ok) return await response.blob();
    throw problemOf(response.status, await response.json().catch(() => null));
  } catch (failure) {
    throw toProblem(failure);
  }
}

/** A new id for an act of ours, so that sending it twice does it once. */
export function newId(): string {
  return crypto.randomUUID();
}

export { Problem };
