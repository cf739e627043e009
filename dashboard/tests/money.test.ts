import { describe, expect, it } from "vitest";
import { decimalText, money, parseAmount } from "../src/format/money";

describe("amounts", () => {
  it.each([
    [1234, "EUR", "12.34"],
    [-5, "EUR", "-0.05"],
    [0, "EUR", "0.00"],
    [1234, "JPY", "1234"],
    [1, "KWD", "0.001"],
    [9_007_199_254_740_991, "EUR", "90071992547409.91"],
  ])("%i minor units of %s are %s", (minor, currency, text) => {
    expect(decimalText({ minor, currency })).toBe(text);
  });

  it("are written to the last cent, however large", () => {
    expect(money({ minor: 9_007_199_254_740_991, currency: "EUR" }, "en")).toBe(
      "€90,071,992,547,409.91",
    );
    expect(money({ minor: -123456, currency: "EUR" }, "de")).toMatch(/^-1\.234,56\s€$/);
  });

  it.each([
    ["12.34", "EUR", 1234],
    ["12,3", "EUR", 1230],
    ["-0.05", "EUR", -5],
    ["7", "JPY", 7],
    ["7.5", "JPY", null],
    ["1.234", "EUR", null],
    ["1,234.50", "EUR", null],
    ["", "EUR", null],
    ["1e3", "EUR", null],
  ])("typed %s %s is read as %s", (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  it("come back as they went", () => {
    for (const currency of ["EUR", "JPY", "KWD"]) {
      for (const minor of [0, 1, 9, 10, 99, 100, 101, 99_999, -1, -1000]) {
        expect(parseAmount(decimalText({ minor, currency }), currency)).toBe(minor);
      }
    }
  });
});
