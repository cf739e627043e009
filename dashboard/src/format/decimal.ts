/** "12.5" or "12,5", as people of every language write it; no separators of thousands. */
const DECIMAL = /^[+-]?(\d{1,15})(?:[.,](\d{1,9}))?$/;

/** What a person typed as a number; null when it is none, or leaves open what it means ("1,000.5"). */
export function parseDecimal(text: string): number | null {
  const trimmed = text.trim();
  return DECIMAL.test(trimmed) ? Number(trimmed.replace(",", ".")) : null;
}

/** A number for a field, as the reader would type it. */
export function typed(value: number | null | undefined, language: string): string {
  if (value == null || Number.isNaN(value)) return "";
  return value.toLocaleString(language, { useGrouping: false, maximumFractionDigits: 9 });
}
