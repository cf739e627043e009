import L from "leaflet";
import type { Clusters, Counts } from "./clusters";
import type { Tone } from "./tones";

/** How counts are shown and said. */
export interface Look {
  tones: readonly Tone[];
  /** In words, for those who do not see it. */
  words: (counts: Counts) => string;
  /** In few characters. */
  short: (count: number) => string;
  /** So many places in one. */
  several: (count: number) => string;
}

const SIZES: [below: number, pixels: number][] = [
  [100, 40],
  [1_000, 48],
  [Number.POSITIVE_INFINITY, 56],
];
const FILLS: Record<Tone, string> = {
  green: "#1fa968",
  blue: "#3f7ff2",
  amber: "#e9a820",
  red: "#e5484d",
  violet: "#8f6bea",
  grey: "#9aa6b2",
};

interface Ring {
  position: L.LatLngExpression;
  name: string;
  counts: Counts;
  choose: () => void;
}

/** What is in sight of the map. */
export function ringsOf(
  clusters: Clusters,
  map: L.Map,
  look: Look,
  onChoose: (id: string) => void,
): L.Marker[] {
  const sight = map.getBounds().pad(0.2);
  const box: [number, number, number, number] = [
    sight.getWest(),
    Math.max(-85, sight.getSouth()),
    sight.getEast(),
    Math.min(85, sight.getNorth()),
  ];
  return clusters.getClusters(box, Math.round(map.getZoom())).map((found) => {
    const [longitude = 0, latitude = 0] = found.geometry.coordinates;
    const { properties } = found;
    const position: [number, number] = [latitude, longitude];
    if (!("cluster" in properties)) {
      const { id, name, counts } = properties;
      return marker({ position, name, counts, choose: () => onChoose(id) }, look);
    }
    const { cluster_id: id, point_count: count, counts } = properties;
    const nearer = () => map.setView(position, clusters.getClusterExpansionZoom(id));
    return marker({ position, name: look.several(count), counts, choose: nearer }, look);
  });
}

export function elementOf(layer: L.Layer | undefined): HTMLElement | undefined {
  return layer instanceof L.Marker ? layer.getElement() : undefined;
}

function marker({ position, name, counts, choose }: Ring, look: Look): L.Marker {
  const total = counts.reduce((sum, one) => sum + one, 0);
  const [, size = 40] = SIZES.find(([below]) => total < below) ?? [];
  const dot = document.createElement("span");
  dot.className = "ring";
  dot.textContent = look.short(total);
  dot.style.setProperty("--arcs", arcsOf(counts, look.tones));
  const made = L.marker(position, {
    icon: L.divIcon({ html: dot, className: "ring-place", iconSize: [size, size] }),
    title: name,
    keyboard: true,
  });
  made.on("click", choose);
  made.on("keypress", ({ originalEvent }) => originalEvent.key === "Enter" && choose());
  const label = `${name}, ${look.short(total)}: ${look.words(counts)}`;
  made.on("add", () => made.getElement()?.setAttribute("aria-label", label));
  return made;
}

function arcsOf(counts: Counts, tones: readonly Tone[]): string {
  const total = Math.max(
    1,
    counts.reduce((sum, one) => sum + one, 0),
  );
  let from = 0;
  const arcs = counts.flatMap((count, place) => {
    if (!count) return [];
    const to = from + (count / total) * 360;
    const arc = `${FILLS[tones[place] ?? "grey"]} ${from}deg ${to}deg`;
    from = to;
    return [arc];
  });
  return `conic-gradient(${arcs.join(", ") || `${FILLS.grey} 0deg`})`;
}
