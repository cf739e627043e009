import { $api } from "../../api/client";
import { whenChanged } from "../../api/query-client";

/** The network at a glance, in bounded requests. */
export function useOverviewReport() {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return $api.useQuery(
    "get",
    "/operator/v1/reports/overview",
    { params: { query: { time_zone } } },
    { refetchInterval: whenChanged },
  );
}
