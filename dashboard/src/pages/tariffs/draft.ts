import type { Schemas } from "../../api/client";

export type Draft = Schemas["TariffDocument"];
export type Element = Schemas["ElementDocument"];
export type Restrictions = Schemas["RestrictionsDocument"];

export const FIRST: Draft = {
  currency: "EUR",
  tax_included: "YES",
  current_type: null,
  elements: [{ price_components: [{ type: "ENERGY", price: 0.49, vat: 19, step_size: 1 }] }],
};

/** What is published is what was read, less what only the server says of it. */
export function draftOf(tariff: Schemas["TariffView"]): Draft {
  const { description: _, id: __, version: ___, ...draft } = tariff;
  return withoutNulls(draft) as Draft;
}

/** Members that say nothing are left out, at every depth: the document reads as a person would write it. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(
    ([, member]) => member !== null && member !== undefined,
  );
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutNulls(member)]));
}

/** The draft with one of its elements changed, or taken out. */
export function withElement(draft: Draft, place: number, element: Element | null): Draft {
  const elements = draft.elements.toSpliced(place, 1, ...(element ? [element] : []));
  return { ...draft, elements };
}

/** The element with one condition changed; a condition without a value is none. */
export function withCondition(
  element: Element,
  name: keyof Restrictions,
  value: Restrictions[keyof Restrictions],
): Element {
  const conditions = { ...element.restrictions, [name]: value };
  const kept = Object.entries(conditions).filter(([, one]) => one != null && one !== "");
  return { ...element, restrictions: kept.length ? Object.fromEntries(kept) : undefined };
}
