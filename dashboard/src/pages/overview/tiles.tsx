import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schemas } from "../../api/client";
import { Skeleton, Unread } from "../../ui/states";
import { wordsOf } from "../../ui/words";
import { useStates } from "../stations/queries";
import { STANDING_TONES } from "../stations/status";

interface Props {
  sites: Schemas["SiteStateRow"][];
  most: number;
}

/** Every station as a tile in the colour of its state, by site. */
export function Tiles({ sites, most }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useStates({}, most);
  if (!data) return error ? <Unread error={error} retry={refetch} /> : <Skeleton />;
  const names = new Map(sites.map((one) => [one.site_id ?? "", one.name]));
  const rows = data.pages.flatMap((page) => page.items);
  const groups = Map.groupBy(rows, (one) => one.site_id ?? "");
  return (
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
  );
}

function Tile({ row }: { row: Schemas["StationRow"] }) {
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
