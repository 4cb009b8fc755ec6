/** A question asked while the page that needs its answer is still on its way over a slow line. */
import { problemOf } from "../shared/problem";

export interface Early {
  /** The answer, once; nothing where there was none and it has to be asked again. Throws a Problem for what is not there. */
  take: <T>() => Promise<T | undefined>;
}

export function askEarly(path: string, language: string): Early {
  // Read to the end at once: an answer nobody takes must not hold the line.
  let asked: Promise<Came> | undefined = read(fetch(path, { headers: { "Accept-Language": language } }));
  asked.catch(() => undefined);
  return {
    take: async <T>() => {
      const begun = asked;
      asked = undefined;
      const came = await begun?.catch(() => undefined);
      if (came?.status === 404) throw problemOf(404, came.told);
      return came?.status === 200 && came.told ? (came.told as T) : undefined;
    },
  };
}

interface Came {
  status: number;
  told: unknown;
}

async function read(asking: Promise<Response>): Promise<Came> {
  const came = await asking;
  return { status: came.status, told: await came.json().catch(() => null) };
}
