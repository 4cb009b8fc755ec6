/** A question asked while the page that needs its answer is still on its way over a slow line. */
import { problemOf } from "../shared/problem";

export interface Early {
  /** The answer, once; nothing where there was none and it has to be asked again. Throws a Problem for what is not there. */
  take: <T>() => Promise<T | undefined>;
}

export function askEarly(path: string, language: string): Early {
  let asked: Promise<Response> | undefined = fetch(path, { headers: { "Accept-Language": language } });
  asked.catch(() => undefined);
  return {
    take: async <T>() => {
      const begun = asked;
      asked = undefined;
      const came = await begun?.catch(() => undefined);
      const told: unknown = await came?.json().catch(() => null);
      if (came?.status === 404) throw problemOf(404, told);
      return came?.ok && told ? (told as T) : undefined;
    },
  };
}
