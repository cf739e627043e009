import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { $api } from "../../api/client";
import { SLOW_MS } from "../../api/query-client";
import { Card, PageHead } from "../../ui/card";
import { FormDialog } from "../../ui/dialog";
import { Field, Input } from "../../ui/fields";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Pill } from "../../ui/pill";
import { Empty } from "../../ui/states";
import { Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";

export default function Tariffs() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [naming, setNaming] = useState(false);
  const tariffs = $api.useInfiniteQuery(
    "get",
    "/operator/v1/tariffs",
    { params: { query: { limit: 50 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
  const defaults = $api.useQuery("get", "/operator/v1/tariff-defaults");
  const usedFor = (id: string) =>
    Object.entries(defaults.data ?? {}).flatMap(([kind, tariff]) => (tariff === id ? [kind] : []));
  return (
    <>
      <PageHead
        title={t("Tariffs")}
        note={t(
          "What a session costs. A change makes a new version; running sessions keep theirs.",
        )}
        actions={
          <button type="button" className="button primary" onClick={() => setNaming(true)}>
            <Plus size={16} aria-hidden />
            {t("New tariff")}
          </button>
        }
      />
      <Card flush>
        <Table
          label={t("Tariffs")}
          {...paged(tariffs)}
          keyOf={(one) => one.tariff_id}
          linkOf={(one) => `/tariffs/${encodeURIComponent(one.tariff_id)}`}
          empty={
            <Empty title={t("No tariff yet.")}>
              {t("Make one, then give it to a site for AC or DC.")}
            </Empty>
          }
          columns={[
            {
              title: t("Tariff"),
              cell: (one) => <Two main={one.tariff_id} sub={one.fingerprint?.slice(0, 12)} />,
            },
            { title: t("Version"), cell: (one) => `v${one.version}` },
            { title: t("Currency"), cell: (one) => one.currency ?? "–" },
            { title: t("Current"), cell: (one) => one.current_type ?? t("AC and DC") },
            {
              title: t("Default for"),
              cell: (one) =>
                usedFor(one.tariff_id).map((kind) => <Pill key={kind} word={kind} tone="green" />),
            },
            { title: t("Published"), end: true, cell: (one) => <Time at={one.published_at} /> },
          ]}
        />
      </Card>
      <FormDialog
        title={t("New tariff")}
        open={naming}
        onClose={() => setNaming(false)}
        submit={t("Go on")}
        onSubmit={async (form) =>
          navigate(`/tariffs/${encodeURIComponent(String(form.get("id")).trim())}?new=1`)
        }
      >
        <Field label={t("Tariff id")} hint={t("Stays the same through all versions.")}>
          <Input name="id" required maxLength={36} pattern="[A-Za-z0-9_.\-]+" autoComplete="off" />
        </Field>
      </FormDialog>
    </>
  );
}
