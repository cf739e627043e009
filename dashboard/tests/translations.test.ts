import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import german from "../src/i18n/de.json";

const PLACEHOLDER = /\{\{\w+\}\}/g;
const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
  .map((name) => readFileSync(`src/${name}`, "utf8"));

/** Texts in t("…"), and those of tables that are translated where they are shown. */
function wanted(): Set<string> {
  const found = sources.flatMap((text) => [
    ...text.matchAll(/\bt\(\s*"((?:[^"\\]|\\.)+)"/g),
    ...text.matchAll(/(?:\btitle|\bsaid): "((?:[^"\\]|\\.)+)"/g),
    ...text.matchAll(
      /new (?:SignInRefused|Error|FieldProblem|ApiProblem)\(\s*(?:"\w+",\s*|401, )?"((?:[^"\\]|\\.)+)",?\s*\)/g,
    ),
  ]);
  return new Set(found.map(([, text = ""]) => text.replaceAll('\\"', '"')));
}

describe("German", () => {
  const table: Record<string, string> = german;

  it("has every text of the pages", () => {
    expect([...wanted()].filter((text) => !(text in table))).toEqual([]);
  });

  it("keeps the places for values", () => {
    for (const [english, translated] of Object.entries(table)) {
      expect([english, translated.match(PLACEHOLDER)?.toSorted()]).toEqual([
        english,
        english.match(PLACEHOLDER)?.toSorted(),
      ]);
    }
  });

  it("leaves nothing empty", () => {
    expect(Object.entries(table).filter(([, text]) => !text.trim())).toEqual([]);
  });
});
