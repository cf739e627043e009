import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { whenChanged } from "../../api/query-client";
import { Card, PageHead } from "../../ui/card";
import { SearchBox, Segmented } from "../../ui/fields";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Empty } from "../../ui/states";
import { Table } from "../../ui/table";
import { useNarrowing } from "../../ui/use-narrowing";
import { useSessionColumns } from "./columns";

const PAGE = 50;
const FILTERS = {
  all: {},
  active: { active: true },
  unsettled: { unsettled: true },
  in_review: { in_review: true },
} as const;
type Filter = keyof typeof FILTERS;

export default function Sessions() {
  const { t } = useTranslation();
  const [read, narrow] = useNarrowing();
  const filter = (read("filter") || "all") as Filter;
  const text = read("station");
  const columns = useSessionColumns();
  const query = { ...FILTERS[filter], limit: PAGE, station_id: text || undefined };
  const sessions = $api.useInfiniteQuery(
    "get",
    "/operator/v1/sessions",
    { params: { query } },
    { ...BY_CURSOR, refetchInterval: whenChanged },
  );
  return (
    <>
      <PageHead title={t("Sessions")} note={t("Live and past, newest first")} />
      <div className="toolbar">
        <Segmented
          label={t("Which sessions")}
          value={filter}
          options={[
            ["all", t("All")],
            ["active", t("Running")],
            ["unsettled", t("Not settled")],
            ["in_review", t("In review")],
          ]}
          onChange={(value) => narrow("filter", value === "all" ? "" : value)}
        />
        <SearchBox
          label={t("Exact station id")}
          value={text}
          onChange={(value) => narrow("station", value)}
        />
      </div>
      <Card flush>
        <Table
          label={t("Sessions")}
          {...paged(sessions)}
          columns={columns}
          keyOf={(one) => one.session_id}
          linkOf={(one) => `/sessions/${one.session_id}`}
          empty={
            <Empty title={t("No session here.")}>
              {text || filter !== "all"
                ? t("Take a filter away to see more.")
                : t("A session appears as soon as a station tells of it.")}
            </Empty>
          }
        />
      </Card>
    </>
  );
}
