import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schemas } from "../../api/client";
import { useFormats } from "../../format/units";
import { wordsOf } from "../../ui/words";
import { STANDING_TONES, STANDINGS } from "../stations/status";

type Row = Schemas["SiteStateRow"];

const SHOWN = 60;

/** Each site as a bar of the states of its stations; those that need somebody first. */
export function SiteBars({ sites }: { sites: Row[] }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const sorted = sites.toSorted(
    (a, b) => troubled(b) - troubled(a) || b.stations.total - a.stations.total,
  );
  const shown = sorted.slice(0, SHOWN);
  return (
    <>
      <ul className="wall-scroll stack-s" aria-label={t("Stations by site")}>
        {shown.map((one) => (
          <Bar key={one.site_id} row={one} />
        ))}
      </ul>
      {shown.length < sites.length && (
        <p className="muted site-bars-note">
          {t("{{shown}} of {{total}} sites, those with faulted and offline stations first.", {
            shown: number(shown.length),
            total: number(sites.length),
          })}{" "}
          <Link to="/sites">{t("All sites")}</Link>
        </p>
      )}
    </>
  );
}

function Bar({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { site_id: id, stations } = row;
  const name = row.name ?? id ?? t("Without a site");
  const present = STANDINGS.filter((one) => stations[one]);
  const words = present.map((one) => `${number(stations[one])} ${t(wordsOf(one))}`).join(", ");
  const content = (
    <>
      <span className="site-bar-head">
        <span>{name}</span> <span className="number">{number(stations.total)}</span>
      </span>
      <span className="site-bar" role="img" aria-label={words} title={words}>
        {present.map((one) => (
          <span
            key={one}
            className={`tone-${STANDING_TONES[one]}`}
            style={{ flexGrow: stations[one] }}
          />
        ))}
      </span>
    </>
  );
  return (
    <li>
      {id == null ? (
        <span className="site-bar-row">{content}</span>
      ) : (
        <Link className="site-bar-row" to={`/stations?site=${encodeURIComponent(id)}`}>
          {content}
        </Link>
      )}
    </li>
  );
}

function troubled({ stations }: Row): number {
  return stations.faulted + stations.offline;
}
