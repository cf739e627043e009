import type { Schemas } from "../../../api/client";
import { FieldProblem } from "../../../ui/form-problems";

type Connection = Record<string, unknown>;
type Wanted = Schemas["operator_api__routes__network_profiles__ProfileIn"];

/** What the API puts in place of a password that it does not keep. */
const HIDDEN = "(hidden)";
/** Members with a field of their own; NetworkConnectionProfileType of OCPP. */
const OWN = new Set(
  "ocppVersion ocppTransport ocppCsmsUrl messageTimeout securityProfile ocppInterface".split(" "),
);
export const INTERFACES = [
  ..."Wired0 Wired1 Wired2 Wired3 Wireless0 Wireless1 Wireless2 Wireless3".split(" "),
];
export const VERSIONS = ["OCPP20", "OCPP16", "OCPP201", "OCPP21"];

/** Members without a field, as text to be changed; passwords are left out, since nobody has them. */
export function furtherText(connection: Connection): string {
  const further = Object.entries(connection).filter(([name]) => !OWN.has(name));
  const known = withoutHidden(Object.fromEntries(further));
  return Object.keys(known).length ? JSON.stringify(known, null, 2) : "";
}

function withoutHidden(content: Connection): Connection {
  return Object.fromEntries(
    Object.entries(content)
      .filter(([, value]) => value !== HIDDEN)
      .map(([name, value]) => [
        name,
        value && typeof value === "object" && !Array.isArray(value)
          ? withoutHidden(value as Connection)
          : value,
      ]),
  );
}

/** Whether something has to be typed again, because it was hidden. */
export function hidesSomething(content: unknown): boolean {
  if (content === HIDDEN) return true;
  if (!content || typeof content !== "object") return false;
  return Object.values(content).some(hidesSomething);
}

/** "2, 1" as slots. Throws what is wrong with it. */
export function priorityOf(text: string, slot: number): number[] {
  const parts = text.split(/[\s,;]+/).filter(Boolean);
  if (parts.some((one) => !/^\d{1,9}$/.test(one))) {
    throw new FieldProblem("priority", "Write the numbers of slots with commas between them.");
  }
  const slots = [...new Set(parts.map(Number))];
  if (!slots.length) return [slot];
  if (!slots.includes(slot)) {
    throw new FieldProblem("priority", "This slot is not among them: it would never be used.");
  }
  return slots;
}

/** What the fields say. Throws what is wrong with them. */
export function profileOf(form: FormData, slot: number): Wanted {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  return {
    connection_data: {
      ...furtherOf(text("further")),
      ocppVersion: text("version"),
      ocppTransport: "JSON",
      ocppCsmsUrl: text("url"),
      messageTimeout: Number(text("timeout")),
      securityProfile: Number(text("security")),
      ocppInterface: text("interface"),
    },
    priority: priorityOf(text("priority"), slot),
    reset: form.get("reset") === "on",
  };
}

function furtherOf(text: string): Connection {
  if (!text) return {};
  try {
    const found: unknown = JSON.parse(text);
    if (found && typeof found === "object" && !Array.isArray(found)) return found as Connection;
  } catch {
    // said below
  }
  throw new FieldProblem("further", "This is no JSON object.");
}
