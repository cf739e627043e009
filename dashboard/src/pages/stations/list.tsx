import { Plus, Upload } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useFormats } from "../../format/units";
import { Card, PageHead } from "../../ui/card";
import { SearchBox, Segmented } from "../../ui/fields";
import { paged } from "../../ui/paged";
import { Pill } from "../../ui/pill";
import { Empty } from "../../ui/states";
import { type Column, Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { useDelayed } from "../../ui/use-delayed";
import { useNarrowing } from "../../ui/use-narrowing";
import { wordsOf } from "../../ui/words";
import { SiteFilter, SiteName } from "../sites/site-choice";
import { Connectors } from "./connector";
import { ImportDialog } from "./import-dialog";
import { Onboarding } from "./onboarding";
import { useSiteStates, useStates } from "./queries";
import { countOf, isStanding, STANDING_TONES, STANDINGS } from "./status";

export default function Stations() {
  const { t } = useTranslation();
  const [read, narrow] = useNarrowing();
  const [text, setText] = useState(read("search"));
  const [adding, setAdding] = useState(false);
  const [importing, setImporting] = useState(false);
  const status = read("status");
  const stations = useStates({
    site_id: read("site") || undefined,
    status: isStanding(status) ? status : undefined,
    search: useDelayed(text).trim() || undefined,
  });
  const total = countOf(useSiteStates().data?.items, { site: read("site"), status });
  const isNarrowed = Boolean(status || text || read("site"));
  return (
    <>
      <PageHead
        title={t("Stations")}
        note={t("Live state of every connector")}
        actions={
          <>
            <button type="button" className="button" onClick={() => setImporting(true)}>
              <Upload size={16} aria-hidden />
              {t("Import")}
            </button>
            <button type="button" className="button primary" onClick={() => setAdding(true)}>
              <Plus size={16} aria-hidden />
              {t("Add a station")}
            </button>
          </>
        }
      />
      <div className="toolbar">
        <SearchBox label={t("Search by name or id")} value={text} onChange={setText} />
        <Segmented
          label={t("State")}
          value={status}
          options={[
            ["", t("All")],
            ...STANDINGS.map((one): [string, string] => [one, t(wordsOf(one))]),
          ]}
          onChange={(value) => narrow("status", value)}
        />
        <SiteFilter value={read("site")} onChange={(value) => narrow("site", value)} />
      </div>
      <Card flush>
        <Table
          label={t("Stations")}
          {...paged(stations)}
          total={text ? undefined : total}
          columns={useColumns()}
          keyOf={(one) => one.station_id}
          linkOf={(one) => `/stations/${encodeURIComponent(one.station_id)}`}
          empty={
            <Empty
              title={isNarrowed ? t("No station matches.") : t("No station is registered yet.")}
            >
              {isNarrowed
                ? t("Take a filter away, or look for a part of the name.")
                : t("Add one, or import many from a CSV file.")}
            </Empty>
          }
        />
      </Card>
      <ImportDialog open={importing} onClose={() => setImporting(false)} />
      <Onboarding open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function useColumns(): Column<Schemas["StationRow"]>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return [
    {
      title: t("Station"),
      cell: (one) => (
        <Two
          main={one.name ?? one.station_id}
          sub={[one.name && one.station_id, one.vendor, one.model].filter(Boolean).join(" · ")}
        />
      ),
    },
    {
      title: t("State"),
      cell: (one) => <Pill word={one.status} tone={STANDING_TONES[one.status]} />,
    },
    {
      title: t("Connectors"),
      cell: (one) => (
        <Connectors stationId={one.station_id} online={one.online} connectors={one.connectors} />
      ),
    },
    { title: t("Site"), cell: (one) => <SiteName id={one.site_id} /> },
    { title: t("Firmware"), cell: (one) => one.firmware ?? "–" },
    {
      title: t("Power"),
      end: true,
      cell: (one) => (one.power_w ? formats.power(one.power_w) : "–"),
    },
    { title: t("Last seen"), end: true, cell: (one) => <Time at={one.last_seen_at} relative /> },
  ];
}
