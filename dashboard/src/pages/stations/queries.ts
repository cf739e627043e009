import { $api } from "../../api/client";
import { LIVE_MS } from "../../api/query-client";

const MANY = 200;

export function useStations() {
  return $api.useInfiniteQuery(
    "get",
    "/operator/v1/stations",
    { params: { query: { limit: MANY } } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next ?? undefined,
      refetchInterval: LIVE_MS,
    },
  );
}

/** The sessions that run now, of all stations. */
export function useActiveSessions() {
  return $api.useQuery(
    "get",
    "/operator/v1/sessions",
    { params: { query: { active: true, limit: MANY } } },
    { refetchInterval: LIVE_MS },
  );
}
