import { $api } from "../../api/client";
import { SLOW_MS, whenChanged } from "../../api/query-client";

export function useChannels() {
  return $api.useQuery("get", "/operator/v1/alert-channels", {}, { refetchInterval: SLOW_MS });
}

export function useRules() {
  return $api.useQuery("get", "/operator/v1/alert-rules", {}, { refetchInterval: SLOW_MS });
}

export function useDeliveries(query: { incident_id?: string; channel_id?: string }) {
  return $api.useQuery(
    "get",
    "/operator/v1/alert-deliveries",
    { params: { query: { ...query, limit: 50 } } },
    { refetchInterval: whenChanged },
  );
}
