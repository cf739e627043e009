import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { LIVE_MS } from "../../api/query-client";
import { Card } from "../../ui/card";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Table } from "../../ui/table";
import { useSessionColumns } from "./columns";

/** The sessions of a station or of a driver, newest first. */
export function SessionsOf({ of }: { of: { station_id: string } | { driver_id: string } }) {
  const { t } = useTranslation();
  const sessions = $api.useInfiniteQuery(
    "get",
    "/operator/v1/sessions",
    { params: { query: { ...of, limit: 30 } } },
    { ...BY_CURSOR, refetchInterval: LIVE_MS },
  );
  return (
    <Card flush>
      <Table
        label={t("Sessions")}
        {...paged(sessions)}
        columns={useSessionColumns()}
        keyOf={(one) => one.session_id}
        linkOf={(one) => `/sessions/${one.session_id}`}
        empty={t("No session here.")}
      />
    </Card>
  );
}
