import { CreditCard } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../format/units";
import { Card } from "../../ui/card";
import { SearchBox, Segmented, Select } from "../../ui/fields";
import { paged } from "../../ui/paged";
import { Pill } from "../../ui/pill";
import { Empty } from "../../ui/states";
import { type Column, Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { useDelayed } from "../../ui/use-delayed";
import { useNarrowing } from "../../ui/use-narrowing";
import { wordsOf } from "../../ui/words";
import { useTerminals, useVisits, type Visit } from "./queries";
import { cardText, whyText } from "./visit-words";

const ENDS = [
  ..."settled cancelled not_authorised not_plugged_in start_refused place_taken".split(" "),
] as NonNullable<Visit["ended"]>[];
const OPEN = { "": undefined, open: true, over: false } as const;
type Open = keyof typeof OPEN;

/** Customers at terminals: what was reserved, and what became of it. */
export function Visits() {
  const { t } = useTranslation();
  const [read, narrow] = useNarrowing();
  const station = useDelayed(read("station")).trim();
  const terminals = useTerminals().data?.pages.flatMap((page) => page.items) ?? [];
  const open = (read("open") in OPEN ? read("open") : "") as Open;
  const visits = useVisits({
    terminal_id: read("terminal") || undefined,
    station_id: station || undefined,
    open: OPEN[open],
    ended: ENDS.find((one) => one === read("ended")),
  });
  const isNarrowed = ["terminal", "station", "open", "ended"].some(read);
  const names = new Map(terminals.map((one) => [one.terminal_id, one.name]));
  return (
    <div className="stack">
      <div className="toolbar">
        <Segmented
          label={t("Which visits")}
          value={open}
          options={[
            ["", t("All")],
            ["open", t("Open")],
            ["over", t("Over")],
          ]}
          onChange={(value) => narrow("open", value)}
        />
        <SearchBox
          label={t("Exact station id")}
          value={read("station")}
          onChange={(value) => narrow("station", value)}
        />
        <Select
          aria-label={t("Terminal")}
          value={read("terminal")}
          onChange={(event) => narrow("terminal", event.target.value)}
        >
          <option value="">{t("All terminals")}</option>
          {terminals.map((one) => (
            <option key={one.terminal_id} value={one.terminal_id}>
              {one.name}
            </option>
          ))}
        </Select>
        <Select
          aria-label={t("Why it ended")}
          value={read("ended")}
          onChange={(event) => narrow("ended", event.target.value)}
        >
          <option value="">{t("Every end")}</option>
          {ENDS.map((one) => (
            <option key={one} value={one}>
              {t(wordsOf(one))}
            </option>
          ))}
        </Select>
      </div>
      <Card flush>
        <Table
          label={t("Visits")}
          {...paged(visits)}
          columns={useColumns(names)}
          keyOf={(one) => one.visit_id}
          linkOf={(one) => `/terminals/visits/${encodeURIComponent(one.visit_id)}`}
          empty={
            <Empty
              icon={CreditCard}
              title={isNarrowed ? t("No visit matches.") : t("Nobody has paid at a terminal yet.")}
            >
              {!isNarrowed && t("Each card that is read at a terminal shows here at once.")}
            </Empty>
          }
        />
      </Card>
    </div>
  );
}

function useColumns(names: Map<string, string>): Column<Visit>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return [
    {
      title: t("Charging point"),
      cell: (one) => (
        <Two
          main={`${one.station_id} / ${one.evse_id}`}
          sub={names.get(one.terminal_id) ?? one.terminal_id}
        />
      ),
    },
    { title: t("State"), cell: (one) => <Pill word={one.state} /> },
    { title: t("Why it ended"), cell: (one) => whyText(one, t) },
    { title: t("Card"), cell: (one) => cardText(one) },
    { title: t("Reserved"), end: true, cell: (one) => formats.money(one.authorised) },
    { title: t("Captured"), end: true, cell: (one) => formats.money(one.captured) },
    { title: t("Released"), end: true, cell: (one) => formats.money(one.released) },
    { title: t("Began"), end: true, cell: (one) => <Time at={one.created_at} /> },
  ];
}
