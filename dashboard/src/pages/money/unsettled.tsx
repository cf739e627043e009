import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { whenChanged } from "../../api/query-client";
import { Card } from "../../ui/card";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Table } from "../../ui/table";
import { useSessionColumns } from "../sessions/columns";

/** What waits for its money: sessions for a person to decide, then those not settled yet. */
export function Unsettled() {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <Some
        title={t("For a person to decide")}
        query={{ in_review: true }}
        empty={t("Nothing waits for a decision.")}
      />
      <Some
        title={t("Not settled yet")}
        query={{ unsettled: true }}
        empty={t("Every session is settled.")}
      />
    </div>
  );
}

interface Props {
  title: string;
  query: { in_review?: boolean; unsettled?: boolean };
  empty: string;
}

function Some({ title, query, empty }: Props) {
  const sessions = $api.useInfiniteQuery(
    "get",
    "/operator/v1/sessions",
    { params: { query: { ...query, limit: 30 } } },
    { ...BY_CURSOR, refetchInterval: whenChanged },
  );
  return (
    <Card flush title={title}>
      <Table
        label={title}
        {...paged(sessions)}
        columns={useSessionColumns()}
        keyOf={(one) => one.session_id}
        linkOf={(one) => `/sessions/${one.session_id}`}
        empty={empty}
      />
    </Card>
  );
}
