import { useTranslation } from "react-i18next";
import { useFormats } from "../../format/units";
import { type Column, Table } from "../../ui/table";
import { wordsOf } from "../../ui/words";
import { useSites } from "../stations/queries";
import { type Group, isShare, type Kind, type Report, type Sum, sumsOf } from "./model";

interface Props {
  kind: Kind;
  report: Report;
  group: Group;
}

export function ByKey({ kind, report, group }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const sites = useSites();
  const names = new Map(sites.data?.items.map((one) => [one.site_id, one.name]));
  const sums = sumsOf(report, group, kind);
  const ofShares = isShare(kind);
  const most = ofShares ? 100 : Math.max(1, ...sums.map((one) => one.gross_minor));
  const part = (one: Sum) => (ofShares ? (one.share ?? 0) : one.gross_minor);
  const money = (minor: number) => formats.money({ minor, currency: report.currency });
  const share: Column<Sum> = {
    title: t(wordsOf(kind)),
    end: true,
    cell: (one) => <strong>{formats.percent(one.share)}</strong>,
  };
  const columns: Column<Sum>[] = [
    { title: t("Name"), cell: (one) => names.get(one.key) ?? (one.key || t("Unknown")) },
    {
      title: t("Share"),
      cell: (one) => (
        <span className="bar" aria-hidden>
          <span style={{ width: `${(Math.max(0, part(one)) / most) * 100}%` }} />
        </span>
      ),
    },
    ...(ofShares ? [share] : []),
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
