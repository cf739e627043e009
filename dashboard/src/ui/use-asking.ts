import { useState } from "react";

/** Which dialog of a list is open, and about what; null is about a new one. */
export function useAsking<What extends string, Thing>() {
  const [asking, setAsking] = useState<{ what: What; thing: Thing | null } | null>(null);
  return {
    asking,
    ask: (what: What, thing: Thing | null = null) => setAsking({ what, thing }),
    close: () => setAsking(null),
  };
}
