import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { SLOW_MS } from "../../api/query-client";

import { AddButton, useActions } from "../../ui/actions";
import { Card, PageHead } from "../../ui/card";
import { Pill } from "../../ui/pill";
import { Table, Two } from "../../ui/table";
import { wordsOf } from "../../ui/words";
import { type User, UserDialog } from "./user-dialog";

export default function Users() {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<User | "new" | null>(null);
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/users",
    {},
    { refetchInterval: SLOW_MS },
  );
  const actions = useActions<User>(
    (one) => one.email ?? one.username,
    (one) => [{ text: t("Edit"), onClick: () => setEditing(one) }],
  );
  return (
    <>
      <PageHead
        title={t("Users and roles")}
        note={t("Who may see and do what, and at which sites")}
        actions={
          <AddButton
            large
            icon={UserPlus}
            text={t("Invite somebody")}
            onClick={() => setEditing("new")}
          />
        }
      />
      <Card flush>
        <Table
          label={t("Users")}
          rows={data?.items}
          error={error}
          retry={refetch}
          keyOf={(one) => one.username}
          empty={t("No user yet.")}
          columns={[
            {
              title: t("Person"),
              cell: (one) => <Two main={one.name ?? one.email ?? one.username} sub={one.email} />,
            },
            {
              title: t("Roles"),
              cell: (one) => (
                <span className="row">
                  {one.roles.map((role) => (
                    <Pill key={role} word={role} tone={role === "admin" ? "violet" : "blue"} />
                  ))}
                </span>
              ),
            },
            { title: t("Sites"), cell: (one) => one.sites.join(", ") || t("all") },
            {
              title: t("State"),
              cell: (one) => <Pill word={one.enabled ? "enabled" : "disabled"} />,
            },
            actions,
          ]}
        />
      </Card>
      <Card title={t("What the roles may do")}>
        <dl className="facts">
          {(["viewer", "operator", "finance", "admin"] as const).map((one) => (
            <div key={one}>
              <dt>{t(wordsOf(one))}</dt>
              <dd>{t(MEANING[one])}</dd>
            </div>
          ))}
        </dl>
      </Card>
      {editing && (
        <UserDialog user={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

const MEANING = {
  viewer: "Sees everything of their sites, changes nothing",
  operator: "Besides: commands, stations, sessions, incidents",
  finance: "Besides: tariffs, refunds, decisions on money",
  admin: "Everything, users included",
};
