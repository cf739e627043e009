/** Colours that mean something: the same state has the same tone everywhere. */
export type Tone = "green" | "blue" | "amber" | "red" | "violet" | "grey";

const TONES: Record<Tone, string[]> = {
  green: [
    ..."Available available online Online active Accepted done settled answered current".split(" "),
    ..."verified resolved handed_over accepted used posted captured active succeeded enabled ok created".split(
      " ",
    ),
  ],
  blue: [
    ..."Charging charging sent issued info under_way awaiting_unplug Finishing".split(" "),
    ..."EVConnected authorised bound stored prioritised planned Reserved reserved ended preparing Preparing Occupied pushed changed".split(
      " ",
    ),
  ],
  amber: [
    ..."ongoing SuspendedEV SuspendedEVSE suspended_ev suspended_evse queued pending minor".split(
      " ",
    ),
    ..."warning retrying capturing releasing awaiting_card wanted acknowledged major expired timed_out Pending drift".split(
      " ",
    ),
  ],
  red: [
    ..."Faulted faulted critical error failed refused declined rejected Rejected invalid".split(
      " ",
    ),
    ..."revoked open Blocked Expired".split(" "),
  ],
  violet: ["review", "awaiting_approval", "orphan"],
  grey: [
    "Unavailable",
    "offline",
    "Offline",
    "unavailable",
    "released",
    "voided",
    "unknown",
    "unverifiable",
  ],
};

const byWord = new Map(
  Object.entries(TONES).flatMap(([tone, words]) => words.map((word) => [word, tone as Tone])),
);

export function toneOf(word: string | null | undefined): Tone {
  return byWord.get(word ?? "") ?? "grey";
}
