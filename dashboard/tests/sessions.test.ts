import { describe, expect, it } from "vitest";
import type { Schemas } from "../src/api/client";
import { curveOf } from "../src/pages/sessions/curve";
import { chargedMinor } from "../src/pages/sessions/late-amounts";
import { phasesOf } from "../src/pages/sessions/phases";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const at = (minute: number) => new Date(NOW - (60 - minute) * 60_000).toISOString();

function message(minute: number, register_wh: number | null, power_w: number | null = null) {
  const reading = { measured_at: at(minute), register_wh, power_w, soc_percent: null };
  return { received_at: at(minute), readings: [reading], samples: [] };
}

function session(changes: Partial<Schemas["OperatorSessionView"]>) {
  const whole = { started_at: at(0), stopped_at: null, ended_at: null, idle: [], ...changes };
  return whole as unknown as Schemas["OperatorSessionView"];
}

const idle = (from: number, to: number) => ({
  start: at(from),
  end: at(to),
  last_increase: null,
  signal: null,
  ended_by: "unplugged",
});

describe("the curve of a session", () => {
  it("is in the order of time, whatever order the messages have", () => {
    const curve = curveOf([message(20, 3000), message(0, 1000), message(10, 2000)]);
    expect(curve.energy).toEqual([0, 1000, 2000]);
    expect(curve.times).toEqual([...curve.times].toSorted((a, b) => a - b));
  });

  it("keeps one value of a moment, the fuller one", () => {
    const curve = curveOf([message(5, null, 7000), message(5, 1500), message(0, 1000)]);
    expect(curve.times).toHaveLength(2);
    expect([curve.power[1], curve.energy[1]]).toEqual([7000, 500]);
  });

  it("has no energy where there is no register", () => {
    expect(curveOf([message(0, null, 5000)]).energy).toEqual([null]);
  });
});

describe("the phases of a session", () => {
  const minutes = (phases: ReturnType<typeof phasesOf>) =>
    phases.map((one) => [one.title, (one.to - one.from) / 60_000]);

  it("are charging to now while it runs", () => {
    expect(minutes(phasesOf(session({}), NOW))).toEqual([["Charging", 60]]);
  });

  it("are plugged in between stop and end", () => {
    const phases = phasesOf(session({ stopped_at: at(20), ended_at: at(30) }), NOW);
    expect(minutes(phases)).toEqual([
      ["Charging", 20],
      ["Plugged in", 10],
    ]);
  });

  it("have parking where it was proven, and fill the whole time without overlaps", () => {
    const whole = session({
      stopped_at: at(40),
      ended_at: at(50),
      idle: [idle(30, 45), idle(10, 12)],
    });
    const phases = phasesOf(whole, NOW);
    expect(minutes(phases)).toEqual([
      ["Charging", 10],
      ["Parked", 2],
      ["Charging", 18],
      ["Parked", 15],
      ["Plugged in", 5],
    ]);
  });
});

describe("what a session has cost by now", () => {
  const euros = (minor: number) => ({ gross: { minor, currency: "EUR" } }) as never;

  it("is without what a person gave back before any late fact, and with what was added", () => {
    const documents = [
      { kind: "credit_note" as const, cost: euros(100) },
      { kind: "additional_charge" as const, cost: euros(30) },
    ];
    expect(chargedMinor({ cost: euros(500) }, documents)).toBe(430);
    expect(chargedMinor({ cost: null }, [])).toBe(0);
  });
});
