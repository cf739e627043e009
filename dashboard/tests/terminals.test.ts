import { describe, expect, it } from "vitest";
import { servedOf } from "../src/pages/terminals/served";

describe("the charging points of a terminal", () => {
  it("are read line by line, whatever the identity", () => {
    expect(servedOf("CP1 1\n\n yard/3 a / 12 \nCP1\t2")).toEqual([
      { station_id: "CP1", evse_id: 1 },
      { station_id: "yard/3 a", evse_id: 12 },
      { station_id: "CP1", evse_id: 2 },
    ]);
    expect(servedOf(" \n")).toEqual([]);
  });

  it("are refused where one lacks its number", () => {
    for (const wrong of ["CP1", "1", "CP1 0", "CP1 two"]) {
      expect(() => servedOf(wrong)).toThrow("the number");
    }
  });
});
