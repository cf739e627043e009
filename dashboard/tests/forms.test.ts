import { describe, expect, it } from "vitest";
import { ApiProblem } from "../src/api/problem";
import { parseDecimal, typed } from "../src/format/decimal";
import { amountOf } from "../src/ui/amount";
import { FieldProblem, problemsOf } from "../src/ui/form-problems";

/** A form as far as problems need it: the names of its fields. */
function formOf(...names: string[]): HTMLFormElement {
  const elements = names.map((name) => ({ getAttribute: () => name }));
  return { elements } as unknown as HTMLFormElement;
}

const t = ((text: string) => text) as never;

describe("numbers that people type", () => {
  it.each([
    ["12.5", 12.5],
    ["12,5", 12.5],
    [" -0,25 ", -0.25],
    ["7", 7],
  ])("%s is a number", (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });

  it.each(["", "1.234,5", "1,234.5", "12 000", "12,", "zwölf", "1e3", "NaN"])(
    "%s is left open, and so refused",
    (text) => {
      expect(parseDecimal(text)).toBeNull();
    },
  );

  it.each(["en", "de"])("are read back as they were written in %s", (language) => {
    expect(parseDecimal(typed(1234.567, language))).toBe(1234.567);
    expect(typed(null, language)).toBe("");
  });
});

describe("an amount in a form", () => {
  const form = (amount: string) => {
    const made = new FormData();
    made.set("amount", amount);
    return made;
  };

  it("is taken with a point or a comma", () => {
    expect(amountOf(form("12,50"), "EUR")).toEqual({ minor: 1250, currency: "EUR" });
    expect(amountOf(form("12.5"), "EUR")).toEqual({ minor: 1250, currency: "EUR" });
  });

  it.each(["", "0", "-1", "1.000", "1.234,50", "ten"])("is refused at its field: %s", (text) => {
    expect(() => amountOf(form(text), "EUR")).toThrow(FieldProblem);
  });
});

describe("what comes back from the API", () => {
  it("is shown at the field that it names, by a pointer or in front of the text", () => {
    const pointed = new ApiProblem(422, "Wrong.", [{ pointer: "/name", detail: "too long" }]);
    expect(problemsOf(pointed, formOf("name", "reason"), t)).toEqual({ name: "too long" });
    const named = new ApiProblem(422, "site_id: there is no site S9");
    expect(problemsOf(named, formOf("site_id"), t)).toEqual({ site_id: "there is no site S9" });
  });

  it("is shown below where no field is meant", () => {
    const problem = new ApiProblem(422, "Wrong.", [{ pointer: "/evses/0", detail: "missing" }]);
    expect(problemsOf(problem, formOf("name"), t)).toEqual({ "": "Wrong. /evses/0: missing" });
    expect(problemsOf(new ApiProblem(409, "It runs."), formOf(""), t)).toEqual({ "": "It runs." });
    expect(problemsOf(new TypeError("fetch"), formOf(), t)).toEqual({
      "": "The connection failed.",
    });
  });
});
