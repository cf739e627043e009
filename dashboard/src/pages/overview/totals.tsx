import {
  Activity,
  BadgeEuro,
  BatteryCharging,
  CircleCheck,
  Gauge,
  PlugZap,
  Receipt,
  TriangleAlert,
  Zap,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useFormats } from "../../format/units";
import { Stat } from "../../ui/card";
import { useOverviewReport } from "./report";

const SIZE = { size: 15, "aria-hidden": true } as const;

/** The network in numbers. */
export function Totals() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useOverviewReport();
  const count = (value: number | undefined) => (value == null ? "–" : formats.number(value));
  const open = Object.values(data?.open_incidents ?? {}).reduce((sum, one) => sum + one, 0);
  const starts = data?.first_start_success;
  return (
    <dl className="stats five">
      <Stat
        icon={<PlugZap {...SIZE} />}
        label={t("Stations online")}
        value={
          <>
            {count(data?.stations.online)} <small>/ {count(data?.stations.total)}</small>
          </>
        }
      />
      <Stat
        icon={<Zap {...SIZE} />}
        label={t("Charging now")}
        value={count(data?.stations.charging)}
      />
      <Stat
        icon={<Activity {...SIZE} />}
        label={t("Power now")}
        value={formats.power(data?.power_w_now)}
      />
      <Stat
        icon={<TriangleAlert {...SIZE} />}
        label={t("Open incidents")}
        value={<Link to="/incidents">{data ? open : "–"}</Link>}
        note={data && t("Faulted stations: {{count}}", { count: data.stations.faulted })}
      />
      <Stat
        icon={<Receipt {...SIZE} />}
        label={t("Sessions today")}
        value={count(data?.sessions_today)}
      />
      <Stat
        icon={<BatteryCharging {...SIZE} />}
        label={t("Energy today")}
        value={formats.energy(data?.energy_wh_today)}
      />
      <Stat
        icon={<BadgeEuro {...SIZE} />}
        label={t("Revenue today")}
        value={formats.money(data?.revenue.today?.gross)}
        note={
          data &&
          t("This week {{amount}}", { amount: formats.money(data.revenue.week?.gross, true) })
        }
      />
      <Stat
        icon={<BadgeEuro {...SIZE} />}
        label={t("Revenue this month")}
        value={formats.money(data?.revenue.month?.gross, true)}
        note={data && t("Net {{amount}}", { amount: formats.money(data.revenue.month?.net, true) })}
      />
      <Stat
        icon={<CircleCheck {...SIZE} />}
        label={t("First start succeeds")}
        value={formats.percent(starts?.percent)}
        note={starts && t("{{succeeded}} of {{attempts}} in 30 days", { ...starts })}
      />
      <Stat
        icon={<Gauge {...SIZE} />}
        label={t("Uptime")}
        value={formats.percent(data?.uptime_percent)}
        note={t("30 days")}
      />
    </dl>
  );
}
