import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card";
import { Pill } from "../../ui/pill";
import { Table, Two } from "../../ui/table";
import { wordsOf } from "../../ui/words";
import { daysText } from "./hours";
import type { Rule } from "./model";
import { useChannels, useRules } from "./queries";
import { RuleDialog } from "./rule-dialog";

export function Rules() {
  const { t, i18n } = useTranslation();
  const [editing, setEditing] = useState<Rule | "new" | null>(null);
  const { data, error, refetch } = useRules();
  const channels = useChannels();
  const names = new Map(channels.data?.items.map((one) => [one.channel_id, one.name]));
  const all = (some: string[], none: string) =>
    some.map((one) => t(wordsOf(one))).join(", ") || none;
  const shortDay = (day: string) => t(wordsOf(day)).slice(0, i18n.language === "de" ? 2 : 3);
  return (
    <Card
      flush
      title={t("Rules")}
      actions={
        <button type="button" className="button small primary" onClick={() => setEditing("new")}>
          <Plus size={15} aria-hidden />
          {t("Add a rule")}
        </button>
      }
    >
      <Table
        label={t("Rules")}
        rows={data?.items}
        error={error}
        retry={refetch}
        keyOf={(one) => one.rule_id}
        empty={t("No rule yet: nobody is told of incidents.")}
        columns={[
          { title: t("Rule"), cell: (one) => <Two main={one.name} sub={one.rule_id} /> },
          { title: t("Kinds"), cell: (one) => all(one.kinds ?? [], t("all")) },
          { title: t("Severities"), cell: (one) => all(one.severities ?? [], t("all")) },
          { title: t("Sites"), cell: (one) => one.site_ids?.join(", ") || t("all") },
          {
            title: t("Channels"),
            cell: (one) => one.channel_ids.map((id) => names.get(id) ?? id).join(", "),
          },
          {
            title: t("Hours"),
            cell: (one) =>
              one.hours ? (
                <Two
                  main={daysText(one.hours.days, shortDay)}
                  sub={`${one.hours.from}–${one.hours.to} ${one.hours.time_zone}`}
                />
              ) : (
                t("always")
              ),
          },
          {
            title: t("State"),
            cell: (one) => <Pill word={one.enabled ? "enabled" : "disabled"} />,
          },
          {
            title: t("Action"),
            end: true,
            cell: (one) => (
              <button type="button" className="button small" onClick={() => setEditing(one)}>
                {t("Edit")}
              </button>
            ),
          },
        ]}
      />
      {editing && (
        <RuleDialog
          rule={editing === "new" ? null : editing}
          channels={channels.data?.items ?? []}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}
