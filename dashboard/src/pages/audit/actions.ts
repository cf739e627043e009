import { wordsOf } from "../../ui/words";

/** Parts of routes, as a person names them; English, and the keys of translations. */
const PARTS: Record<string, { title: string }> = {
  acknowledge: { title: "acknowledged" },
  "alert-channels": { title: "Alert channels" },
  "alert-rules": { title: "Alert rules" },
  approve: { title: "approved" },
  certificates: { title: "Certificates" },
  close: { title: "closed" },
  commands: { title: "Commands" },
  comments: { title: "Comments" },
  configuration: { title: "Configuration" },
  corrections: { title: "Corrections" },
  drivers: { title: "Drivers" },
  "dynamic-schedules": { title: "Dynamic schedules" },
  imports: { title: "Import" },
  incidents: { title: "Incidents" },
  keys: { title: "Keys" },
  "late-facts": { title: "Late facts" },
  leave: { title: "left as they are" },
  "legal-entities": { title: "Legal entities" },
  "local-list": { title: "Local list" },
  "maintenance-windows": { title: "Maintenance windows" },
  "meter-keys": { title: "Meter keys" },
  "money-orders": { title: "Money orders" },
  network: { title: "Network" },
  "network-profiles": { title: "Network profiles" },
  notes: { title: "Notes" },
  password: { title: "Password" },
  profile: { title: "Meter and maker" },
  reconciliations: { title: "Reconciliation" },
  reject: { title: "rejected" },
  resolve: { title: "resolved" },
  review: { title: "Review" },
  revoke: { title: "revoked" },
  rotate: { title: "renewed" },
  sessions: { title: "Sessions" },
  sites: { title: "Sites" },
  stations: { title: "Stations" },
  "tariff-defaults": { title: "Default tariffs" },
  tariffs: { title: "Tariffs" },
  terminals: { title: "Terminals" },
  test: { title: "tested" },
  tokens: { title: "Tokens" },
  trace: { title: "Trace" },
  users: { title: "Users" },
};
const DEEDS: Record<string, { title: string }> = {
  POST: { title: "new" },
  PUT: { title: "set" },
  DELETE: { title: "removed" },
};
const ROUTE = /^(POST|PUT|DELETE|PATCH) (\/.+)$/;

/** What was ordered: a route of the API in words ("Stations, Notes: removed"), or a word of money. */
export function actionText(action: string, t: (text: string) => string): string {
  const [, method = "", path = ""] = ROUTE.exec(action) ?? [];
  if (!path) return t(wordsOf(action.replaceAll(".", " ")));
  const parts = path.split("/").filter((one) => one && !one.startsWith("{"));
  const texts = parts.map((one) => t(PARTS[one]?.title ?? wordsOf(one.replaceAll("-", " "))));
  const last = texts.at(-1) ?? "";
  const saysWhatWasDone = method === "POST" && last[0] === last[0]?.toLowerCase();
  if (saysWhatWasDone) return `${texts.slice(0, -1).join(", ")}: ${last}`;
  const deed = DEEDS[method];
  return deed ? `${texts.join(", ")}: ${t(deed.title)}` : texts.join(", ");
}
