import { t } from "../../shared/language";
import { dock, places } from "../navigation";
import { Page } from "../Page";
import { Person } from "../PersonMenu";
import { PlaceList } from "../PlaceList";
import { Preferences } from "../Preferences";

/** What does not fit the bar at the bottom of a phone. */
export default function More() {
  const within = new Set(dock().map((place) => place.path));
  const others = places().filter((place) => !within.has(place.path));
  return (
    <Page title={t("Lainnya", "More")}>
      <div class="max-w-[760px] mx-auto flex flex-col gap-4">
        {others.length > 0 && <PlaceList label={t("Menu lain", "Other places")} of={others} />}
        <section class="kartu p-4">
          <div class="flex items-center gap-3 mb-4">
            <Person />
          </div>
          <Preferences />
        </section>
      </div>
    </Page>
  );
}
