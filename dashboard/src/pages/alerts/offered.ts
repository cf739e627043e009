export type Option = [value: string, text: string];

/** What can be chosen, and what was: a choice that is not known here, or not yet, is not lost. */
export function offered(options: Option[], chosen: string[]): Option[] {
  const known = new Set(options.map(([value]) => value));
  const others = chosen.filter((one) => !known.has(one));
  return [...options, ...others.map((one): Option => [one, one])];
}
