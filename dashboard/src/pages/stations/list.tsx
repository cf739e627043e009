import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Schemas } from "../../api/client";
import { Card, PageHead } from "../../ui/card";
import { SearchBox, Segmented, Select } from "../../ui/fields";
import { Pill } from "../../ui/pill";
import { type Column, Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { Connectors } from "./connector";
import { useActiveSessions, useStations } from "./queries";
import { STATUS_TONES, type StationStatus, stationStatus } from "./status";

type Station = Schemas["StationView"];

const CHOICES = ["all", "available", "charging", "occupied", "faulted", "offline"] as const;

export default function Stations() {
  const { t } = useTranslation();
  const stations = useStations();
  const active = useActiveSessions();
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState("");
  const status = (search.get("status") ?? "all") as StationStatus | "all";
  const site = search.get("site") ?? "";
  const all = useMemo(() => stations.data?.pages.flatMap((page) => page.items), [stations.data]);
  const running = active.data?.items ?? [];
  const charging = new Set(
    running.filter((one) => one.state === "charging").map((one) => one.station_id),
  );
  const sites = [...new Set(all?.map((one) => one.site_id).filter((one) => one != null))].sort();
  const narrow = (name: string, value: string) =>
    setSearch(
      (old) => {
        const next = new URLSearchParams(old);
        if (value && value !== "all") next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const shown = all
    ?.filter((one) => matches(one, text))
    .filter((one) => status === "all" || stationStatus(one, charging) === status)
    .filter((one) => !site || one.site_id === site)
    .toSorted((a, b) => a.station_id.localeCompare(b.station_id, undefined, { numeric: true }));

  const columns: Column<Station>[] = [
    {
      title: t("Station"),
      cell: (one) => (
        <Two main={one.station_id} sub={one.boot && `${one.boot.vendor} ${one.boot.model}`} />
      ),
    },
    {
      title: t("State"),
      cell: (one) => {
        const word = stationStatus(one, charging);
        return <Pill word={word} tone={STATUS_TONES[word]} />;
      },
    },
    { title: t("Connectors"), cell: (one) => <Connectors station={one} active={running} /> },
    { title: t("Site"), cell: (one) => one.site_id ?? "–" },
    {
      title: t("Protocol"),
      cell: (one) => one.connection.protocol?.replace("ocpp", "OCPP ") ?? "–",
    },
    {
      title: t("Last seen"),
      end: true,
      cell: (one) => (
        <Time at={one.connection.last_seen_at ?? one.connection.disconnected_at} relative />
      ),
    },
  ];

  return (
    <>
      <PageHead title={t("Stations")} note={t("Live state of every connector")} />
      <div className="toolbar">
        <SearchBox label={t("Search by id, site, maker")} value={text} onChange={setText} />
        <Segmented
          label={t("State")}
          value={status}
          options={CHOICES.map((one) => [one, t(one === "all" ? "All" : titled(one))])}
          onChange={(value) => narrow("status", value)}
        />
        {sites.length > 1 && (
          <Select
            aria-label={t("Site")}
            value={site}
            onChange={(event) => narrow("site", event.target.value)}
          >
            <option value="">{t("All sites")}</option>
            {sites.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
        )}
      </div>
      <Card flush>
        <Table
          label={t("Stations")}
          rows={shown}
          columns={columns}
          keyOf={(one) => one.station_id}
          linkOf={(one) => `/stations/${encodeURIComponent(one.station_id)}`}
          empty={all?.length ? t("No station matches.") : t("No station is registered yet.")}
          error={stations.error}
          retry={stations.refetch}
          more={
            stations.hasNextPage
              ? { fetch: stations.fetchNextPage, busy: stations.isFetchingNextPage }
              : undefined
          }
        />
      </Card>
    </>
  );
}

function titled(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function matches(station: Station, text: string): boolean {
  const { boot } = station;
  const all = [
    station.station_id,
    station.site_id,
    boot?.vendor,
    boot?.model,
    boot?.firmware_version,
  ];
  return all.join(" ").toLowerCase().includes(text.trim().toLowerCase());
}
