import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schemas } from "../../api/client";
import { Card } from "../../ui/card";
import { Empty, Skeleton, Unread } from "../../ui/states";
import { wordsOf } from "../../ui/words";
import { countsOf, STANDING_TONES, STANDINGS } from "../stations/status";

type Row = Schemas["StationRow"];

interface Props {
  rows: Row[] | undefined;
  sites: Schemas["SiteRow"][];
  error: unknown;
  retry: () => void;
}

/** Every station as a tile in the colour of its state, by site. */
export function Wall({ rows, sites, error, retry }: Props) {
  const { t } = useTranslation();
  const names = new Map(sites.map((one) => [one.site_id, one.name]));
  const groups = Map.groupBy(rows ?? [], (one) => one.site_id ?? "");
  const counts = countsOf(rows ?? []);
  return (
    <Card title={t("Stations by site")} actions={<Link to="/stations">{t("All stations")}</Link>}>
      {!rows && (error ? <Unread error={error} retry={retry} /> : <Skeleton />)}
      {rows && !rows.length && <Empty title={t("No station is registered yet.")} />}
      <div className="stack">
        <ul className="row legends">
          {STANDINGS.filter((one) => counts.has(one)).map((one) => (
            <li key={one} className={`legend tone-${STANDING_TONES[one]}`}>
              {t(wordsOf(one))} <b className="number">{counts.get(one)}</b>
            </li>
          ))}
        </ul>
        <div className="wall-scroll stack">
          {[...groups].map(([site, members]) => (
            <div key={site} className="stack-s">
              <h3>{names.get(site) ?? (site || t("Without a site"))}</h3>
              <ul className="wall">
                {members.map((one) => (
                  <Tile key={one.station_id} row={one} />
                ))}
              </ul>
            </div>
          ))}
        </div>
      </div>
    </Card>
  );
}

function Tile({ row }: { row: Row }) {
  const { t } = useTranslation();
  const text = `${row.name ?? row.station_id}: ${t(wordsOf(row.status))}`;
  return (
    <li>
      <Link
        to={`/stations/${encodeURIComponent(row.station_id)}`}
        className={`tile tone-${STANDING_TONES[row.status]}`}
        aria-label={text}
        title={text}
      />
    </li>
  );
}
