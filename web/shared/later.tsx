import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "./language";
import { ErrorBox } from "./parts/ErrorBox";

/** A page in a chunk of its own, fetched when it is first opened. */
export function later<P extends object>(fetchPage: () => Promise<{ default: ComponentType<P> }>) {
  let fetched: ComponentType<P> | undefined;
  return function Later(props: P) {
    const [Page, setPage] = useState(() => fetched);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (Page) return;
      fetchPage().then(
        (module) => {
          fetched = module.default;
          setPage(() => module.default);
        },
        () => setFailed(true),
      );
    }, []);
    if (Page) return <Page {...props} />;
    if (!failed) return null;
    return (
      <main class="p-6">
        <ErrorBox title={t("Halaman tidak termuat. Jaringan putus, atau ada versi baru.", "The page did not load. No connection, or a new version.")} again={() => location.reload()} />
      </main>
    );
  };
}
