import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useFormats } from "../../format/units";
import { Pill } from "../../ui/pill";
import { type Column, Two } from "../../ui/table";
import { Time } from "../../ui/time";

type Session = Schemas["OperatorSessionView"];

/** The columns of every list of sessions. */
export function useSessionColumns(): Column<Session>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return [
    {
      title: t("Station"),
      cell: (one) => (
        <Two
          main={one.station_id}
          sub={one.evse_id != null && t("EVSE {{evse}}", { evse: one.evse_id })}
        />
      ),
    },
    {
      title: t("State"),
      cell: (one) => <Pill word={one.state} pulse={one.state === "charging"} />,
    },
    { title: t("Token"), cell: (one) => one.token_id ?? "–" },
    { title: t("Energy"), end: true, cell: (one) => formats.energy(one.energy_wh) },
    {
      title: t("Power"),
      end: true,
      cell: (one) => (one.active ? formats.power(one.power_w) : "–"),
    },
    { title: t("Cost"), end: true, cell: (one) => formats.money(one.cost?.gross) },
    { title: t("Started"), end: true, cell: (one) => <Time at={one.started_at} /> },
  ];
}
