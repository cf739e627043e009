import { describe, expect, it } from "vitest";
import { countOf, type Standings, together } from "../src/pages/stations/status";
import { clustersOf, type Place } from "../src/ui/clusters";
import { byName } from "../src/ui/order";

const NONE: Standings = {
  available: 0,
  charging: 0,
  occupied: 0,
  faulted: 0,
  unavailable: 0,
  offline: 0,
};
const WORLD: [number, number, number, number] = [-180, -85, 180, 85];

/** Car parks in rows, each with 3 free stations and a faulted one. */
const places = Array.from(
  { length: 200 },
  (_, number): Place => ({
    id: `many-${number}`,
    name: `Car park ${number}`,
    latitude: 48 + (number % 20) * 0.3,
    longitude: 7 + Math.floor(number / 20) * 0.6,
    counts: [3, 1],
  }),
);

describe("the map of many sites", () => {
  it.each([2, 5, 8, 12, 16])("shows every station once at zoom %i", (zoom) => {
    const found = clustersOf(places).getClusters(WORLD, zoom);
    const sum = (place: number) =>
      found.reduce((all, { properties }) => all + (properties.counts[place] ?? 0), 0);
    expect([sum(0), sum(1)]).toEqual([600, 200]);
  });

  it("takes together what lies together, and apart what is looked at closely", () => {
    const clusters = clustersOf(places);
    expect(clusters.getClusters(WORLD, 5).length).toBeLessThan(60);
    expect(clusters.getClusters(WORLD, 12)).toHaveLength(200);
    expect(places.every((one) => one.counts.join() === "3,1")).toBe(true);
  });
});

describe("counts of sites", () => {
  const sites = [
    { site_id: "a", stations: { ...NONE, available: 40, offline: 10, total: 50 } },
    { site_id: "b", stations: { ...NONE, available: 9, faulted: 2, total: 11 } },
    { site_id: null, stations: { ...NONE, offline: 1, total: 1 } },
  ];

  it("are added up", () => {
    const sum = together(sites.map((one) => one.stations));
    expect(sum).toEqual({ ...NONE, available: 49, faulted: 2, offline: 11 });
    expect(together([])).toEqual(NONE);
  });

  it.each([
    [{}, 62],
    [{ site: "b" }, 11],
    [{ status: "offline" }, 11],
    [{ site: "a", status: "available" }, 40],
    [{ site: "nowhere" }, 0],
  ])("tell how long a list is that is narrowed by %o", (wanted, count) => {
    expect(countOf(sites, wanted)).toBe(count);
    expect(countOf(undefined, wanted)).toBeUndefined();
  });
});

describe("names", () => {
  it("stand as people order them, numbers and umlauts included", () => {
    const rows = ["Car park 10", "Zoo", "car park 2", "Ähren", "Bahnhof"].map((name) => ({ name }));
    const names = byName(rows, "de").map((one) => one.name);
    expect(names).toEqual(["Ähren", "Bahnhof", "car park 2", "Car park 10", "Zoo"]);
  });
});
