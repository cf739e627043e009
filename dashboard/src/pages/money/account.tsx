import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { isMissing } from "../../api/problem";
import { SLOW_MS } from "../../api/query-client";
import { useFormats } from "../../format/units";
import { Card, Stat } from "../../ui/card";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Pill } from "../../ui/pill";
import { Empty, Unread } from "../../ui/states";
import { Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { wordsOf } from "../../ui/words";

/** An account of the ledger: what it has, what is promised of it, and its statement. */
export function AccountPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const path = { account_id: id };
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/ledger/accounts/{account_id}",
    { params: { path } },
    { refetchInterval: SLOW_MS },
  );
  if (error) {
    if (isMissing(error)) return <Empty title={t("Nothing was booked here yet.")} />;
    return <Unread error={error} retry={refetch} />;
  }
  return (
    <div className="stack">
      <dl className="stats">
        <Stat label={t("Available")} value={money(data?.available)} />
        <Stat label={t("Posted")} value={money(data?.posted)} />
        <Stat label={t("Held")} value={money(data?.held)} />
      </dl>
      <Entries id={id} />
      <Holds id={id} />
    </div>
  );
}

function Entries({ id }: { id: string }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const entries = $api.useInfiniteQuery(
    "get",
    "/operator/v1/ledger/accounts/{account_id}/entries",
    { params: { path: { account_id: id }, query: { limit: 50 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
  return (
    <Card flush title={t("Statement")}>
      <Table
        label={t("Statement")}
        {...paged(entries)}
        keyOf={(one) => one.transfer_id}
        empty={t("Nothing was booked here yet.")}
        columns={[
          {
            title: t("Transfer"),
            cell: (one) => <Two main={t(wordsOf(one.kind))} sub={one.transfer_id} />,
          },
          { title: t("Reference"), cell: (one) => one.reference || "–" },
          { title: t("At"), cell: (one) => <Time at={one.posted_at} /> },
          { title: t("Amount"), end: true, cell: (one) => <strong>{money(one.amount)}</strong> },
        ]}
      />
    </Card>
  );
}

function Holds({ id }: { id: string }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const holds = $api.useInfiniteQuery(
    "get",
    "/operator/v1/ledger/accounts/{account_id}/holds",
    { params: { path: { account_id: id }, query: { limit: 20 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
  const table = paged(holds);
  if (!table.rows?.length) return null;
  return (
    <Card flush title={t("Holds")}>
      <Table
        label={t("Holds")}
        {...table}
        keyOf={(one) => one.hold_id}
        empty=""
        columns={[
          { title: t("Hold"), cell: (one) => <Two main={one.reference} sub={one.hold_id} /> },
          { title: t("State"), cell: (one) => <Pill word={one.state} /> },
          { title: t("Until"), cell: (one) => <Time at={one.expires_at} /> },
          { title: t("Amount"), end: true, cell: (one) => money(one.amount) },
        ]}
      />
    </Card>
  );
}
