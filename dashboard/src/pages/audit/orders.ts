import type { Schemas } from "../../api/client";

type Entry = Schemas["AuditEntryView"];

/** What was ordered and what came of it as one: the entries are newest first. */
export function ordersOf(entries: Entry[] | undefined): Entry[] | undefined {
  const seen = new Set<string>();
  return entries?.filter(({ order_id }) => !seen.has(order_id) && seen.add(order_id));
}

/** A name where one was kept; else the beginning of the subject, which is enough to tell apart. */
export function nameOf({ name, subject }: Entry): string {
  return name ?? (subject.length > 30 ? `${subject.slice(0, 8)}…` : subject);
}
