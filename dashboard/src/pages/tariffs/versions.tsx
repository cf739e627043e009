import { useTranslation } from "react-i18next";
import { $api, api } from "../../api/client";
import { Card } from "../../ui/card";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Table } from "../../ui/table";
import { Time } from "../../ui/time";
import { tell, tellFailure } from "../../ui/toast";
import { type Draft, draftOf } from "./draft";

/** Every version that was ever published; an old one can be taken as the new draft. */
export function Versions({ id, onTake }: { id: string; onTake: (draft: Draft) => void }) {
  const { t } = useTranslation();
  const versions = $api.useInfiniteQuery(
    "get",
    "/operator/v1/tariffs/{tariff_id}/versions",
    { params: { path: { tariff_id: id }, query: { limit: 30 } } },
    BY_CURSOR,
  );
  const take = async (version: number) => {
    try {
      const { data } = await api.GET("/operator/v1/tariffs/{tariff_id}/versions/{version}", {
        params: { path: { tariff_id: id, version } },
      });
      if (data) onTake(draftOf(data));
      tell(t("Version {{version}} is the draft now.", { version }));
    } catch (error) {
      tellFailure(t("The version could not be read."), error);
    }
  };
  return (
    <Card flush>
      <Table
        label={t("Versions")}
        {...paged(versions)}
        keyOf={(one) => String(one.version)}
        empty={t("Not published yet")}
        columns={[
          { title: t("Version"), cell: (one) => `v${one.version}` },
          {
            title: t("Fingerprint"),
            cell: (one) => <span className="mono">{one.fingerprint?.slice(0, 16)}</span>,
          },
          { title: t("Published"), cell: (one) => <Time at={one.published_at} /> },
          {
            title: t("Action"),
            end: true,
            cell: (one) => (
              <button type="button" className="button small" onClick={() => take(one.version)}>
                {t("Take as draft")}
              </button>
            ),
          },
        ]}
      />
    </Card>
  );
}
