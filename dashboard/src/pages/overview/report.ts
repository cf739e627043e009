import { LIVE_MS } from "../../api/query-client";
import { useRead } from "../../api/untyped";
import type { Money } from "../../format/money";

export interface Revenue {
  net: Money;
  gross: Money;
}

/** `GET /reports/overview`: the network at a glance, in bounded requests. */
export interface OverviewReport {
  as_of: string;
  stations: Record<"total" | "online" | "offline" | "faulted" | "charging" | "available", number>;
  power_w_now: number;
  sessions_today: number;
  energy_wh_today: number;
  revenue: Record<"today" | "week" | "month", Revenue | null>;
  revenue_by_site: {
    site_id: string | null;
    name?: string | null;
    today?: Revenue | null;
    month?: Revenue | null;
  }[];
  first_start_success: { attempts: number; succeeded: number; percent: number | null };
  uptime_percent: number | null;
  open_incidents: Record<string, number>;
}

export function useOverviewReport() {
  return useRead<OverviewReport>("/reports/overview", {}, { refetchInterval: LIVE_MS });
}
