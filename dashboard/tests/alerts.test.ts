import { describe, expect, it } from "vitest";
import { daysText, hoursOf } from "../src/pages/alerts/hours";
import { offered } from "../src/pages/alerts/offered";
import { localText, windowOf } from "../src/pages/alerts/window-times";

function form(fields: [string, string][]): FormData {
  const filled = new FormData();
  for (const [name, value] of fields) filled.append(name, value);
  return filled;
}

const SOME: [string, string][] = [
  ["some_hours", "on"],
  ["days", "monday"],
  ["days", "sunday"],
  ["from", "22:00"],
  ["to", "06:30"],
  ["time_zone", "Europe/Berlin"],
];
const without = (name: string) => SOME.filter(([field]) => field !== name);

describe("hours of a rule", () => {
  it("are none where the box is not ticked, whatever the fields say", () => {
    expect(hoursOf(form(without("some_hours")))).toBeNull();
  });

  it("are what the fields say", () => {
    expect(hoursOf(form(SOME))).toEqual({
      time_zone: "Europe/Berlin",
      days: ["monday", "sunday"],
      from: "22:00",
      to: "06:30",
    });
  });

  it("are refused with the reason", () => {
    expect(() => hoursOf(form(without("days")))).toThrow("at least one day");
    expect(() => hoursOf(form(without("to")))).toThrow("until when");
    expect(() => hoursOf(form(without("time_zone")))).toThrow("time zone");
    const nowhere: [string, string] = ["time_zone", "Mars/Olympus"];
    expect(() => hoursOf(form([...without("time_zone"), nowhere]))).toThrow("time zone");
  });

  it("are told by spans of days", () => {
    const text = (days: string) => daysText(days.split(" "), (one) => one.slice(0, 2));
    expect(text("sunday monday tuesday wednesday")).toBe("mo–we, su");
    expect(text("saturday sunday")).toBe("sa, su");
    expect(text("friday")).toBe("fr");
    expect(text("monday tuesday wednesday thursday friday saturday sunday")).toBe("mo–su");
  });
});

describe("a maintenance window", () => {
  const FIELDS: [string, string][] = [
    ["place", " CP1 "],
    ["starts_at", "2026-03-01T08:00"],
    ["ends_at", "2026-03-01T10:00"],
    ["reason", "New cable"],
  ];

  it("is of a station or a site, in UTC", () => {
    const { starts_at, ends_at, ...rest } = windowOf(form(FIELDS), "station");
    expect(rest).toEqual({ station_id: "CP1", site_id: null, reason: "New cable" });
    expect(starts_at).toBe(new Date("2026-03-01T08:00").toISOString());
    expect(Date.parse(ends_at) - Date.parse(starts_at)).toBe(7_200_000);
    expect(windowOf(form(FIELDS), "site")).toMatchObject({ site_id: "CP1", station_id: null });
  });

  it("is shown as it was entered", () => {
    expect(localText(new Date("2026-03-01T08:00"))).toBe("2026-03-01T08:00");
  });

  it("must end after it begins, for a reason", () => {
    const upside = form([...FIELDS.slice(0, 2), ["ends_at", "2026-03-01T08:00"], ["reason", "x"]]);
    expect(() => windowOf(upside, "site")).toThrow("after the start");
    expect(() => windowOf(form([...FIELDS.slice(0, 3), ["reason", " "]]), "site")).toThrow("why");
  });
});

describe("choices", () => {
  it("keep what was chosen where its name is not known, or not yet: nothing means all", () => {
    expect(offered([["a", "Yard"]], ["a", "b"])).toEqual([
      ["a", "Yard"],
      ["b", "b"],
    ]);
    expect(offered([], ["b"])).toEqual([["b", "b"]]);
  });
});
