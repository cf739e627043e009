import { useTranslation } from "react-i18next";
import { $api, type Schemas } from "../../../api/client";
import { SLOW_MS } from "../../../api/query-client";
import { Card } from "../../../ui/card";
import { Pill } from "../../../ui/pill";
import { Table, Two } from "../../../ui/table";
import { Time } from "../../../ui/time";

type Profile = Schemas["operator_api__routes__network_profiles__ProfileView"];

/** How the station shall connect (OCPP 2.x), and how far it is with that. */
export function NetworkProfiles({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/stations/{station_id}/network-profiles",
    { params: { path: { station_id: id } } },
    { refetchInterval: SLOW_MS },
  );
  return (
    <Card flush title={t("Network profiles")}>
      <Table
        label={t("Network profiles")}
        rows={data?.items}
        error={error}
        retry={refetch}
        keyOf={(one) => String(one.slot)}
        empty={t("No profile was sent: the station connects as it was set up.")}
        columns={[
          { title: t("Slot"), cell: (one) => <Two main={one.slot} sub={addressOf(one)} /> },
          { title: t("State"), cell: (one) => <Pill word={one.state} /> },
          { title: t("Order of slots"), cell: (one) => one.priority.join(", ") },
          { title: t("Reason"), cell: (one) => one.reason ?? "–" },
          { title: t("Wanted"), end: true, cell: (one) => <Time at={one.wanted_at} /> },
          { title: t("Changed"), end: true, cell: (one) => <Time at={one.changed_at} /> },
        ]}
      />
    </Card>
  );
}

function addressOf({ connection_data }: Profile): string | null {
  const address = connection_data.ocppCsmsUrl;
  return typeof address === "string" ? address : null;
}
