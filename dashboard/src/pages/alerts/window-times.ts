import type { Schemas } from "../../api/client";
import { FieldProblem } from "../../ui/form-problems";

const TWO_HOURS_MS = 2 * 60 * 60 * 1000;
const TO_THE_MINUTE = 16;

export function inTwoHours(now: Date): Date {
  return new Date(now.getTime() + TWO_HOURS_MS);
}

/** A moment as a field for local times wants it, to the minute. */
export function localText(moment: Date): string {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, TO_THE_MINUTE);
}

/** What the fields say of a window. Throws what is wrong with them. */
export function windowOf(form: FormData, place: "site" | "station"): Schemas["WindowIn"] {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const [starts, ends] = [new Date(text("starts_at")), new Date(text("ends_at"))];
  if (!text("reason")) throw new FieldProblem("reason", "Say why.");
  if (!(starts < ends)) throw new FieldProblem("ends_at", "The end must come after the start.");
  return {
    site_id: place === "site" ? text("place") : null,
    station_id: place === "station" ? text("place") : null,
    starts_at: starts.toISOString(),
    ends_at: ends.toISOString(),
    reason: text("reason"),
  };
}
