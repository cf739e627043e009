import type { Schemas } from "../../api/client";
import type { Tone } from "../../ui/tones";

/** One word for a whole station, the one that an operator has to know first. */
export type Standing = Schemas["Standing"];

/** How many stations stand how. */
export type Standings = Readonly<Record<Standing, number>>;

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

/** Of several places together. */
export function together(places: Standings[]): Standings {
  const sums = places.reduce(
    (sum, one) => STANDINGS.map((word, place) => (sum[place] ?? 0) + one[word]),
    STANDINGS.map(() => 0),
  );
  return Object.fromEntries(STANDINGS.map((word, place) => [word, sums[place]])) as Standings;
}

/** Of the stations at a site, or at all, perhaps of one state; undefined: not counted yet. */
export function countOf(
  sites: { site_id?: string | null; stations: Standings & { total: number } }[] | undefined,
  wanted: { site?: string; status?: string },
): number | undefined {
  const named = sites?.filter((one) => !wanted.site || one.site_id === wanted.site);
  const word = isStanding(wanted.status ?? "") ? (wanted.status as Standing) : "total";
  return named?.reduce((sum, one) => sum + one.stations[word], 0);
}
