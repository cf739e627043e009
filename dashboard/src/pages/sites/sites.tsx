import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AddButton } from "../../ui/actions";
import { Card, PageHead } from "../../ui/card";
import { Empty } from "../../ui/states";
import { Table, Two } from "../../ui/table";
import { useSites } from "../stations/queries";
import { SiteDialog } from "./site-dialog";

export default function Sites() {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<string | null>(null);
  const sites = useSites();
  return (
    <>
      <PageHead
        title={t("Sites")}
        note={t("Where stations stand: time zone, place on the map, tariffs")}
        actions={<AddButton large text={t("Add a site")} onClick={() => setEditing("")} />}
      />
      <Card flush>
        <Table
          label={t("Sites")}
          rows={sites.data?.items}
          error={sites.error}
          retry={sites.refetch}
          keyOf={(one) => one.site_id}
          empty={
            <Empty title={t("No site yet.")}>
              {t("A site gives its stations a time zone, a place on the map and tariffs.")}
            </Empty>
          }
          columns={[
            { title: t("Site"), cell: (one) => <Two main={one.name} sub={one.site_id} /> },
            { title: t("Address"), cell: (one) => one.address.join(", ") || "–" },
            { title: t("Time zone"), cell: (one) => one.time_zone },
            { title: t("Currency"), cell: (one) => one.currency ?? "–" },
            {
              title: t("Place"),
              cell: (one) => (one.latitude == null ? "–" : `${one.latitude}, ${one.longitude}`),
            },
            {
              title: t("Action"),
              end: true,
              cell: (one) => (
                <span className="row end">
                  <Link
                    className="button small"
                    aria-label={`${t("Stations")}: ${one.name}`}
                    to={`/stations?site=${encodeURIComponent(one.site_id)}`}
                  >
                    {t("Stations")}
                  </Link>
                  <button
                    type="button"
                    className="button small"
                    aria-label={`${t("Edit")}: ${one.name}`}
                    onClick={() => setEditing(one.site_id)}
                  >
                    {t("Edit")}
                  </button>
                </span>
              ),
            },
          ]}
        />
      </Card>
      {editing !== null && (
        <SiteDialog key={editing} id={editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}
