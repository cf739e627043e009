import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { SLOW_MS } from "../../api/query-client";
import { Card, PageHead } from "../../ui/card";
import { SearchBox } from "../../ui/fields";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Pill } from "../../ui/pill";
import { Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { useDelayed } from "../../ui/use-delayed";
import { wordsOf } from "../../ui/words";

export default function Audit() {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const object_id = useDelayed(text).trim() || undefined;
  const entries = $api.useInfiniteQuery(
    "get",
    "/operator/v1/audit",
    { params: { query: { object_id, limit: 50 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
  return (
    <>
      <PageHead title={t("Audit log")} note={t("Who did what, why, and what it changed")} />
      <div className="toolbar">
        <SearchBox label={t("Exact id of what was changed")} value={text} onChange={setText} />
      </div>
      <Card flush>
        <Table
          label={t("Audit log")}
          {...paged(entries)}
          keyOf={(one) => `${one.order_id}.${one.at}.${one.outcome}`}
          empty={t("Nothing was done yet.")}
          columns={[
            {
              title: t("Action"),
              cell: (one) => <Two main={t(wordsOf(one.action))} sub={one.object_id} />,
            },
            { title: t("Outcome"), cell: (one) => <Pill word={one.outcome} /> },
            {
              title: t("By"),
              cell: (one) => <span title={one.subject}>{nameOf(one.subject)}</span>,
            },
            { title: t("Reason"), cell: (one) => one.reason || "–" },
            { title: t("Change"), cell: (one) => <Change before={one.before} after={one.after} /> },
            { title: t("At"), end: true, cell: (one) => <Time at={one.at} /> },
          ]}
        />
      </Card>
    </>
  );
}

function nameOf(subject: string): string {
  return subject.length > 30 ? `${subject.slice(0, 8)}…` : subject;
}

type Values = Record<string, string>;

function Change({ before, after }: { before: Values; after: Values }) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((one) => before[one] !== after[one]);
  if (!changed.length) return <>–</>;
  return (
    <small>
      {changed.map((one) => `${one}: ${before[one] ?? "–"} → ${after[one] ?? "–"}`).join(" · ")}
    </small>
  );
}
