import type { Schemas } from "../../api/client";

type Session = Schemas["OperatorSessionView"];
type Document = Pick<Schemas["DocumentView"], "kind" | "cost">;

/** What facts that came after the settlement leave to a person; null where nothing waits. */
export function waitingFacts(session: Pick<Session, "corrections">) {
  const last = session.corrections.at(-1);
  return last?.outcome === "review" ? last : null;
}

/** What the session has cost by now, by its documents: a person's credit may be no correction. */
export function chargedMinor(session: Pick<Session, "cost">, documents: Document[]): number {
  const moved = documents.map(({ kind, cost }) => {
    const minor = cost?.gross.minor ?? 0;
    return kind === "credit_note" ? -minor : minor;
  });
  return moved.reduce((sum, one) => sum + one, session.cost?.gross.minor ?? 0);
}
