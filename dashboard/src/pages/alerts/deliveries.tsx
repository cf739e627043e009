import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card";
import { Pill } from "../../ui/pill";
import { Empty } from "../../ui/states";
import { Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { wordsOf } from "../../ui/words";
import { useChannels, useDeliveries } from "./queries";

interface Props {
  query: { incident_id?: string; channel_id?: string };
  title: string;
}

/** Alerts that left, and those that did not. */
export function Deliveries({ query, title }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useDeliveries(query);
  const channels = useChannels();
  const names = new Map(channels.data?.items.map((one) => [one.channel_id, one.name]));
  return (
    <Card flush title={title}>
      <Table
        label={title}
        rows={data?.items}
        error={error}
        retry={refetch}
        keyOf={(one) => one.delivery_id}
        empty={
          <Empty title={t("Nobody was told yet.")}>
            {t("Each alert that leaves shows here with what came of it.")}
          </Empty>
        }
        columns={[
          {
            title: t("Channel"),
            cell: (one) => (
              <Two
                main={names.get(one.channel_id) ?? one.channel_id}
                sub={t(wordsOf(one.transition))}
              />
            ),
          },
          { title: t("State"), cell: (one) => <Pill word={one.state} /> },
          { title: t("Attempts"), end: true, cell: (one) => one.attempts },
          { title: t("Error"), cell: (one) => one.last_error ?? "–" },
          { title: t("At"), end: true, cell: (one) => <Time at={one.at} /> },
        ]}
      />
    </Card>
  );
}
