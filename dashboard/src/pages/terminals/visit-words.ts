import type { TFunction } from "i18next";
import { wordsOf } from "../../ui/words";
import type { Visit } from "./queries";

/** "Visa •••• 4242". */
export function cardText({ card }: Visit): string {
  return card ? `${wordsOf(card.brand)} •••• ${card.last4}` : "–";
}

/** Why it is over, with the provider's word where it refused. */
export function whyText({ ended, failure }: Visit, t: TFunction): string {
  const words = [ended, failure].filter((one) => one != null).map((one) => t(wordsOf(one)));
  return words.join(": ") || "–";
}
