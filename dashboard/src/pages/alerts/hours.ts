import { FieldProblem } from "../../ui/form-problems";
import type { Hours } from "./model";

/** From Monday on, as the API names them. */
export const DAYS = "monday tuesday wednesday thursday friday saturday sunday".split(" ");
export const WORKING_HOURS = { days: DAYS.slice(0, 5), from: "08:00", to: "18:00" };

/** What the fields of a rule's hours say; null: always. Throws what is wrong with them. */
export function hoursOf(form: FormData): Hours | null {
  if (form.get("some_hours") !== "on") return null;
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const days = form.getAll("days").map(String);
  const hours = { time_zone: text("time_zone"), days, from: text("from"), to: text("to") };
  if (!days.length) throw new Error("Choose at least one day.");
  if (!hours.from) throw new FieldProblem("from", "Say from when until when.");
  if (!hours.to) throw new FieldProblem("to", "Say from when until when.");
  if (!isTimeZone(hours.time_zone))
    throw new FieldProblem("time_zone", "There is no such time zone.");
  return hours;
}

function isTimeZone(name: string): boolean {
  try {
    return name !== "" && Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

/** Days that follow each other as a span, in the reader's words: "Mon–Fri, Sun". */
export function daysText(days: string[], nameOf: (day: string) => string): string {
  const chosen = DAYS.map((day) => days.includes(day));
  const spans: string[] = [];
  for (let first = 0; first < DAYS.length; first += 1) {
    if (!chosen[first]) continue;
    let last = first;
    while (chosen[last + 1]) last += 1;
    const ends = [DAYS[first] ?? "", DAYS[last] ?? ""].map(nameOf);
    spans.push(first === last ? (ends[0] ?? "") : ends.join(last === first + 1 ? ", " : "–"));
    first = last;
  }
  return spans.join(", ");
}
