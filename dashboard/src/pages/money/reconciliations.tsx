import { Scale } from "lucide-react";
import { useTranslation } from "react-i18next";
import { $api, api, type Schemas } from "../../api/client";
import { queryClient, SLOW_MS } from "../../api/query-client";
import { Card } from "../../ui/card";
import { Pill } from "../../ui/pill";
import { Empty, Skeleton, Unread } from "../../ui/states";
import { Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { tell, tellFailure } from "../../ui/toast";
import { wordsOf } from "../../ui/words";

/** The newest proof that the books add up, check by check. */
export function Reconciliations() {
  const { t } = useTranslation();
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/reconciliations",
    { params: { query: { limit: 20 } } },
    { refetchInterval: SLOW_MS },
  );
  const begin = async () => {
    try {
      await api.POST("/operator/v1/reconciliations", { body: {} });
      await queryClient.invalidateQueries();
      tell(t("The reconciliation has begun; it shows here when it is done."));
    } catch (problem) {
      tellFailure(t("The reconciliation could not begin."), problem);
    }
  };
  if (!data) return error ? <Unread error={error} retry={refetch} /> : <Skeleton />;
  const newest = data.items[0];
  return (
    <div className="stack">
      <Card
        flush
        title={
          <span className="row">
            {t("Newest reconciliation")}
            {newest && <Agreement report={newest} />}
          </span>
        }
        actions={
          <button type="button" className="button small" onClick={begin}>
            <Scale size={15} aria-hidden />
            {t("Reconcile now")}
          </button>
        }
      >
        {newest ? <Checks report={newest} /> : <Empty title={t("None yet: it runs every hour.")} />}
      </Card>
      {data.items.length > 1 && (
        <Card flush title={t("Before")}>
          <Table
            label={t("Before")}
            rows={data.items.slice(1)}
            keyOf={(one) => one.report_id}
            empty=""
            columns={[
              { title: t("Begun"), cell: (one) => <Time at={one.begun_at} /> },
              { title: t("Result"), cell: (one) => <Agreement report={one} /> },
              { title: t("Looked back to"), end: true, cell: (one) => <Time at={one.since} /> },
            ]}
          />
        </Card>
      )}
    </div>
  );
}

function Agreement({ report }: { report: Schemas["ReconciliationView"] }) {
  const { gap_count: gaps } = report;
  return (
    <Pill
      word={gaps ? "gaps" : "it adds up"}
      tone={gaps ? "red" : "green"}
      after={gaps ? `: ${gaps}` : ""}
    />
  );
}

function Checks({ report }: { report: Schemas["ReconciliationView"] }) {
  const { t } = useTranslation();
  return (
    <Table
      label={t("Checks")}
      rows={report.results}
      keyOf={(one) => one.check}
      empty=""
      columns={[
        {
          title: t("Check"),
          cell: (one) => (
            <Two
              main={t(wordsOf(one.check))}
              sub={one.gaps.map((gap) => `${gap.reference}: ${gap.why}`).join(" · ")}
            />
          ),
        },
        { title: t("Looked at"), end: true, cell: (one) => one.looked_at },
        { title: t("Too young to tell"), end: true, cell: (one) => one.unsure || "–" },
        {
          title: t("Result"),
          end: true,
          cell: (one) => (
            <Pill
              word={one.gap_count ? "gaps" : "ok"}
              tone={one.gap_count ? "red" : "green"}
              after={one.gap_count ? `: ${one.gap_count}` : ""}
            />
          ),
        },
      ]}
    />
  );
}
