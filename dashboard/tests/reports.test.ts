import { describe, expect, it } from "vitest";
import {
  columnsOf,
  type Report,
  type Row,
  rangeOf,
  startOf,
  sumsOf,
} from "../src/pages/reports/model";

function row(period: string, key: string | null, gross_minor: number): Row {
  return {
    ...({} as Row),
    period,
    key,
    gross_minor,
    net_minor: gross_minor,
    tax_minor: 0,
    energy_wh: 1,
    sessions: 1,
  };
}

describe("reports", () => {
  it.each([
    ["2026-11-28", "2026-11-28"],
    ["2026-11", "2026-11-01"],
    ["2026-W48", "2026-11-23"],
    ["2026-W01", "2025-12-29"],
    ["2020-W53", "2020-12-28"],
  ])("%s begins on %s", (period, day) => {
    expect(new Date(startOf(period) * 1000).toISOString().slice(0, 10)).toBe(day);
  });

  it("have one bar for each period, in order", () => {
    const rows = [row("2026-11-02", "b", 5), row("2026-11-01", "a", 1), row("2026-11-02", "a", 7)];
    expect(columnsOf(rows, (one) => one.gross_minor).values).toEqual([1, 12]);
  });

  it("compare sites by their sums, to the cent, the largest first", () => {
    const rows = [
      row("2026-11-01", "a", 101),
      row("2026-11-02", "a", 202),
      row("2026-11-02", null, 999),
    ];
    const sums = sumsOf({ rows } as Report, "site");
    expect(sums.map((one) => [one.key, one.gross_minor])).toEqual([
      ["", 999],
      ["a", 303],
    ]);
  });

  it("cover whole months in the reader's calendar", () => {
    const now = new Date(2027, 0, 15);
    expect(rangeOf("last", now)).toEqual({ from: "2026-12-01", to: "2026-12-31" });
    expect(rangeOf("month", now)).toEqual({ from: "2027-01-01", to: "2027-01-16" });
    expect(rangeOf("month", new Date(2026, 10, 30, 23, 50)).to).toBe("2026-11-30");
  });
});
