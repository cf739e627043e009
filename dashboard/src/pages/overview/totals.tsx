import { Activity, PlugZap, TriangleAlert, Zap } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useFormats } from "../../format/units";
import { Stat } from "../../ui/card";
import { stationStatus } from "../stations/status";

interface Props {
  stations: Schemas["StationView"][] | undefined;
  /** There are stations beyond those given. */
  more: boolean;
  active: Schemas["OperatorSessionView"][] | undefined;
}

export function Totals({ stations, more, active }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const charging = active?.filter((one) => one.state === "charging");
  const places = new Set(charging?.map((one) => one.station_id));
  const states = stations?.map((one) => stationStatus(one, places));
  const online = stations?.filter((one) => one.online).length;
  const watts = active?.reduce((sum, one) => sum + (one.power_w ?? 0), 0);
  const beyond = more ? "+" : "";
  return (
    <dl className="stats">
      <Stat
        icon={<PlugZap size={15} aria-hidden />}
        label={t("Stations online")}
        value={
          <>
            {online ?? "–"} <small>{stations && `/ ${stations.length}${beyond}`}</small>
          </>
        }
      />
      <Stat
        icon={<Zap size={15} aria-hidden />}
        label={t("Charging now")}
        value={charging?.length ?? "–"}
      />
      <Stat
        icon={<Activity size={15} aria-hidden />}
        label={t("Power now")}
        value={formats.power(watts)}
      />
      <Stat
        icon={<TriangleAlert size={15} aria-hidden />}
        label={t("Faulted")}
        value={states?.filter((one) => one === "faulted").length ?? "–"}
      />
    </dl>
  );
}
