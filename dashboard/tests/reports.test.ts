import { describe, expect, it } from "vitest";
import {
  columnsOf,
  periodsOf,
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
    const report = { by: "day", from: "2026-11-01", to: "2026-11-02", rows } as Report;
    expect(columnsOf(report, "revenue").values).toEqual([1, 12]);
  });

  it("show the days of which nothing is known, as nothing or as not known", () => {
    const rows = [row("2026-11-02", "a", 7)];
    const report = { by: "day", from: "2026-11-01", to: "2026-11-03", rows } as Report;
    expect(columnsOf(report, "revenue").values).toEqual([0, 7, 0]);
    expect(columnsOf(report, "uptime").values).toEqual([null, null, null]);
  });

  it.each([
    ["day", "2026-11-29", "2026-12-01", ["2026-11-29", "2026-11-30", "2026-12-01"]],
    ["week", "2026-11-26", "2026-12-01", ["2026-11-23", "2026-11-30"]],
    ["month", "2026-11-30", "2027-01-01", ["2026-11-01", "2026-12-01", "2027-01-01"]],
  ] as const)("by %s begin with the period of the first day", (by, from, to, expected) => {
    const days = periodsOf({ by, from, to }).map((at) => new Date(at * 1000).toISOString());
    expect(days.map((one) => one.slice(0, 10))).toEqual(expected);
  });

  it("weigh shares of a site by the time that its stations were known", () => {
    const of = (seconds_known: number, uptime_percent: number | null) => ({
      ...row("2026-11-01", "a", 0),
      seconds_known,
      uptime_percent,
    });
    const rows = [of(300, 100), of(100, 60), of(0, null)];
    expect(sumsOf({ rows } as Report, "site", "uptime")[0]?.share).toBe(90);
    expect(sumsOf({ rows } as Report, "site", "revenue")[0]?.share).toBeNull();
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
