import { ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { $api, type Schemas } from "../../api/client";
import { whenChanged } from "../../api/query-client";
import { Card, PageHead } from "../../ui/card";
import { Segmented, Select } from "../../ui/fields";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Pill } from "../../ui/pill";
import { Empty } from "../../ui/states";
import { type Column, Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { useNarrowing } from "../../ui/use-narrowing";
import { wordsOf } from "../../ui/words";

type Incident = Schemas["IncidentView"];
type Filter = "live" | "open" | "acknowledged" | "resolved" | "all";

const FILTERS: Filter[] = ["live", "open", "acknowledged", "resolved", "all"];
const SEVERITIES: Incident["severity"][] = ["critical", "major", "minor", "info"];

export default function Incidents() {
  const { t } = useTranslation();
  const [read, narrow] = useNarrowing();
  const state = (read("state") || "live") as Filter;
  const severity = SEVERITIES.find((one) => one === read("severity"));
  const incidents = $api.useInfiniteQuery(
    "get",
    "/operator/v1/incidents",
    { params: { query: { state, severity, station_id: read("station") || undefined, limit: 50 } } },
    { ...BY_CURSOR, refetchInterval: whenChanged },
  );
  return (
    <>
      <PageHead title={t("Incidents")} note={t("What is wrong, why, and what helps")} />
      <div className="toolbar">
        <Segmented
          label={t("Which incidents")}
          value={state}
          options={FILTERS.map((one) => [one, t(one === "live" ? "To do" : wordsOf(one))])}
          onChange={(value) => narrow("state", value === "live" ? "" : value)}
        />
        <Select
          aria-label={t("Severity")}
          value={severity ?? ""}
          onChange={(event) => narrow("severity", event.target.value)}
        >
          <option value="">{t("Every severity")}</option>
          {SEVERITIES.map((one) => (
            <option key={one} value={one}>
              {t(wordsOf(one))}
            </option>
          ))}
        </Select>
      </div>
      <Card flush>
        <Table
          label={t("Incidents")}
          {...paged(incidents)}
          columns={useColumns()}
          keyOf={(one) => one.incident_id}
          linkOf={(one) => `/incidents/${one.incident_id}`}
          empty={
            <Empty icon={ShieldCheck} title={t("Nothing is wrong.")}>
              {t("Incidents open by themselves when something fails.")}
            </Empty>
          }
        />
      </Card>
    </>
  );
}

function useColumns(): Column<Incident>[] {
  const { t } = useTranslation();
  return [
    {
      title: t("Incident"),
      cell: (one) => <Two main={one.title} sub={one.cause} />,
    },
    { title: t("Severity"), cell: (one) => <Pill word={one.severity} /> },
    {
      title: t("State"),
      cell: (one) => (
        <span className="row">
          <Pill word={one.state} pulse={one.state === "open"} />
          {one.flapping && <Pill word="flapping" tone="amber" />}
          {one.suppressed_by && <Pill word="kept quiet" tone="grey" />}
        </span>
      ),
    },
    { title: t("Site"), cell: (one) => one.site_id ?? "–" },
    { title: t("Seen"), end: true, cell: (one) => `${one.count}×` },
    { title: t("Opened"), end: true, cell: (one) => <Time at={one.opened_at} /> },
  ];
}
