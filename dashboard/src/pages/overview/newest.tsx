import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { $api } from "../../api/client";
import { whenChanged } from "../../api/query-client";
import { Card } from "../../ui/card";
import { Table } from "../../ui/table";
import { useSessionColumns } from "../sessions/columns";

const SHOWN = 8;

export function Newest() {
  const { t } = useTranslation();
  const columns = useSessionColumns();
  const sessions = $api.useQuery(
    "get",
    "/operator/v1/sessions",
    { params: { query: { limit: SHOWN } } },
    { refetchInterval: whenChanged },
  );
  return (
    <Card
      flush
      title={t("Newest sessions")}
      actions={<Link to="/sessions">{t("All sessions")}</Link>}
    >
      <Table
        label={t("Newest sessions")}
        rows={sessions.data?.items}
        columns={columns}
        keyOf={(one) => one.session_id}
        linkOf={(one) => `/sessions/${one.session_id}`}
        empty={t("No session yet.")}
        error={sessions.error}
        retry={sessions.refetch}
      />
    </Card>
  );
}
