import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useFormats } from "../../format/units";
import { Pill } from "../../ui/pill";
import { connectorsOf } from "./status";

type Session = Schemas["OperatorSessionView"];
type Connector = Schemas["ConnectorView"];

interface Props {
  station: Schemas["StationView"];
  /** Sessions that run now, of any station. */
  active: Session[];
}

/** Every connector of a station with its state, the fault it tells, and the power that flows. */
export function Connectors({ station, active }: Props) {
  const { t } = useTranslation();
  const connectors = connectorsOf(station);
  if (!connectors.length) return <>–</>;
  return (
    <ul className="row" aria-label={t("Connectors of {{id}}", { id: station.station_id })}>
      {connectors.map((one) => (
        <li key={`${one.evse_id}.${one.connector_id}`}>
          <ConnectorPill
            connector={one}
            online={station.online}
            session={sessionOn(one, station, active)}
          />
        </li>
      ))}
    </ul>
  );
}

function sessionOn(connector: Connector, { station_id }: Props["station"], active: Session[]) {
  return active.find(
    (one) =>
      one.station_id === station_id &&
      one.evse_id === connector.evse_id &&
      (one.connector_id ?? connector.connector_id) === connector.connector_id &&
      one.state === "charging",
  );
}

interface PillProps {
  connector: Connector;
  online: boolean;
  session: Session | undefined;
}

function ConnectorPill({ connector, online, session }: PillProps) {
  const { t } = useTranslation();
  const { power } = useFormats();
  const { status, evse_id, connector_id } = connector;
  const name =
    evse_id === 0 ? t("Station") : connector_id > 1 ? `${evse_id}.${connector_id}` : `${evse_id}`;
  if (!status) return <Pill word="No report" before={<b>{name}</b>} tone="grey" />;
  if (!online) return <Pill word={status} before={<b>{name}</b>} tone="grey" />;
  const word = session && status === "Occupied" ? "Charging" : status; // 2.x says no more than Occupied
  const fault = status === "Faulted" ? faultOf(connector) : "";
  return (
    <Pill
      word={word}
      pulse={word === "Charging"}
      before={<b>{name}</b>}
      after={fault || (session?.power_w ? ` · ${power(session.power_w)}` : "")}
    />
  );
}

function faultOf({ error_code, vendor_error_code }: Connector): string {
  const codes = [error_code, vendor_error_code].filter((one) => one && one !== "NoError");
  return codes.length ? `: ${codes.join(" · ")}` : "";
}
