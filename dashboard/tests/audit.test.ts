import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import german from "../src/i18n/de.json";
import { actionText } from "../src/pages/audit/actions";
import { nameOf, ordersOf } from "../src/pages/audit/orders";

const table: Record<string, string> = german;
const paths: Record<string, object> = JSON.parse(
  readFileSync("../docs/api/operator.openapi.json", "utf8"),
).paths;
const CHANGING = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods)
    .filter((one) => one !== "get" && !/\/(lint|price)$/.test(path) && path !== "/tariffs/imports")
    .map((method) => `${method.toUpperCase()} ${path.replace("/operator/v1", "")}`),
);

function entry(order_id: string, outcome: "ordered" | "done", name: string | null = "Ada") {
  const subject = "3f1c0a4e-8f7b-4a0e-9d1f-0b8f5a3c6d21";
  const at = "2026-01-01T00:00:00.000Z";
  const rest = {
    action: "PUT /sites/{site_id}",
    object_id: "s",
    reason: "",
    before: {},
    after: {},
  };
  return { order_id, outcome, name, subject, at, ...rest };
}

describe("the audit log", () => {
  it("tells every order in both languages", () => {
    expect(CHANGING.length).toBeGreaterThan(40);
    const missing = new Set<string>();
    for (const action of CHANGING) {
      const text = actionText(action, (one) => {
        if (!(one in table)) missing.add(one);
        return table[one] ?? one;
      });
      expect(text).not.toContain("{");
      expect(text).toContain(":");
    }
    expect([...missing]).toEqual([]);
  });

  it("says what was done to what", () => {
    const text = (action: string) => actionText(action, (one) => one);
    expect(text("DELETE /stations/{station_id}/notes/{note_id}")).toBe("Stations, Notes: removed");
    expect(text("POST /incidents/{incident_id}/acknowledge")).toBe("Incidents: acknowledged");
    expect(text("POST /stations/{station_id}/commands")).toBe("Stations, Commands: new");
    expect(text("money.write_off")).toBe("Money write off");
  });

  it("shows an order once, with what came of it", () => {
    const newest = [entry("b", "ordered"), entry("a", "done"), entry("a", "ordered")];
    expect(ordersOf(newest)?.map((one) => [one.order_id, one.outcome])).toEqual([
      ["b", "ordered"],
      ["a", "done"],
    ]);
  });

  it("names people where a name was kept", () => {
    expect(nameOf(entry("a", "done"))).toBe("Ada");
    expect(nameOf(entry("a", "done", null))).toBe("3f1c0a4e…");
  });
});
