import { useTranslation } from "react-i18next";
import { Pill } from "../../ui/pill";

export interface Connector {
  evse_id: number;
  connector_id: number;
  status: string | null;
  error_code: string | null;
  vendor_error_code?: string | null;
  session_id?: string | null;
}

interface Props {
  stationId: string;
  online: boolean;
  connectors: Connector[];
}

/** Every connector of a station with its state and the fault that it tells. */
export function Connectors({ stationId, online, connectors }: Props) {
  const { t } = useTranslation();
  // EVSE 0 is the station as a whole: worth a word when it is not as it should be.
  const shown = connectors.filter(
    (one) => one.evse_id || (one.status ?? "Available") !== "Available",
  );
  if (!shown.length) return <>–</>;
  return (
    <ul className="row" aria-label={t("Connectors of {{id}}", { id: stationId })}>
      {shown.map((one) => (
        <li key={`${one.evse_id}.${one.connector_id}`}>
          <ConnectorPill connector={one} online={online} />
        </li>
      ))}
    </ul>
  );
}

export function ConnectorPill({ connector, online }: { connector: Connector; online: boolean }) {
  const { t } = useTranslation();
  const { status, evse_id, connector_id, session_id } = connector;
  const name =
    evse_id === 0 ? t("Station") : connector_id > 1 ? `${evse_id}.${connector_id}` : `${evse_id}`;
  if (!status) return <Pill word="no report" before={<b>{name}</b>} tone="grey" />;
  if (!online) return <Pill word={status} before={<b>{name}</b>} tone="grey" />;
  const word = session_id && status === "Occupied" ? "Charging" : status; // 2.x says no more than Occupied
  return (
    <Pill
      word={word}
      pulse={word === "Charging"}
      before={<b>{name}</b>}
      after={status === "Faulted" ? faultOf(connector) : ""}
    />
  );
}

function faultOf({ error_code, vendor_error_code }: Connector): string {
  const codes = [error_code, vendor_error_code].filter((one) => one && one !== "NoError");
  return codes.length ? `: ${codes.join(" · ")}` : "";
}
