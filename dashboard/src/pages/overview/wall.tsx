import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schemas } from "../../api/client";
import { useFormats } from "../../format/units";
import { Card } from "../../ui/card";
import { Empty, Skeleton, Unread } from "../../ui/states";
import { wordsOf } from "../../ui/words";
import { countOf, STANDING_TONES, STANDINGS, together } from "../stations/status";
import { SiteBars } from "./site-bars";
import { Tiles } from "./tiles";

/** So many stations have a tile each; more are shown by site. */
const MOST_TILES = 500;

interface Props {
  sites: Schemas["SiteStateRow"][] | undefined;
  error: unknown;
  retry: () => void;
}

/** How all stations stand, by site. */
export function Wall({ sites, error, retry }: Props) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const total = countOf(sites, {}) ?? 0;
  const counts = together((sites ?? []).map((one) => one.stations));
  return (
    <Card title={t("Stations by site")} actions={<Link to="/stations">{t("All stations")}</Link>}>
      {!sites && (error ? <Unread error={error} retry={retry} /> : <Skeleton />)}
      {sites && !total && <Empty title={t("No station is registered yet.")} />}
      {sites && total > 0 && (
        <div className="stack">
          <ul className="row legends">
            {STANDINGS.filter((one) => counts[one]).map((one) => (
              <li key={one} className={`legend tone-${STANDING_TONES[one]}`}>
                {t(wordsOf(one))} <b className="number">{number(counts[one])}</b>
              </li>
            ))}
          </ul>
          {total > MOST_TILES ? (
            <SiteBars sites={sites} />
          ) : (
            <Tiles sites={sites} most={MOST_TILES} />
          )}
        </div>
      )}
    </Card>
  );
}
