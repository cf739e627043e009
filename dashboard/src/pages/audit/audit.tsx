import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, type Schemas } from "../../api/client";
import { SLOW_MS } from "../../api/query-client";
import { Card, PageHead } from "../../ui/card";
import { SearchBox } from "../../ui/fields";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Pill } from "../../ui/pill";
import { Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { useDelayed } from "../../ui/use-delayed";
import { actionText } from "./actions";
import { nameOf, ordersOf } from "./orders";

export default function Audit() {
  const { t } = useTranslation();
  const [person, setPerson] = useState("");
  const [matter, setMatter] = useState("");
  const who = useDelayed(person).trim() || undefined;
  const what = useDelayed(matter).trim() || undefined;
  const entries = $api.useInfiniteQuery(
    "get",
    "/operator/v1/audit",
    { params: { query: { who, what, limit: 100 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
  const table = paged(entries);
  return (
    <>
      <PageHead title={t("Audit log")} note={t("Who did what, why, and what it changed")} />
      <div className="toolbar">
        <SearchBox label={t("Who: name or address")} value={person} onChange={setPerson} />
        <SearchBox label={t("What: route or id")} value={matter} onChange={setMatter} />
      </div>
      <Card flush>
        <Table
          label={t("Audit log")}
          {...table}
          rows={ordersOf(table.rows)}
          keyOf={(one) => one.order_id}
          empty={
            who || what ? t("Nothing like that among the newest.") : t("Nothing was done yet.")
          }
          columns={[
            {
              title: t("Action"),
              cell: (one) => (
                <span title={one.action}>
                  <Two main={actionText(one.action, t)} sub={one.object_id} />
                </span>
              ),
            },
            { title: t("Outcome"), cell: (one) => <Pill word={one.outcome} /> },
            { title: t("By"), cell: (one) => <By entry={one} choose={setPerson} /> },
            { title: t("Reason"), cell: (one) => one.reason || one.after.why || "–" },
            { title: t("Change"), cell: (one) => <Change before={one.before} after={one.after} /> },
            { title: t("At"), end: true, cell: (one) => <Time at={one.at} /> },
          ]}
        />
      </Card>
    </>
  );
}

interface ByProps {
  entry: Schemas["AuditEntryView"];
  choose: (who: string) => void;
}

/** Who it was then; a click shows nobody else. */
function By({ entry, choose }: ByProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="link"
      title={t("Only theirs: {{subject}}", { subject: entry.subject })}
      onClick={() => choose(entry.subject)}
    >
      {nameOf(entry)}
    </button>
  );
}

type Values = Record<string, string>;

function Change({ before, after }: { before: Values; after: Values }) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((one) => one !== "why" && before[one] !== after[one]);
  if (!changed.length) return <>–</>;
  return (
    <small>
      {changed.map((one) => `${one}: ${before[one] ?? "–"} → ${after[one] ?? "–"}`).join(" · ")}
    </small>
  );
}
