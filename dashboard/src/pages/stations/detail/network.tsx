import { useTranslation } from "react-i18next";
import { $api, type Schemas } from "../../../api/client";
import { SLOW_MS } from "../../../api/query-client";
import { AddButton, useActions } from "../../../ui/actions";
import { Card } from "../../../ui/card";
import { Pill } from "../../../ui/pill";
import { Empty } from "../../../ui/states";
import { Table, Two } from "../../../ui/table";
import { Time } from "../../../ui/time";
import { useAsking } from "../../../ui/use-asking";
import { NetworkDialog, type Profile } from "./network-dialog";

/** How the station shall connect (OCPP 2.x), and how far it is with that. */
export function NetworkProfiles({ station }: { station: Schemas["StationView"] }) {
  const { t } = useTranslation();
  const { asking, ask, close } = useAsking<"send", Profile>();
  const id = station.station_id;
  const { protocol } = station.connection;
  const isOld = protocol === "ocpp1.6";
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/stations/{station_id}/network-profiles",
    { params: { path: { station_id: id } } },
    { refetchInterval: SLOW_MS },
  );
  const actions = useActions<Profile>(
    (one) => String(one.slot),
    (one) => [{ text: t("Edit"), onClick: () => ask("send", one) }],
  );
  return (
    <Card
      flush
      title={t("Network profiles")}
      actions={!isOld && <AddButton text={t("Send a profile")} onClick={() => ask("send")} />}
    >
      <Table
        label={t("Network profiles")}
        rows={data?.items}
        error={error}
        retry={refetch}
        keyOf={(one) => String(one.slot)}
        empty={
          <Empty title={t("No profile was sent: the station connects as it was set up.")}>
            {isOld && t("OCPP 1.6 has no network profiles.")}
          </Empty>
        }
        columns={[
          { title: t("Slot"), cell: (one) => <Two main={one.slot} sub={addressOf(one)} /> },
          { title: t("State"), cell: (one) => <Pill word={one.state} /> },
          { title: t("Order of slots"), cell: (one) => one.priority.join(", ") },
          { title: t("Reason"), cell: (one) => one.reason ?? "–" },
          { title: t("Wanted"), end: true, cell: (one) => <Time at={one.wanted_at} /> },
          { title: t("Changed"), end: true, cell: (one) => <Time at={one.changed_at} /> },
          actions,
        ]}
      />
      {asking && (
        <NetworkDialog id={id} protocol={protocol} profile={asking.thing} onClose={close} />
      )}
    </Card>
  );
}

function addressOf({ connection_data }: Profile): string | null {
  const address = connection_data.ocppCsmsUrl;
  return typeof address === "string" ? address : null;
}
