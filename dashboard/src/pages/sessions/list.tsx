import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { $api } from "../../api/client";
import { LIVE_MS } from "../../api/query-client";
import { Card, PageHead } from "../../ui/card";
import { SearchBox, Segmented } from "../../ui/fields";
import { Table } from "../../ui/table";
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
  const [search, setSearch] = useSearchParams();
  const filter = (search.get("filter") ?? "all") as Filter;
  const text = search.get("station") ?? "";
  const columns = useSessionColumns();
  const query = { ...FILTERS[filter], limit: PAGE, station_id: text || undefined };
  const sessions = $api.useInfiniteQuery(
    "get",
    "/operator/v1/sessions",
    { params: { query } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next ?? undefined,
      refetchInterval: LIVE_MS,
    },
  );
  const set = (name: string, value: string) =>
    setSearch(
      (old) => {
        const next = new URLSearchParams(old);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
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
          onChange={(value) => set("filter", value === "all" ? "" : value)}
        />
        <SearchBox
          label={t("Exact station id")}
          value={text}
          onChange={(value) => set("station", value)}
        />
      </div>
      <Card flush>
        <Table
          label={t("Sessions")}
          rows={sessions.data?.pages.flatMap((page) => page.items)}
          columns={columns}
          keyOf={(one) => one.session_id}
          linkOf={(one) => `/sessions/${one.session_id}`}
          empty={t("No session here.")}
          error={sessions.error}
          retry={sessions.refetch}
          more={
            sessions.hasNextPage
              ? { fetch: sessions.fetchNextPage, busy: sessions.isFetchingNextPage }
              : undefined
          }
        />
      </Card>
    </>
  );
}
