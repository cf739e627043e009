import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { $api, type Schemas } from "../../../api/client";
import { LIVE_MS } from "../../../api/query-client";
import { useFormats } from "../../../format/units";
import { Card, Facts } from "../../../ui/card";
import { Pill } from "../../../ui/pill";
import { Empty } from "../../../ui/states";
import { Table, Two } from "../../../ui/table";
import { Time } from "../../../ui/time";
import { sendCommand } from "./send";

type Station = Schemas["StationView"];
type Connector = Schemas["ConnectorView"];

export function State({ station }: { station: Station }) {
  const { t } = useTranslation();
  return (
    <div className="grid-main">
      <Connectors station={station} />
      <Card title={t("Connection and record")}>
        <StationFacts station={station} />
      </Card>
    </div>
  );
}

function connectorsOf(station: Station): Connector[] {
  const registered = station.evses.flatMap((one) => one.connectors);
  const placeOf = (one: Connector) => `${one.evse_id}.${one.connector_id}`;
  const places = new Set(registered.map(placeOf));
  const beyond = station.connectors.filter((one) => !places.has(placeOf(one)));
  return [...registered, ...beyond.filter((one) => one.evse_id || one.status !== "Available")];
}

function Connectors({ station }: { station: Station }) {
  const { t } = useTranslation();
  const { power } = useFormats();
  const id = station.station_id;
  const { data } = $api.useQuery(
    "get",
    "/operator/v1/sessions",
    { params: { query: { station_id: id, active: true, limit: 20 } } },
    { refetchInterval: LIVE_MS },
  );
  const sessionAt = (place: Connector) =>
    data?.items.find((one) => one.evse_id === place.evse_id && one.active);
  const limits = new Map(station.evses.map((one) => [one.evse_id, one]));
  return (
    <Card flush title={t("Connectors")}>
      <Table
        label={t("Connectors")}
        rows={connectorsOf(station)}
        keyOf={(one) => `${one.evse_id}.${one.connector_id}`}
        empty={<Empty title={t("This station has told of no connector yet.")} />}
        columns={[
          {
            title: t("Connector"),
            cell: (one) => (
              <Two
                main={one.evse_id ? `${one.evse_id}.${one.connector_id}` : t("Station")}
                sub={
                  limits.has(one.evse_id) &&
                  `${limits.get(one.evse_id)?.current_type} ${power(limits.get(one.evse_id)?.max_power_w)}`
                }
              />
            ),
          },
          {
            title: t("State"),
            cell: (one) => <Reported connector={one} online={station.online} />,
          },
          { title: t("Fault"), cell: (one) => <Fault connector={one} /> },
          {
            title: t("Session"),
            cell: (one) => {
              const session = sessionAt(one);
              if (!session) return "–";
              return (
                <Two
                  main={
                    <Link to={`/sessions/${session.session_id}`}>{power(session.power_w)}</Link>
                  }
                  sub={session.token_id}
                />
              );
            },
          },
          {
            title: t("Reported"),
            end: true,
            cell: (one) => <Time at={one.reported_at} relative />,
          },
          {
            title: t("Action"),
            end: true,
            cell: (one) => one.evse_id > 0 && <Unlock id={id} connector={one} />,
          },
        ]}
      />
    </Card>
  );
}

function Unlock({ id, connector }: { id: string; connector: Connector }) {
  const { t } = useTranslation();
  const payload = { evse_id: connector.evse_id, connector_id: connector.connector_id };
  return (
    <button
      type="button"
      className="button small"
      onClick={() => sendCommand(id, "unlock", payload, t)}
    >
      {t("Unlock")}
    </button>
  );
}

function Reported({ connector, online }: { connector: Connector; online: boolean }) {
  if (!connector.status) return <Pill word="no report" tone="grey" />;
  return (
    <Pill
      word={connector.status}
      tone={online ? undefined : "grey"}
      pulse={online && connector.status === "Charging"}
    />
  );
}

function Fault({ connector }: { connector: Connector }) {
  const { error_code, vendor_error_code, info, faults } = connector;
  const code = error_code && error_code !== "NoError" ? error_code : null;
  const told = [code, vendor_error_code].filter(Boolean).join(" · ");
  const decoded = faults.map(
    (one) => `${one.table} ${one.code}${one.value ? `: ${one.value}` : ""}`,
  );
  const sub = [...decoded, info].filter(Boolean).join(" · ");
  return told || sub ? <Two main={told} sub={sub} /> : <>–</>;
}

function StationFacts({ station }: { station: Station }) {
  const { t } = useTranslation();
  const { connection, boot } = station;
  return (
    <Facts
      facts={[
        [t("Protocol"), connection.protocol?.replace("ocpp", "OCPP ")],
        [
          t("Last seen"),
          connection.last_seen_at && <Time key="a" at={connection.last_seen_at} relative />,
        ],
        [t("Connected"), connection.connected_at && <Time key="b" at={connection.connected_at} />],
        [
          t("Disconnected"),
          !station.online && connection.disconnected_at && (
            <Time key="c" at={connection.disconnected_at} />
          ),
        ],
        [t("Last boot"), boot && <Time key="d" at={boot.booted_at} />],
        [t("Boot reason"), boot?.reason],
        [t("Admission"), <Pill key="e" word={station.boot_status} />],
        [t("Firmware"), boot?.firmware_version],
        [t("Serial number"), station.serial_number ?? boot?.serial_number],
        [t("Security profile"), station.security_profile],
        [t("Password"), station.password_set ? t("Set") : t("None")],
        [t("Site"), station.site_id],
      ]}
    />
  );
}
