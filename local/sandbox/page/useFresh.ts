/** Loads something, and again whenever the sandbox changed or `about` did. */
import { useEffect, useState } from "preact/hooks";
import { revision } from "./sandbox";

export function useFresh<T>(load: () => Promise<T>, about: unknown): T | null {
  const [value, setValue] = useState<{ about: unknown; value: T } | null>(null);
  const seen = revision.value;
  useEffect(() => {
    let wanted = true;
    load().then(
      (fresh) => wanted && setValue({ about, value: fresh }),
      () => undefined, // the next change asks again; `connected` tells when nobody answers
    );
    return () => {
      wanted = false;
    };
  }, [seen, about]);
  return value && value.about === about ? value.value : null;
}
