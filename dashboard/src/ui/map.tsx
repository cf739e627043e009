import "leaflet/dist/leaflet.css";
import type { Feature, FeatureCollection, Position } from "geojson";
import L from "leaflet";
import { useEffect, useRef } from "react";
import { feature } from "topojson-client";
import outlines from "world-atlas/countries-50m.json?url";
import { loadConfig } from "../config";
import { clustersOf, type Place } from "./clusters";
import { elementOf, type Look, ringsOf } from "./map-rings";

const CLOSEST = 16;
const ANTARCTICA = "010"; // its outline runs around the pole, which this projection does not have

interface Props {
  label: string;
  places: Place[];
  look: Look;
  onChoose: (id: string) => void;
}

/**
 * Places as rings in the colours of their states, those that lie together as one; a click on such a
 * one goes nearer. Without a tile service: land, borders and water.
 */
export default function PlacesMap({ label, places, look, onChoose }: Props) {
  const element = useRef<HTMLElement>(null);
  const map = useRef<L.Map>(null);
  const rings = useRef<L.LayerGroup>(null);
  const fitted = useRef("");
  useEffect(() => {
    if (!element.current) return undefined;
    const made = L.map(element.current, {
      zoomControl: false,
      worldCopyJump: true,
      minZoom: 2,
      maxZoom: CLOSEST,
    });
    made.setView([30, 10], 2);
    made.attributionControl.setPrefix(false);
    L.control.zoom({ position: "bottomright" }).addTo(made);
    rings.current = L.layerGroup().addTo(made);
    map.current = made;
    fitted.current = "";
    const resized = new ResizeObserver(() => made.invalidateSize({ animate: false }));
    resized.observe(element.current);
    let gone = false;
    ground()
      .then((layer) => !gone && layer.addTo(made))
      .catch(() => undefined); // the rings are worth showing without any ground
    return () => {
      gone = true;
      resized.disconnect();
      made.remove();
    };
  }, []);
  useEffect(() => {
    const [shown, layer] = [map.current, rings.current];
    if (!shown || !layer) return undefined;
    const clusters = clustersOf(places);
    const draw = () => {
      const focused = layer
        .getLayers()
        .findIndex((one) => elementOf(one) === document.activeElement);
      layer.clearLayers();
      for (const one of ringsOf(clusters, shown, look, onChoose)) layer.addLayer(one);
      elementOf(layer.getLayers()[focused])?.focus();
    };
    shown.on("moveend", draw);
    draw();
    const all = places.map((one) => one.id).join();
    if (places.length && fitted.current !== all) {
      const bounds = L.latLngBounds(places.map((one) => [one.latitude, one.longitude]));
      shown.fitBounds(bounds.pad(0.1), { maxZoom: 6, animate: false });
      fitted.current = all; // afterwards the person moves it
    }
    return () => {
      shown.off("moveend", draw);
    };
  }, [places, look, onChoose]);
  return <section ref={element} className="map" aria-label={label} />;
}

async function ground(): Promise<L.Layer> {
  const config = await loadConfig();
  if (config.map_tile_url) {
    return L.tileLayer(config.map_tile_url, {
      attribution: config.map_attribution ?? "",
      maxZoom: CLOSEST,
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
