import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { $api, type Schemas } from "../../api/client";
import { SLOW_MS } from "../../api/query-client";
import { AddButton, useActions } from "../../ui/actions";
import { Card } from "../../ui/card";
import { SearchBox } from "../../ui/fields";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Pill } from "../../ui/pill";
import { Empty } from "../../ui/states";
import { Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { useDelayed } from "../../ui/use-delayed";
import { TokenDialog } from "./token-dialog";

type Token = Schemas["TokenView"];

/** All tokens, or those of one driver. */
export function Tokens({ driverId }: { driverId?: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [editing, setEditing] = useState<Token | "new" | null>(null);
  const search = useDelayed(text).trim() || undefined;
  const tokens = $api.useInfiniteQuery(
    "get",
    "/operator/v1/tokens",
    { params: { query: { driver_id: driverId, search, limit: 50 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
  const actions = useActions<Token>(
    (one) => one.token_id,
    (one) => [{ text: t("Edit"), onClick: () => setEditing(one) }],
  );
  return (
    <Card
      flush
      title={
        driverId ? (
          t("Tokens")
        ) : (
          <SearchBox label={t("Search a token")} value={text} onChange={setText} />
        )
      }
      actions={<AddButton text={t("Add a token")} onClick={() => setEditing("new")} />}
    >
      <Table
        label={t("Tokens")}
        {...paged(tokens)}
        keyOf={(one) => one.token_id}
        empty={
          <Empty title={text ? t("No token matches.") : t("No token yet.")}>
            {!text && t("A token is a card or tag; add those that may charge.")}
          </Empty>
        }
        columns={[
          { title: t("Token"), cell: (one) => <Two main={one.token_id} sub={one.type} /> },
          { title: t("State"), cell: (one) => <Pill word={one.status} /> },
          {
            title: t("Driver"),
            cell: (one) =>
              one.driver_id ? (
                <Link to={`/drivers/${encodeURIComponent(one.driver_id)}`}>
                  {one.driver_id.slice(0, 8)}…
                </Link>
              ) : (
                "–"
              ),
          },
          { title: t("Organisation"), cell: (one) => one.organisation_id ?? "–" },
          { title: t("Several at once"), cell: (one) => (one.concurrent ? t("Yes") : t("No")) },
          { title: t("Valid until"), end: true, cell: (one) => <Time at={one.expires_at} /> },
          actions,
        ]}
      />
      <TokenDialog
        key={editing === "new" ? "new" : editing?.token_id}
        token={editing === "new" ? null : editing}
        driverId={driverId}
        open={editing !== null}
        onClose={() => setEditing(null)}
      />
    </Card>
  );
}
