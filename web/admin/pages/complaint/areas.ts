/** The names of areas, read once while one works here. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { body, GET } from "../../../shared/api";
import type { AreaView } from "../../../shared/api.d";
import { may } from "../../session";

const AT_ONCE = 200;

const areas = signal<AreaView[]>([]);

/** All areas; none while they are not read. */
export function useAreas(): AreaView[] {
  useEffect(() => {
    if (areas.value.length || !may("areas.read")) return;
    body(GET("/api/areas", { params: { query: { limit: AT_ONCE } } })).then(
      (page) => (areas.value = page.items),
      // Without their names areas are called by their ids.
      () => undefined,
    );
  }, []);
  return areas.value;
}

export function areaName(id: string | null): string {
  return id ? (areas.value.find((one) => one.id === id)?.name ?? id) : "";
}
