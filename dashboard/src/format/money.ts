/** An amount in minor units of its currency, as every API gives it. */
export interface Money {
  minor: number;
  currency: string;
}

const WITHOUT_DECIMALS = new Set(
  "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "),
);
const THREE_DECIMALS = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/** Digits behind the point in this currency. */
export function decimalsOf(currency: string): number {
  if (WITHOUT_DECIMALS.has(currency)) return 0;
  return THREE_DECIMALS.has(currency) ? 3 : 2;
}

/** Minor units as a decimal number in text: the point is set among the digits, nothing is calculated. */
export function decimalText({ minor, currency }: Money): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  const whole = `${minor < 0 ? "-" : ""}${digits.slice(0, point)}`;
  return decimals ? `${whole}.${digits.slice(point)}` : whole;
}

/** The same for a field, as the reader would type it. */
export function typedAmount(amount: Money, language: string): string {
  const point = (1.5).toLocaleString(language).charAt(1);
  return decimalText(amount).replace(".", point);
}

export function money(amount: Money, language: string, compact = false): string {
  const decimals = decimalsOf(amount.currency);
  const short = compact && Math.abs(amount.minor) >= 10 ** (decimals + 4);
  const format = new Intl.NumberFormat(language, {
    style: "currency",
    currency: amount.currency,
    minimumFractionDigits: short ? 0 : decimals,
    maximumFractionDigits: short ? 1 : decimals,
    ...(short ? { notation: "compact" as const } : {}),
  });
  return format.format(decimalText(amount) as `${number}`);
}

/** What a person typed, in minor units; null when it is no amount of this currency. */
export function parseAmount(text: string, currency: string): number | null {
  const decimals = decimalsOf(currency);
  const match = /^(-?)(\d{1,12})(?:[.,](\d*))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  if (fraction.length > decimals) return null;
  const minor = Number(whole + fraction.padEnd(decimals, "0"));
  return sign && minor ? -minor : minor;
}
