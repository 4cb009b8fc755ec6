import { t } from "../language";
import type { List } from "../load";
import { Button } from "./Button";

/** The end of a long list: more of it, if there is more. */
export function More<T>({ of }: { of: List<T> }) {
  if (!of.more && !(of.loading && of.items?.length)) return null;
  return (
    <div class="p-3 text-center border-t divx">
      <Button size="small" class="max-lg:h-11 max-lg:w-full" disabled={!of.more} busy={of.loading && t("Memuat…", "Loading…")} onClick={of.more}>
        {t("Muat lagi", "Load more")}
      </Button>
    </div>
  );
}
