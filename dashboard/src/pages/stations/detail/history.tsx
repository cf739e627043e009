import { useTranslation } from "react-i18next";
import { $api, type Schemas } from "../../../api/client";
import { SLOW_MS } from "../../../api/query-client";
import { useFormats } from "../../../format/units";
import { Card } from "../../../ui/card";
import { BY_CURSOR, paged } from "../../../ui/paged";
import { Pill } from "../../../ui/pill";
import { Table } from "../../../ui/table";
import { Time } from "../../../ui/time";
import { wordsOf } from "../../../ui/words";

export function History({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <Orphans id={id} />
      <Events id={id} title={t("What the station reported")} />
    </div>
  );
}

export function Events({ id, kind, title }: { id: string; kind?: string; title: string }) {
  const { t } = useTranslation();
  const events = $api.useInfiniteQuery(
    "get",
    "/operator/v1/stations/{station_id}/events",
    { params: { path: { station_id: id }, query: { kind, limit: 50 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
  return (
    <Card flush title={title}>
      <Table
        label={title}
        {...paged(events)}
        keyOf={(one) => `${one.kind}.${one.received_at}.${one.occurred_at}`}
        empty={t("Nothing was reported.")}
        columns={[
          {
            title: t("What"),
            cell: (one) => <Pill word={one.kind} tone={one.critical ? "red" : "blue"} />,
          },
          { title: t("Content"), cell: (one) => <small className="mono">{summaryOf(one)}</small> },
          { title: t("At"), end: true, cell: (one) => <Time at={one.occurred_at} /> },
        ]}
      />
    </Card>
  );
}

function summaryOf({ content }: Schemas["EventView"]): string {
  const text = Object.entries(content)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(" · ");
  return text.length > 180 ? `${text.slice(0, 180)} …` : text;
}

function Orphans({ id }: { id: string }) {
  const { t } = useTranslation();
  const { energy } = useFormats();
  const orphans = $api.useInfiniteQuery(
    "get",
    "/operator/v1/stations/{station_id}/orphans",
    { params: { path: { station_id: id }, query: { limit: 20 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
  const table = paged(orphans);
  if (!table.rows?.length) return null;
  return (
    <Card flush title={t("Facts without a session")}>
      <Table
        label={t("Facts without a session")}
        {...table}
        keyOf={(one) => one.orphan_id}
        empty=""
        columns={[
          {
            title: t("What"),
            cell: (one) => <Pill word="orphan" tone="violet" after={`: ${wordsOf(one.kind)}`} />,
          },
          { title: t("Transaction"), cell: (one) => one.transaction_id ?? "–" },
          { title: t("Register"), end: true, cell: (one) => energy(one.register_wh) },
          { title: t("Token"), cell: (one) => one.token_id ?? "–" },
          { title: t("At"), end: true, cell: (one) => <Time at={one.occurred_at} /> },
        ]}
      />
    </Card>
  );
}
