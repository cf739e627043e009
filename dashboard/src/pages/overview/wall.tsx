import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schemas } from "../../api/client";
import { Card } from "../../ui/card";
import { Empty, Skeleton, Unread } from "../../ui/states";
import { wordsOf } from "../../ui/words";
import { STATUS_TONES, type StationStatus, stationStatus } from "../stations/status";

type Station = Schemas["StationView"];

interface Props {
  stations: Station[] | undefined;
  active: Schemas["OperatorSessionView"][];
  error: unknown;
  retry: () => void;
}

const ORDER = Object.keys(STATUS_TONES) as StationStatus[];

/** Every station as a tile in the colour of its state, by site. */
export function Wall({ stations, active, error, retry }: Props) {
  const { t } = useTranslation();
  const charging = new Set(
    active.filter((one) => one.state === "charging").map((one) => one.station_id),
  );
  const sites = Map.groupBy(stations ?? [], (one) => one.site_id ?? "");
  const present = new Set(stations?.map((one) => stationStatus(one, charging)));
  return (
    <Card title={t("Stations by site")}>
      {!stations && (error ? <Unread error={error} retry={retry} /> : <Skeleton />)}
      {stations && !stations.length && <Empty title={t("No station is registered yet.")} />}
      <div className="stack">
        {[...sites].map(([site, members]) => (
          <div key={site} className="stack-s">
            <h3>{site || t("Without a site")}</h3>
            <ul className="wall">
              {members.map((one) => (
                <Tile key={one.station_id} station={one} status={stationStatus(one, charging)} />
              ))}
            </ul>
          </div>
        ))}
        <ul className="row">
          {ORDER.filter((one) => present.has(one)).map((one) => (
            <li key={one} className={`legend tone-${STATUS_TONES[one]}`}>
              {t(wordsOf(one))}
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}

function Tile({ station, status }: { station: Station; status: StationStatus }) {
  const { t } = useTranslation();
  const text = `${station.station_id}: ${t(wordsOf(status))}`;
  return (
    <li>
      <Link
        to={`/stations/${encodeURIComponent(station.station_id)}`}
        className={`tile tone-${STATUS_TONES[status]}`}
        aria-label={text}
        title={text}
      />
    </li>
  );
}
