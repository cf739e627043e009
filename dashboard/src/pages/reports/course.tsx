import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../format/units";
import type { Series } from "../../ui/chart";
import { Empty, Skeleton } from "../../ui/states";
import { wordsOf } from "../../ui/words";
import { columnsOf, isShare, type Kind, type Report } from "./model";

const Chart = lazy(() => import("../../ui/chart").then((it) => ({ default: it.Chart })));

/** The report over its time, as bars. */
export function Course({ kind, report }: { kind: Kind; report: Report }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { times, values } = useMemo(() => columnsOf(report, kind), [report, kind]);
  const series = useMemo((): Series[] => {
    const percent = isShare(kind);
    const format = (value: number) => {
      if (kind === "revenue")
        return formats.money({ minor: Math.round(value), currency: report.currency }, true);
      if (kind === "energy") return formats.energy(value);
      return percent ? formats.percent(value) : formats.compact(value);
    };
    return [
      {
        label: t(wordsOf(kind)),
        values,
        tone: "accent",
        scale: "y",
        kind: percent ? "area" : "bars",
        format,
      },
    ];
  }, [kind, values, formats, report.currency, t]);
  const formatTime = useMemo(
    () => (seconds: number) =>
      new Date(seconds * 1000).toLocaleDateString(formats.language, {
        day: "numeric",
        month: "short",
        timeZone: "UTC",
      }),
    [formats.language],
  );
  if (!report.rows.length) return <Empty title={t("Nothing in this time.")} />;
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Chart
        label={t("The report over its time")}
        times={times}
        series={series}
        formatTime={formatTime}
      />
    </Suspense>
  );
}
