import { useTranslation } from "react-i18next";
import { useFormats } from "../../format/units";
import { type Column, Table } from "../../ui/table";
import { useSites } from "../stations/queries";
import type { Figures, Group, Report } from "./model";

type Sum = Pick<Figures, "net_minor" | "tax_minor" | "gross_minor" | "energy_wh" | "sessions"> & {
  key: string;
};

/** The sums of each site, station or tariff over the whole time, the largest first. */
export function sumsOf(report: Report, group: Group): Sum[] {
  const sums = new Map<string, Sum>();
  for (const row of report.rows) {
    const key = group === "none" ? row.period : (row.key ?? "");
    const sum = sums.get(key) ?? {
      key,
      net_minor: 0,
      tax_minor: 0,
      gross_minor: 0,
      energy_wh: 0,
      sessions: 0,
    };
    sum.net_minor += row.net_minor;
    sum.tax_minor += row.tax_minor;
    sum.gross_minor += row.gross_minor;
    sum.energy_wh += row.energy_wh;
    sum.sessions += row.sessions;
    sums.set(key, sum);
  }
  const all = [...sums.values()];
  return group === "none"
    ? all.toReversed()
    : all.toSorted((a, b) => b.gross_minor - a.gross_minor);
}

export function ByKey({ report, group }: { report: Report; group: Group }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const sites = useSites();
  const names = new Map(sites.data?.items.map((one) => [one.site_id, one.name]));
  const sums = sumsOf(report, group);
  const most = Math.max(1, ...sums.map((one) => one.gross_minor));
  const money = (minor: number) => formats.money({ minor, currency: report.currency });
  const columns: Column<Sum>[] = [
    { title: t("Name"), cell: (one) => names.get(one.key) ?? (one.key || t("Unknown")) },
    {
      title: t("Share"),
      cell: (one) => (
        <span className="bar" aria-hidden>
          <span style={{ width: `${(Math.max(0, one.gross_minor) / most) * 100}%` }} />
        </span>
      ),
    },
    { title: t("Sessions"), end: true, cell: (one) => formats.number(one.sessions) },
    { title: t("Energy"), end: true, cell: (one) => formats.energy(one.energy_wh) },
    { title: t("Net"), end: true, cell: (one) => money(one.net_minor) },
    { title: t("Tax"), end: true, cell: (one) => money(one.tax_minor) },
    { title: t("With tax"), end: true, cell: (one) => <strong>{money(one.gross_minor)}</strong> },
  ];
  return (
    <Table
      label={t("Compared")}
      rows={sums}
      columns={columns}
      keyOf={(one) => one.key}
      empty={t("Nothing in this time.")}
    />
  );
}
