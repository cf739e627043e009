import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { $api, type Schemas } from "../../api/client";
import { LIVE_MS } from "../../api/query-client";
import { useFormats } from "../../format/units";
import { Card } from "../../ui/card";
import type { Series } from "../../ui/chart";
import { Empty, Skeleton } from "../../ui/states";
import { curveOf } from "./curve";
import { Phases } from "./phases";

const Chart = lazy(() => import("../../ui/chart").then((it) => ({ default: it.Chart })));
const READINGS = 200;

/** Power, energy and state of charge over the session's time, above what it was doing. */
export function Timeline({ session }: { session: Schemas["OperatorSessionView"] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = $api.useQuery(
    "get",
    "/operator/v1/sessions/{session_id}/meter_values",
    { params: { path: { session_id: session.session_id }, query: { limit: READINGS } } },
    { refetchInterval: session.active ? LIVE_MS : false },
  );
  const curve = useMemo(() => curveOf(data?.items ?? []), [data]);
  const series = useMemo(() => {
    const all: Series[] = [
      {
        label: t("Power"),
        values: curve.power,
        tone: "blue",
        scale: "W",
        kind: "area",
        format: formats.power,
      },
      {
        label: t("Energy"),
        values: curve.energy,
        tone: "green",
        scale: "Wh",
        format: formats.energy,
      },
      {
        label: t("State of charge"),
        values: curve.soc,
        tone: "violet",
        scale: "%",
        format: (value) => `${Math.round(value)} %`,
      },
    ];
    return all.filter((one) => one.values.some((value) => value != null));
  }, [curve, formats, t]);
  return (
    <Card title={t("Timeline")}>
      {!data && <Skeleton lines={6} />}
      {data && curve.times.length < 2 && (
        <Empty title={t("No course to show")}>
          {t("The station has sent fewer than two readings.")}
        </Empty>
      )}
      {curve.times.length > 1 && (
        <Suspense fallback={<Skeleton lines={6} />}>
          <Chart
            label={t("Power, energy and state of charge over time")}
            times={curve.times}
            series={series}
          />
        </Suspense>
      )}
      <Phases session={session} />
    </Card>
  );
}
