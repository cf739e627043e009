import { $api } from "../../api/client";
import { SLOW_MS, whenChanged } from "../../api/query-client";
import { useByName } from "../../ui/order";
import { BY_CURSOR } from "../../ui/paged";
import { useWhole } from "../../ui/whole";
import type { Standing } from "./status";

interface Narrowing {
  site_id?: string;
  status?: Standing;
  search?: string;
}

/** Of lists that are read whole: 2,000 sites to choose from, 5,000 on the map. */
const MOST_PAGES = 10;

/** How stations stand, page by page; `limit` is 500 at most. */
export function useStates(narrowing: Narrowing = {}, limit = 100) {
  return $api.useInfiniteQuery(
    "get",
    "/operator/v1/stations/states",
    { params: { query: { ...narrowing, limit } } },
    { ...BY_CURSOR, refetchInterval: whenChanged },
  );
}

/** All sites, by name. */
export function useSites() {
  const pages = $api.useInfiniteQuery(
    "get",
    "/operator/v1/sites",
    { params: { query: { limit: 200 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
  const whole = useWhole(pages, MOST_PAGES);
  const items = useByName(whole.data?.items);
  return { ...whole, data: items && { items } };
}

/** How many stations of each site stand how: all of them are counted, none is loaded. */
export function useSiteStates() {
  const pages = $api.useInfiniteQuery(
    "get",
    "/operator/v1/sites/states",
    { params: { query: { limit: 500 } } },
    { ...BY_CURSOR, refetchInterval: whenChanged },
  );
  return useWhole(pages, MOST_PAGES);
}
