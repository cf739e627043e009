import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Card } from "../../ui/card";
import { paged } from "../../ui/paged";
import { Pill } from "../../ui/pill";
import { Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import type { Window } from "./model";
import { useWindows } from "./queries";
import { RemoveWindowDialog, WindowDialog } from "./window-dialog";

type Asking = { what: "edit" | "remove"; window: Window | null } | null;

/** Announced work, during which nobody is woken. */
export function Maintenance() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Asking>(null);
  const windows = useWindows();
  const close = () => setAsking(null);
  return (
    <Card
      flush
      title={t("Maintenance windows")}
      actions={
        <button
          type="button"
          className="button small primary"
          onClick={() => setAsking({ what: "edit", window: null })}
        >
          <Plus size={15} aria-hidden />
          {t("Announce maintenance")}
        </button>
      }
    >
      <Table
        label={t("Maintenance windows")}
        {...paged(windows)}
        keyOf={(one) => one.window_id}
        empty={t("No maintenance is announced.")}
        columns={[
          { title: t("Where"), cell: (one) => <Place window={one} /> },
          { title: t("State"), cell: (one) => <Pill word={stateOf(one, Date.now())} /> },
          { title: t("Reason"), cell: (one) => one.reason },
          { title: t("From"), cell: (one) => <Time at={one.starts_at} /> },
          { title: t("Until"), cell: (one) => <Time at={one.ends_at} /> },
          {
            title: t("Action"),
            end: true,
            cell: (one) => (
              <span className="row end">
                <button
                  type="button"
                  className="button small"
                  onClick={() => setAsking({ what: "edit", window: one })}
                >
                  {t("Edit")}
                </button>
                <button
                  type="button"
                  className="button small"
                  onClick={() => setAsking({ what: "remove", window: one })}
                >
                  {t("Remove")}
                </button>
              </span>
            ),
          },
        ]}
      />
      {asking?.what === "edit" && <WindowDialog window={asking.window} onClose={close} />}
      {asking?.what === "remove" && asking.window && (
        <RemoveWindowDialog window={asking.window} onClose={close} />
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
