import "leaflet/dist/leaflet.css";
import type { Feature, FeatureCollection, Position } from "geojson";
import L from "leaflet";
import { useEffect, useRef } from "react";
import { feature } from "topojson-client";
import outlines from "world-atlas/countries-50m.json?url";
import { loadConfig } from "../config";
import type { Tone } from "./tones";

export interface Place {
  id: string;
  name: string;
  latitude: number;
  longitude: number;
  /** What there is how often, in the order of the ring. */
  parts: [tone: Tone, count: number][];
  /** In words, for those who do not see it. */
  label: string;
}

const CLOSEST = 12;
const FILLS: Record<Tone, string> = {
  green: "#1fa968",
  blue: "#3f7ff2",
  amber: "#e9a820",
  red: "#e5484d",
  violet: "#8f6bea",
  grey: "#9aa6b2",
};
const ANTARCTICA = "010"; // its outline runs around the pole, which this projection does not have

interface Props {
  label: string;
  places: Place[];
  onChoose: (id: string) => void;
}

/** Places as rings in the colours of their states. Without a tile service: land, borders and water. */
export default function PlacesMap({ label, places, onChoose }: Props) {
  const element = useRef<HTMLElement>(null);
  const map = useRef<L.Map>(null);
  const rings = useRef<L.LayerGroup>(null);
  const fitted = useRef("");
  useEffect(() => {
    if (!element.current) return undefined;
    const made = L.map(element.current, { zoomControl: false, worldCopyJump: true, minZoom: 2 });
    made.setView([30, 10], 2);
    made.attributionControl.setPrefix(false);
    L.control.zoom({ position: "bottomright" }).addTo(made);
    rings.current = L.layerGroup().addTo(made);
    map.current = made;
    fitted.current = "";
    let gone = false;
    ground()
      .then((layer) => !gone && layer.addTo(made))
      .catch(() => undefined); // the rings are worth showing without any ground
    return () => {
      gone = true;
      made.remove();
    };
  }, []);
  useEffect(() => {
    if (!map.current || !rings.current) return;
    rings.current.clearLayers();
    for (const place of places) rings.current.addLayer(ring(place, onChoose));
    const all = places.map((one) => one.id).join();
    if (places.length && fitted.current !== all) {
      const bounds = L.latLngBounds(places.map((one) => [one.latitude, one.longitude]));
      map.current.fitBounds(bounds.pad(0.3), { maxZoom: 5, animate: false });
      fitted.current = all; // afterwards the person moves it
    }
  }, [places, onChoose]);
  return <section ref={element} className="map" aria-label={label} />;
}

async function ground(): Promise<L.Layer> {
  const config = await loadConfig();
  if (config.map_tile_url) {
    return L.tileLayer(config.map_tile_url, {
      attribution: config.map_attribution ?? "",
      maxZoom: CLOSEST + 6,
    });
  }
  const atlas = await (await fetch(outlines)).json();
  const countries = feature(atlas, atlas.objects.countries) as unknown as FeatureCollection;
  const shown = countries.features.filter((one) => one.id !== ANTARCTICA).map(unwrapped);
  return L.geoJSON({ ...countries, features: shown } as FeatureCollection, {
    interactive: false,
    attribution: "Natural Earth",
    style: { className: "land", weight: 1 },
  });
}

/** A ring that crosses the 180th meridian goes on beyond it, not back across the whole map. */
function unwrapped(country: Feature): Feature {
  const { geometry } = country;
  if (geometry.type === "Polygon") {
    return { ...country, geometry: { ...geometry, coordinates: geometry.coordinates.map(steady) } };
  }
  if (geometry.type !== "MultiPolygon") return country;
  const coordinates = geometry.coordinates.map((polygon) => polygon.map(steady));
  return { ...country, geometry: { ...geometry, coordinates } };
}

function steady(line: Position[]): Position[] {
  let shift = 0;
  return line.map(([longitude = 0, latitude = 0], place) => {
    const before = line[place - 1]?.[0] ?? longitude;
    if (longitude - before > 180) shift -= 360;
    if (longitude - before < -180) shift += 360;
    return [longitude + shift, latitude];
  });
}

function ring(
  { id, name, latitude, longitude, parts, label }: Place,
  onChoose: (id: string) => void,
) {
  const total = parts.reduce((sum, [, count]) => sum + count, 0);
  const dot = document.createElement("span");
  dot.className = "ring";
  dot.textContent = String(total);
  let from = 0;
  const arcs = parts.map(([tone, count]) => {
    const to = from + (count / Math.max(1, total)) * 360;
    const arc = `${FILLS[tone]} ${from}deg ${to}deg`;
    from = to;
    return arc;
  });
  dot.style.setProperty("--arcs", `conic-gradient(${arcs.join(", ") || `${FILLS.grey} 0deg`})`);
  const marker = L.marker([latitude, longitude], {
    icon: L.divIcon({ html: dot, className: "ring-place", iconSize: [40, 40] }),
    title: name,
    keyboard: true,
  });
  marker.on("click", () => onChoose(id));
  marker.on("keypress", ({ originalEvent }) => originalEvent.key === "Enter" && onChoose(id));
  marker.on("add", () => marker.getElement()?.setAttribute("aria-label", label));
  return marker;
}
