/** Light, dark, or as the computer is set. */
export type Theme = "system" | "light" | "dark";

const KEPT = "stationmaster.theme";

export function theme(): Theme {
  const kept = localStorage.getItem(KEPT);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function applyTheme(): void {
  const chosen = theme();
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

export function chooseTheme(chosen: Theme): void {
  localStorage.setItem(KEPT, chosen);
  applyTheme();
  window.dispatchEvent(new Event("stationmaster:theme")); // canvases draw with the new colours
}
