import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { $api, call } from "../../api/client";
import { SLOW_MS } from "../../api/query-client";
import { useFormats } from "../../format/units";
import { Card, PageHead, Stat } from "../../ui/card";
import { Segmented, Select } from "../../ui/fields";
import { Note, Skeleton, Unread } from "../../ui/states";
import { tellFailure } from "../../ui/toast";
import { useNarrowing } from "../../ui/use-narrowing";
import { SiteFilter } from "../sites/site-choice";
import { ByKey } from "./by-key";
import { Course } from "./course";
import { type By, type Group, isShare, type Kind, type Report, rangeOf } from "./model";

export default function Reports() {
  const { t } = useTranslation();
  const [read, narrow] = useNarrowing();
  const kind = (read("kind") || "revenue") as Kind;
  const group = (read("group") || "site") as Group;
  const range = read("range") || "month";
  const by: By = range === "year" ? "month" : "day";
  const query = { ...rangeOf(range), by, group, site_id: read("site") || undefined };
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/reports/{kind}",
    { params: { path: { kind }, query } },
    { refetchInterval: SLOW_MS },
  );
  // Shares of several sites are no sum: their course is asked for as one.
  const { data: whole } = $api.useQuery(
    "get",
    "/operator/v1/reports/{kind}",
    { params: { path: { kind }, query: isShare(kind) ? { ...query, group: "none" } : query } },
    { refetchInterval: SLOW_MS },
  );

  const download = async (format: "csv" | "xlsx") => {
    try {
      const wanted = new URLSearchParams({ ...query, site_id: query.site_id ?? "", format });
      if (!query.site_id) wanted.delete("site_id");
      const file = await (await call(`/reports/${kind}?${wanted}`)).blob();
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `${kind}-${query.from}-${query.to}.${format}`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (problem) {
      tellFailure(t("The file could not be made."), problem);
    }
  };

  return (
    <>
      <PageHead
        title={t("Reports")}
        note={t("Days are of each site's own calendar")}
        actions={(["csv", "xlsx"] as const).map((format) => (
          <button key={format} type="button" className="button" onClick={() => download(format)}>
            <Download size={16} aria-hidden />
            {format.toUpperCase()}
          </button>
        ))}
      />
      <div className="toolbar">
        <Segmented
          label={t("Report")}
          value={kind}
          options={[
            ["revenue", t("Revenue")],
            ["energy", t("Energy")],
            ["sessions", t("Sessions")],
            ["utilisation", t("Utilisation")],
            ["uptime", t("Uptime")],
          ]}
          onChange={(value) => narrow("kind", value)}
        />
        <Segmented
          label={t("Time")}
          value={range}
          options={[
            ["week", t("7 days")],
            ["month", t("This month")],
            ["last", t("Last month")],
            ["year", t("This year")],
          ]}
          onChange={(value) => narrow("range", value)}
        />
        <Select
          aria-label={t("Apart by")}
          value={group}
          onChange={(event) => narrow("group", event.target.value)}
        >
          <option value="site">{t("by site")}</option>
          <option value="station">{t("by station")}</option>
          <option value="tariff">{t("by tariff")}</option>
          <option value="none">{t("together")}</option>
        </Select>
        <SiteFilter value={read("site")} onChange={(value) => narrow("site", value)} />
      </div>
      {!data && (error ? <Unread error={error} retry={refetch} /> : <Skeleton lines={8} />)}
      {data && (
        <Shown
          kind={kind}
          group={group}
          report={data as Report}
          whole={(whole ?? data) as Report}
        />
      )}
    </>
  );
}

interface ShownProps {
  kind: Kind;
  group: Group;
  report: Report;
  /** The same, not taken apart. */
  whole: Report;
}

function Shown({ kind, group, report, whole }: ShownProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { totals, currency } = report;
  const money = (minor: number) => formats.money({ minor, currency });
  return (
    <>
      {report.other_currencies.length > 0 && (
        <Note tone="amber">
          {t("Money in other currencies is not in these figures: {{currencies}}.", {
            currencies: report.other_currencies.join(", "),
          })}
        </Note>
      )}
      <dl className="stats">
        <Stat
          label={t("Revenue with tax")}
          value={money(totals.gross_minor)}
          note={t("Net {{amount}}", { amount: money(totals.net_minor) })}
        />
        <Stat label={t("Energy")} value={formats.energy(totals.energy_wh)} />
        <Stat label={t("Sessions")} value={formats.number(totals.sessions)} />
        <Stat label={t("Utilisation")} value={formats.percent(totals.utilisation_percent)} />
        <Stat label={t("Uptime")} value={formats.percent(totals.uptime_percent)} />
      </dl>
      <Card title={t("Over time")}>
        <Course kind={kind} report={whole} />
      </Card>
      <Card flush title={group === "none" ? t("In numbers") : t("Compared")}>
        <ByKey kind={kind} report={report} group={group} />
      </Card>
    </>
  );
}
