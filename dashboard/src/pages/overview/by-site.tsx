import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schemas } from "../../api/client";
import { useFormats } from "../../format/units";
import { Card } from "../../ui/card";
import { Table } from "../../ui/table";
import { useOverviewReport } from "./report";

const SHOWN = 10;

/** What each site has earned this month, the most first. */
export function RevenueBySite({ sites }: { sites: Schemas["SiteStateRow"][] }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const { data, error, refetch } = useOverviewReport();
  const names = new Map(sites.map((one) => [one.site_id, one.name]));
  const earned = data?.revenue_by_site.toSorted((a, b) => b.gross.minor - a.gross.minor);
  return (
    <Card
      flush
      title={t("Revenue by site, this month")}
      actions={<Link to="/reports">{t("Reports")}</Link>}
    >
      <Table
        label={t("Revenue by site, this month")}
        rows={earned?.slice(0, SHOWN)}
        total={earned?.length}
        error={error}
        retry={refetch}
        keyOf={(one) => one.site_id}
        empty={t("Nothing was earned yet.")}
        columns={[
          { title: t("Site"), cell: (one) => names.get(one.site_id) ?? (one.site_id || "–") },
          { title: t("Net"), end: true, cell: (one) => money(one.net) },
          { title: t("With tax"), end: true, cell: (one) => <strong>{money(one.gross)}</strong> },
        ]}
      />
    </Card>
  );
}
