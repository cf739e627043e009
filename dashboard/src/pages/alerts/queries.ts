import { $api } from "../../api/client";
import { SLOW_MS, whenChanged } from "../../api/query-client";
import { BY_CURSOR } from "../../ui/paged";

export function useChannels() {
  return $api.useQuery("get", "/operator/v1/alert-channels", {}, { refetchInterval: SLOW_MS });
}

export function useRules() {
  return $api.useQuery("get", "/operator/v1/alert-rules", {}, { refetchInterval: SLOW_MS });
}

/** By their end, the last first. */
export function useWindows() {
  return $api.useInfiniteQuery(
    "get",
    "/operator/v1/maintenance-windows",
    { params: { query: { limit: 50 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
}

export function useDeliveries(query: { incident_id?: string; channel_id?: string }) {
  return $api.useQuery(
    "get",
    "/operator/v1/alert-deliveries",
    { params: { query: { ...query, limit: 50 } } },
    { refetchInterval: whenChanged },
  );
}
