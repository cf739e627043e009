import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, api, type Schemas } from "../../../api/client";
import { queryClient, SLOW_MS } from "../../../api/query-client";
import { Card, Facts } from "../../../ui/card";
import { FormDialog } from "../../../ui/dialog";
import { Field, TextArea } from "../../../ui/fields";
import { Pill } from "../../../ui/pill";
import { Skeleton, Unread } from "../../../ui/states";
import { Table, Two } from "../../../ui/table";
import { Time } from "../../../ui/time";
import { tell } from "../../../ui/toast";

/** The tokens that the station knows without asking: as wanted, and as it holds them. */
export function LocalList({ id }: { id: string }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/stations/{station_id}/local-list",
    { params: { path: { station_id: id } } },
    { refetchInterval: SLOW_MS },
  );
  if (!data) return error ? <Unread error={error} retry={refetch} /> : <Skeleton />;
  return (
    <div className="stack">
      <Card
        title={t("Local list")}
        actions={
          <button type="button" className="button small" onClick={() => setEditing(true)}>
            {t("Change the list")}
          </button>
        }
      >
        <Facts
          facts={[
            [t("State"), <Pill key="a" word={data.state} />],
            [t("Version wanted"), data.version],
            [t("Version confirmed"), data.confirmed_version],
            [t("Version reported"), data.reported_version],
            [t("Tokens it holds"), data.held_tokens],
            [t("Its last answer"), data.answer],
            [t("Answered"), data.answered_at && <Time key="b" at={data.answered_at} />],
          ]}
        />
      </Card>
      <Card flush title={t("Tokens on the list")}>
        <Table
          label={t("Tokens on the list")}
          rows={data.entries}
          keyOf={(one) => one.token_id}
          empty={t("No token is wanted on this station: it asks for each.")}
          columns={[
            { title: t("Token"), cell: (one) => <Two main={one.token_id} sub={one.group_id} /> },
            { title: t("State"), cell: (one) => <Pill word={one.status} /> },
            { title: t("Sent"), cell: (one) => (one.listed ? t("Yes") : t("No")) },
            { title: t("Held like this"), cell: (one) => heldText(one, t) },
            { title: t("Valid until"), end: true, cell: (one) => <Time at={one.expires_at} /> },
          ]}
        />
      </Card>
      {editing && <ListDialog id={id} list={data} onClose={() => setEditing(false)} />}
    </div>
  );
}

function heldText({ held }: { held: boolean | null }, t: (text: string) => string): string {
  if (held === null) return t("not known");
  return held ? t("Yes") : t("No");
}

interface Props {
  id: string;
  list: Schemas["LocalListView"];
  onClose: () => void;
}

function ListDialog({ id, list, onClose }: Props) {
  const { t } = useTranslation();

  async function save(form: FormData) {
    const lines = String(form.get("tokens")).split(/[\s,;]+/);
    await api.PUT("/operator/v1/stations/{station_id}/local-list", {
      params: { path: { station_id: id } },
      body: { token_ids: [...new Set(lines.filter(Boolean))] },
    });
    await queryClient.invalidateQueries();
    tell(t("The station is told at once, or when it is back."));
  }

  return (
    <FormDialog
      title={t("Change the list")}
      description={t("Only listed tokens can charge while the station is offline.")}
      open
      onClose={onClose}
      submit={t("Save")}
      onSubmit={save}
    >
      <Field label={t("Tokens, one on each line")} hint={t("Empty takes all of them off.")}>
        <TextArea
          name="tokens"
          rows={8}
          defaultValue={list.entries.map((one) => one.token_id).join("\n")}
        />
      </Field>
    </FormDialog>
  );
}
