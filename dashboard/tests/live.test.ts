import { describe, expect, it } from "vitest";
import { concerns, topicsOf } from "../src/live/topics";

describe("what a page listens to", () => {
  it.each([
    ["/", ["overview", "stations", "sessions", "incidents"]],
    ["/stations", ["stations"]],
    ["/stations/CP%2001", ["station:CP 01"]],
    ["/sessions/01ABC", ["session:01ABC"]],
    ["/incidents/01ABC", ["incidents"]],
    ["/tariffs", ["overview"]],
  ])("%s", (path, topics) => {
    expect(topicsOf(path)).toEqual(topics);
  });

  it("is read again where an event concerns it, and nowhere else", () => {
    expect(concerns("stations", "/operator/v1/stations/states")).toBe(true);
    expect(concerns("station:CP1", "/operator/v1/sessions")).toBe(true);
    expect(concerns("session:1", "/operator/v1/sessions/{session_id}")).toBe(true);
    expect(concerns("sessions", "/operator/v1/stations/states")).toBe(false);
    expect(concerns("something new", "/operator/v1/stations")).toBe(false);
  });
});
