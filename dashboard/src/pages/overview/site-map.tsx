import { lazy, Suspense, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Schemas } from "../../api/client";
import { Card } from "../../ui/card";
import type { Place } from "../../ui/map";
import { wordsOf } from "../../ui/words";
import { countsOf, STANDING_TONES, STANDINGS } from "../stations/status";

const PlacesMap = lazy(() => import("../../ui/map"));

interface Props {
  rows: Schemas["StationRow"][];
  sites: Schemas["SiteRow"][];
}

/** The sites where they lie, each with the states of its stations. */
export function SiteMap({ rows, sites }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choose = useCallback(
    (site: string) => navigate(`/stations?site=${encodeURIComponent(site)}`),
    [navigate],
  );
  const places = useMemo(() => {
    const bySite = Map.groupBy(rows, (one) => one.site_id);
    return sites.flatMap((site): Place[] => {
      const { site_id: id, name, latitude, longitude } = site;
      if (latitude == null || longitude == null) return [];
      const counts = countsOf(bySite.get(id) ?? []);
      const present = STANDINGS.filter((one) => counts.has(one));
      const words = present.map((one) => `${counts.get(one)} ${t(wordsOf(one))}`);
      return [
        {
          id,
          name,
          latitude,
          longitude,
          parts: present.map((one) => [STANDING_TONES[one], counts.get(one) ?? 0]),
          label: `${name}, ${[...counts.values()].reduce((sum, one) => sum + one, 0)}: ${words.join(", ")}`,
        },
      ];
    });
  }, [rows, sites, t]);
  return (
    <Card flush title={t("Map")}>
      <Suspense fallback={<div className="map" />}>
        <PlacesMap label={t("Map of the sites")} places={places} onChoose={choose} />
      </Suspense>
    </Card>
  );
}
