/** Indonesian first, English by a switch: both sentences stand where they are used. */
import { signal } from "@preact/signals";

export type Language = "id" | "en";

const KEPT_AS = "sambung.language";

export const language = signal<Language>(localStorage.getItem(KEPT_AS) === "en" ? "en" : "id");

export function speak(chosen: Language): void {
  language.value = chosen;
  localStorage.setItem(KEPT_AS, chosen);
  document.documentElement.lang = chosen;
}

/** The sentence in the language of whoever looks. */
export function t(indonesian: string, english: string): string {
  return language.value === "en" ? english : indonesian;
}
