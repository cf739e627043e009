import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, api } from "../../../api/client";
import { queryClient, SLOW_MS } from "../../../api/query-client";
import { Card } from "../../../ui/card";
import { FormDialog } from "../../../ui/dialog";
import { Field, Input, SearchBox } from "../../../ui/fields";
import { Pill } from "../../../ui/pill";
import { Table, Two } from "../../../ui/table";
import { Time } from "../../../ui/time";
import { tell } from "../../../ui/toast";
import { sendCommand } from "./send";

/** What is wanted beside what the station reports. */
export function Configuration({ id }: { id: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [wanting, setWanting] = useState(false);
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/stations/{station_id}/configuration",
    { params: { path: { station_id: id } } },
    { refetchInterval: SLOW_MS },
  );
  const drifting = data?.items.filter((one) => one.drift).length ?? 0;
  const rows = data?.items
    .filter((one) => one.name.toLowerCase().includes(text.trim().toLowerCase()))
    .toSorted(
      (a, b) => Number(b.drift ?? 0) - Number(a.drift ?? 0) || a.name.localeCompare(b.name),
    );

  async function want(form: FormData) {
    const wanted = Object.fromEntries(
      (data?.items ?? []).flatMap((one) => (one.wanted == null ? [] : [[one.name, one.wanted]])),
    );
    await api.PUT("/operator/v1/stations/{station_id}/configuration", {
      params: { path: { station_id: id } },
      body: { values: { ...wanted, [String(form.get("name")).trim()]: String(form.get("value")) } },
    });
    await queryClient.invalidateQueries();
    tell(t("The station is asked for it now, and after each boot."));
  }

  return (
    <Card
      flush
      title={
        <span className="row">
          {t("Configuration")}
          {drifting > 0 && <Pill word="drift" tone="amber" after={`: ${drifting}`} />}
        </span>
      }
      actions={
        <>
          <SearchBox label={t("Search a setting")} value={text} onChange={setText} />
          <button
            type="button"
            className="button small"
            onClick={() => sendCommand(id, "get_configuration", {}, t)}
          >
            {t("Read again")}
          </button>
          <button type="button" className="button small primary" onClick={() => setWanting(true)}>
            {t("Want a value")}
          </button>
        </>
      }
    >
      <Table
        label={t("Configuration")}
        rows={rows}
        error={error}
        retry={refetch}
        keyOf={(one) => one.name}
        empty={t("Nothing is known yet: read it from the station.")}
        columns={[
          {
            title: t("Setting"),
            cell: (one) => <Two main={one.name} sub={one.readonly && t("read only")} />,
          },
          { title: t("Wanted"), cell: (one) => one.wanted ?? "–" },
          { title: t("Reported"), cell: (one) => one.reported ?? "–" },
          {
            title: t("Agreement"),
            cell: (one) =>
              one.drift == null ? (
                "–"
              ) : (
                <Pill word={one.drift ? "drift" : "agrees"} tone={one.drift ? "amber" : "green"} />
              ),
          },
          { title: t("At"), end: true, cell: (one) => <Time at={one.reported_at} /> },
        ]}
      />
      <FormDialog
        title={t("Want a value of {{id}}", { id })}
        description={t("It is compared after each boot, and set again where it differs.")}
        open={wanting}
        onClose={() => setWanting(false)}
        submit={t("Want it")}
        onSubmit={want}
      >
        <Field label={t("Setting")} hint="HeartbeatInterval, OCPPCommCtrlr.HeartbeatInterval …">
          <Input name="name" required list="settings" autoComplete="off" />
        </Field>
        <datalist id="settings">
          {data?.items.map((one) => (
            <option key={one.name} value={one.name} />
          ))}
        </datalist>
        <Field label={t("Value")}>
          <Input name="value" required autoComplete="off" />
        </Field>
      </FormDialog>
    </Card>
  );
}
