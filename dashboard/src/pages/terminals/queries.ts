import { $api, type Schemas } from "../../api/client";
import { LIVE_MS, SLOW_MS } from "../../api/query-client";
import { BY_CURSOR } from "../../ui/paged";

export type Visit = Schemas["TerminalVisitView"];

interface Narrowing {
  terminal_id?: string | undefined;
  station_id?: string | undefined;
  open?: boolean | undefined;
  ended?: NonNullable<Visit["ended"]> | undefined;
}

const FINAL = new Set<Visit["state"]>(["captured", "released", "expired", "declined"]);

export function useTerminals() {
  return $api.useInfiniteQuery(
    "get",
    "/operator/v1/terminals",
    { params: { query: { limit: 100 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
}

/** Customers of terminals, the newest first. */
export function useVisits(narrowing: Narrowing) {
  return $api.useInfiniteQuery(
    "get",
    "/operator/v1/terminal-visits",
    { params: { query: { ...narrowing, limit: 50 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
}

/** One customer; asked for again until all is done. */
export function useVisit(id: string) {
  return $api.useQuery(
    "get",
    "/operator/v1/terminal-visits/{visit_id}",
    { params: { path: { visit_id: id } } },
    {
      refetchInterval: ({ state: { data } }) =>
        data && FINAL.has(data.state) && data.ended ? false : LIVE_MS,
    },
  );
}
