import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AddButton, useActions } from "../../ui/actions";
import { Card } from "../../ui/card";
import { paged } from "../../ui/paged";
import { Pill } from "../../ui/pill";
import { Empty } from "../../ui/states";
import { Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { useAsking } from "../../ui/use-asking";
import type { Window } from "./model";
import { useWindows } from "./queries";
import { RemoveWindowDialog, WindowDialog } from "./window-dialog";

/** Announced work, during which nobody is woken. */
export function Maintenance() {
  const { t } = useTranslation();
  const { asking, ask, close } = useAsking<"edit" | "remove", Window>();
  const windows = useWindows();
  const actions = useActions<Window>(
    (one) => one.station_id ?? one.site_id ?? "",
    (one) => [
      { text: t("Edit"), onClick: () => ask("edit", one) },
      { text: t("Remove"), onClick: () => ask("remove", one) },
    ],
  );
  return (
    <Card
      flush
      title={t("Maintenance windows")}
      actions={<AddButton text={t("Announce maintenance")} onClick={() => ask("edit")} />}
    >
      <Table
        label={t("Maintenance windows")}
        {...paged(windows)}
        keyOf={(one) => one.window_id}
        empty={
          <Empty title={t("No maintenance is announced.")}>
            {t("Announce work on a site or a station, and nobody is woken by it.")}
          </Empty>
        }
        columns={[
          { title: t("Where"), cell: (one) => <Place window={one} /> },
          { title: t("State"), cell: (one) => <Pill word={stateOf(one, Date.now())} /> },
          { title: t("Reason"), cell: (one) => one.reason },
          { title: t("From"), cell: (one) => <Time at={one.starts_at} /> },
          { title: t("Until"), cell: (one) => <Time at={one.ends_at} /> },
          actions,
        ]}
      />
      {asking?.what === "edit" && <WindowDialog window={asking.thing} onClose={close} />}
      {asking?.what === "remove" && asking.thing && (
        <RemoveWindowDialog window={asking.thing} onClose={close} />
      )}
    </Card>
  );
}

function Place({ window }: { window: Window }) {
  const { t } = useTranslation();
  if (!window.station_id) return <Two main={window.site_id} sub={t("the whole site")} />;
  const to = `/stations/${encodeURIComponent(window.station_id)}`;
  return <Two main={<Link to={to}>{window.station_id}</Link>} sub={t("one station")} />;
}

function stateOf(window: Window, now: number): "planned" | "ongoing" | "over" {
  if (now < Date.parse(window.starts_at)) return "planned";
  return now < Date.parse(window.ends_at) ? "ongoing" : "over";
}
