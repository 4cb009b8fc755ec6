/** Light, dark, or as the device says. */
import { signal } from "@preact/signals";

export type Theme = "auto" | "light" | "dark";

const KEPT_AS = "sambung.theme";
const NAMES = { light: "sambung", dark: "sambung-dark" } as const;

function kept(): Theme {
  const text = localStorage.getItem(KEPT_AS);
  return text === "light" || text === "dark" ? text : "auto";
}

export const theme = signal<Theme>(kept());

export function wear(chosen: Theme): void {
  theme.value = chosen;
  localStorage.setItem(KEPT_AS, chosen);
  if (chosen === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = NAMES[chosen];
}
