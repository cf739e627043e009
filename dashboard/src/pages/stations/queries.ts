import { $api } from "../../api/client";
import { SLOW_MS, whenChanged } from "../../api/query-client";
import { BY_CURSOR } from "../../ui/paged";
import type { Standing } from "./status";

interface Narrowing {
  site_id?: string;
  status?: Standing;
  search?: string;
}

/** How stations stand, page by page; `limit` is 500 at most. */
export function useStates(narrowing: Narrowing = {}, limit = 100) {
  return $api.useInfiniteQuery(
    "get",
    "/operator/v1/stations/states",
    { params: { query: { ...narrowing, limit } } },
    { ...BY_CURSOR, refetchInterval: whenChanged },
  );
}

export function useSites() {
  return $api.useQuery(
    "get",
    "/operator/v1/sites",
    { params: { query: { limit: 200 } } },
    { refetchInterval: SLOW_MS },
  );
}
