import type { Schemas } from "../../api/client";
import type { Tone } from "../../ui/tones";

type Station = Schemas["StationView"];
type Connector = Schemas["ConnectorView"];

/** One word for a whole station, the one that an operator has to know first. */
export type StationStatus =
  | "offline"
  | "faulted"
  | "charging"
  | "occupied"
  | "available"
  | "unavailable";

export const STATUS_TONES: Record<StationStatus, Tone> = {
  offline: "grey",
  faulted: "red",
  charging: "blue",
  occupied: "amber",
  available: "green",
  unavailable: "grey",
};

const CHARGING = new Set(["Charging"]);
const OCCUPIED = new Set(
  "Occupied Preparing SuspendedEV SuspendedEVSE Finishing Reserved EVConnected".split(" "),
);

export function statusOf(
  online: boolean,
  words: (string | null)[],
  charges = false,
): StationStatus {
  if (!online) return "offline";
  if (words.includes("Faulted")) return "faulted";
  if (charges || words.some((one) => one && CHARGING.has(one))) return "charging";
  if (words.some((one) => one && OCCUPIED.has(one))) return "occupied";
  if (words.includes("Available")) return "available";
  return "unavailable";
}

/** The registered connectors, then what is reported beyond them; EVSE 0 is the station as a whole. */
export function connectorsOf(station: Station): Connector[] {
  const registered = station.evses.flatMap((one) => one.connectors);
  const placeOf = (one: Connector) => `${one.evse_id}.${one.connector_id}`;
  const places = new Set(registered.map(placeOf));
  const beyond = station.connectors.filter((one) => !places.has(placeOf(one)));
  return [...registered, ...beyond.filter((one) => one.evse_id || one.status !== "Available")];
}

export function stationStatus(station: Station, charging: ReadonlySet<string>): StationStatus {
  const words = connectorsOf(station).map((one) => one.status);
  return statusOf(station.online, words, charging.has(station.station_id));
}
