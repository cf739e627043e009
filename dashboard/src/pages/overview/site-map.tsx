import { lazy, Suspense, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Schemas } from "../../api/client";
import { useFormats } from "../../format/units";
import { Card } from "../../ui/card";
import type { Counts, Place } from "../../ui/clusters";
import type { Look } from "../../ui/map-rings";
import { wordsOf } from "../../ui/words";
import { STANDING_TONES, STANDINGS } from "../stations/status";

const PlacesMap = lazy(() => import("../../ui/map"));

interface Props {
  sites: Schemas["SiteStateRow"][];
  isCut: boolean;
}

/** The sites where they lie, each with how many of its stations stand how. */
export function SiteMap({ sites, isCut }: Props) {
  const { t } = useTranslation();
  const { compact, number } = useFormats();
  const navigate = useNavigate();
  const choose = useCallback(
    (site: string) => navigate(`/stations?site=${encodeURIComponent(site)}`),
    [navigate],
  );
  const places = useMemo(
    () =>
      sites.flatMap(({ site_id: id, name, latitude, longitude, stations }): Place[] =>
        id == null || latitude == null || longitude == null
          ? []
          : [
              {
                id,
                name: name ?? id,
                latitude,
                longitude,
                counts: STANDINGS.map((one) => stations[one]),
              },
            ],
      ),
    [sites],
  );
  const look = useMemo(
    (): Look => ({
      tones: STANDINGS.map((one) => STANDING_TONES[one]),
      short: (count) => (count < 10_000 ? number(count) : compact(count)),
      several: (count) => t("{{count}} sites", { count }),
      words: (counts: Counts) =>
        STANDINGS.flatMap((one, place) => {
          const count = counts[place] ?? 0;
          return count ? [`${number(count)} ${t(wordsOf(one))}`] : [];
        }).join(", "),
    }),
    [t, number, compact],
  );
  const shown = places.length;
  return (
    <Card flush title={t("Map")}>
      <Suspense fallback={<div className="map" />}>
        <PlacesMap label={t("Map of the sites")} places={places} look={look} onChoose={choose} />
      </Suspense>
      {isCut && (
        <p className="card-note">
          {t("The map shows {{shown}} sites; there are more.", { shown: number(shown) })}
        </p>
      )}
    </Card>
  );
}
