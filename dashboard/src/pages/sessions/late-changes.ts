import { api } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { queryClient } from "../../api/query-client";
import { waitingFacts } from "./late-amounts";

/** Does it; where it is refused since other late facts wait than were seen, it is told in words. */
export async function unlessChanged(
  sessionId: string,
  seen: number | undefined,
  act: () => Promise<void>,
) {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 409) throw error;
    const { data } = await api.GET("/operator/v1/sessions/{session_id}", {
      params: { path: { session_id: sessionId } },
    });
    await queryClient.invalidateQueries();
    if (!data || waitingFacts(data)?.number === seen) throw error;
    throw new Error(
      "Late facts have changed meanwhile. Close this, look at the session again, then decide.",
    );
  }
}
