import { useTranslation } from "react-i18next";
import { $api, type Schemas } from "../../../api/client";
import { Card, Facts } from "../../../ui/card";
import { Skeleton, Unread } from "../../../ui/states";
import { Table, Two } from "../../../ui/table";
import { Time } from "../../../ui/time";
import { wordsOf } from "../../../ui/words";

/** Whose habits are handled how, and how the meter is found to count. */
export function MeterProfile({ id }: { id: string }) {
  const { t } = useTranslation();
  const path = { station_id: id };
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/stations/{station_id}/profile",
    {
      params: { path },
    },
  );
  const anomalies = $api.useQuery("get", "/operator/v1/stations/{station_id}/anomalies", {
    params: { path },
  });
  if (!data) return error ? <Unread error={error} retry={refetch} /> : <Skeleton />;
  return (
    <div className="stack">
      <div className="grid-2">
        <Card title={t("Maker")}>
          <Facts
            facts={[
              [t("Handled as"), data.vendor_name],
              [t("Found"), data.vendor_found],
              [t("Set by hand"), data.vendor_set],
              [t("Its clock's zone"), data.time_zone],
            ]}
          />
        </Card>
        <Card title={t("Meter")}>
          <Facts
            facts={[
              [t("Start and stop values"), <Habit key="a" habit={data.meter.start_stop} />],
              [t("Meter values"), <Habit key="b" habit={data.meter.meter_values} />],
              [t("Values without a unit"), data.meter.unit_without_unit],
            ]}
          />
        </Card>
      </div>
      <Card flush title={t("Habits of this maker that are taken care of")}>
        <Table
          label={t("Habits of this maker that are taken care of")}
          rows={data.quirks}
          keyOf={(one) => one.quirk_id}
          empty={t("None is known.")}
          columns={[
            { title: t("Habit"), cell: (one) => <Two main={one.says} sub={one.quirk_id} /> },
            { title: t("Handled"), cell: (one) => one.handled },
            { title: t("Evidence"), cell: (one) => one.grade },
          ]}
        />
      </Card>
      <Card flush title={t("Oddities seen from this station")}>
        <Table
          label={t("Oddities seen from this station")}
          rows={anomalies.data?.items}
          error={anomalies.error}
          keyOf={(one) => one.name}
          empty={t("None so far.")}
          columns={[
            { title: t("Oddity"), cell: (one) => <Two main={one.name} sub={one.example} /> },
            { title: t("Times"), end: true, cell: (one) => one.count },
            { title: t("Last"), end: true, cell: (one) => <Time at={one.last_at} relative /> },
          ]}
        />
      </Card>
    </div>
  );
}

function Habit({ habit }: { habit: Schemas["MeterHabitView"] }) {
  const { t } = useTranslation();
  const { sessions } = habit.found;
  return (
    <Two main={t(wordsOf(habit.counts))} sub={t("Seen in {{sessions}} sessions", { sessions })} />
  );
}
