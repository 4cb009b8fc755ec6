/** Whose site this is, remembered on the device so that the name is there before the API has answered. */
import { signal } from "@preact/signals";
import { body, GET } from "../shared/api";

const KEPT_AS = "sambung.company";

export const companyName = signal(localStorage.getItem(KEPT_AS) ?? "");

export function nameCompany(name: string): void {
  companyName.value = name;
  localStorage.setItem(KEPT_AS, name);
}

/** Asks the API; without an answer the name stays as it was. */
export async function readCompany(): Promise<void> {
  try {
    nameCompany((await body(GET("/api/settings/company"))).name);
  } catch {
    // The page itself says when the API cannot be reached.
  }
}
