/** States whose words are not English as they stand. */
const WORDS: Record<string, string> = {
  suspended_ev: "Paused by vehicle",
  suspended_evse: "Paused by station",
  SuspendedEV: "Paused by vehicle",
  SuspendedEVSE: "Paused by station",
  awaiting_unplug: "Awaiting unplug",
  awaiting_approval: "Awaiting approval",
  under_way: "Under way",
  review: "In review",
  current: "Up to date",
  handed_over: "Handed over",
  timed_out: "No answer",
  write_off: "Write-off",
  authorised: "Reserved",
  bound: "In session",
  email: "E-mail",
  ac: "AC",
  dc: "DC",
};

/** A word of the API as a person reads it: the English text that is also the key of a translation. */
export function wordsOf(word: string): string {
  const known = WORDS[word];
  if (known) return known;
  const spaced = word
    .replaceAll("_", " ")
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
