import type { TFunction } from "i18next";
import { createContext } from "react";
import { ApiProblem, reasonOf } from "../api/problem";
import { parseDecimal } from "../format/decimal";

/** Something is wrong with what stands in one field, in words of the page. */
export class FieldProblem extends Error {
  readonly field: string;

  constructor(field: string, text: string) {
    super(text);
    this.field = field;
  }
}

/** What is wrong, by the names of fields; "" is of the whole form. */
export type Problems = Record<string, string>;

export const FormProblems = createContext<Problems>({});

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What the browser and the page's own rules find wrong before anything is sent. */
export function wrongControls(form: HTMLFormElement, t: TFunction): Problems {
  const found: Problems = {};
  for (const one of form.elements) {
    if (!isControl(one) || !one.name || one.disabled) continue;
    const wrong = wrongWith(one, t);
    if (wrong) found[one.name] ??= wrong;
  }
  return found;
}

function isControl(element: Element): element is Control {
  return /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

function wrongWith(control: Control, t: TFunction): string {
  const { validity, dataset } = control;
  const bounds = { min: control.getAttribute("min"), max: control.getAttribute("max") };
  if (validity.valueMissing || (control.required && !control.value.trim())) {
    return t("Fill this in.");
  }
  if (validity.badInput) return t("This is no number.");
  if (validity.typeMismatch) {
    return control.type === "email"
      ? t("This is no e-mail address.")
      : t("This is no address of the web: it begins with https://.");
  }
  if (validity.patternMismatch)
    return control.title || t("There is a character that cannot be used.");
  if (validity.rangeUnderflow) return t("At least {{min}}.", bounds);
  if (validity.rangeOverflow) return t("At most {{max}}.", bounds);
  if (validity.stepMismatch) return t("Only whole numbers.");
  if (dataset.decimal !== undefined) return wrongDecimal(control.value, dataset, t);
  const over = control.value.length - Number(dataset.most ?? Number.POSITIVE_INFINITY);
  return over > 0 ? t("{{over}} characters too many.", { over }) : "";
}

function wrongDecimal(text: string, { min, max }: DOMStringMap, t: TFunction): string {
  if (!text.trim()) return "";
  const value = parseDecimal(text);
  if (value === null)
    return t("This is no number: write it like 12.5, without blanks or dots between thousands.");
  if (min !== undefined && value < Number(min)) return t("At least {{min}}.", { min });
  return max !== undefined && value > Number(max) ? t("At most {{max}}.", { max }) : "";
}

/** What came back, at the fields that it is about; the rest is of the whole form. */
export function problemsOf(error: unknown, form: HTMLFormElement, t: TFunction): Problems {
  if (error instanceof FieldProblem) return { [error.field]: t(error.message) };
  if (!(error instanceof ApiProblem)) return { "": t(reasonOf(error)) };
  const found: Problems = {};
  const rest: string[] = [];
  const names = new Set([...form.elements].map((one) => one.getAttribute("name") ?? ""));
  for (const { pointer, detail } of error.errors) {
    const name = pointer.split("/").findLast((part) => names.has(part) && part !== "");
    if (name) found[name] ??= detail;
    else rest.push(`${pointer}: ${detail}`);
  }
  const [, named = "", text = ""] = /^(\w+): ([\s\S]+)$/.exec(error.message) ?? [];
  if (names.has(named) && named) found[named] ??= text;
  else if (!error.errors.length || rest.length) rest.unshift(t(error.message));
  if (rest.length) found[""] = rest.join(" ");
  return found;
}

/** Leads to the first field that is wrong. */
export function focusFirst(form: HTMLFormElement, problems: Problems): void {
  for (const one of form.elements) {
    if (isControl(one) && problems[one.name]) {
      one.focus();
      return;
    }
  }
}
