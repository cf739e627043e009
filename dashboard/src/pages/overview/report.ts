import { $api } from "../../api/client";
import { whenChanged } from "../../api/query-client";
import { useSites } from "../stations/queries";

/** The network at a glance, in bounded requests; its today is the sites', where they share one. */
export function useOverviewReport() {
  const zones = new Set(useSites().data?.items.map((one) => one.time_zone));
  const [only] = zones.size === 1 ? zones : [];
  const time_zone = only ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return $api.useQuery(
    "get",
    "/operator/v1/reports/overview",
    { params: { query: { time_zone } } },
    { refetchInterval: whenChanged },
  );
}
