import Supercluster from "supercluster";

/** How often there is what, in the order of `Look.tones`. */
export type Counts = readonly number[];

export interface Place {
  id: string;
  name: string;
  latitude: number;
  longitude: number;
  counts: Counts;
}

/** Places that are nearer to each other are one ring, in pixels. */
const NEAR = 48;

/** Sums may be added to, those of a place never. */
interface Sum {
  counts: number[];
}

export type Clusters = Supercluster<Place, Sum>;

export function clustersOf(places: Place[]): Clusters {
  const made: Clusters = new Supercluster<Place, Sum>({
    radius: NEAR,
    extent: 256, // so that the radius is of the pixels of Leaflet's world
    map: ({ counts }) => ({ counts: [...counts] }),
    reduce: (sum, { counts }) => {
      sum.counts = sum.counts.map((one, place) => one + (counts[place] ?? 0));
    },
  });
  return made.load(
    places.map((one) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [one.longitude, one.latitude] },
      properties: one,
    })),
  );
}
