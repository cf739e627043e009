import type { Schemas } from "../../api/client";
import type { Tone } from "../../ui/tones";

/** One word for a whole station, the one that an operator has to know first. */
export type Standing = Schemas["Standing"];

export const STANDING_TONES: Record<Standing, Tone> = {
  available: "green",
  charging: "blue",
  occupied: "amber",
  faulted: "red",
  unavailable: "violet",
  offline: "grey",
};

export const STANDINGS = Object.keys(STANDING_TONES) as Standing[];

export function isStanding(text: string): text is Standing {
  return text in STANDING_TONES;
}

/** How many stations stand how. */
export function countsOf(rows: { status: Standing }[]): Map<Standing, number> {
  const counts = new Map<Standing, number>();
  for (const { status } of rows) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}
