import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import { AddButton, useActions } from "../../ui/actions";
import { Card } from "../../ui/card";
import { Pill } from "../../ui/pill";
import { RemoveDialog } from "../../ui/remove-dialog";
import { Empty } from "../../ui/states";
import { Table, Two } from "../../ui/table";
import { useAsking } from "../../ui/use-asking";
import { wordsOf } from "../../ui/words";
import { daysText } from "./hours";
import type { Rule } from "./model";
import { useChannels, useRules } from "./queries";
import { RuleDialog } from "./rule-dialog";

export function Rules() {
  const { t, i18n } = useTranslation();
  const { asking, ask, close } = useAsking<"edit" | "remove", Rule>();
  const { data, error, refetch } = useRules();
  const channels = useChannels();
  const names = new Map(channels.data?.items.map((one) => [one.channel_id, one.name]));
  const all = (some: string[], none: string) =>
    some.map((one) => t(wordsOf(one))).join(", ") || none;
  const shortDay = (day: string) => t(wordsOf(day)).slice(0, i18n.language === "de" ? 2 : 3);
  const actions = useActions<Rule>(
    (one) => one.name,
    (one) => [
      { text: t("Edit"), onClick: () => ask("edit", one) },
      { text: t("Remove"), onClick: () => ask("remove", one) },
    ],
  );
  return (
    <Card
      flush
      title={t("Rules")}
      actions={<AddButton text={t("Add a rule")} onClick={() => ask("edit")} />}
    >
      <Table
        label={t("Rules")}
        rows={data?.items}
        error={error}
        retry={refetch}
        keyOf={(one) => one.rule_id}
        empty={
          <Empty title={t("No rule yet: nobody is told of incidents.")}>
            {t("A rule says which incidents go to which channels, and when.")}
          </Empty>
        }
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
          actions,
        ]}
      />
      {asking?.what === "edit" && (
        <RuleDialog rule={asking.thing} channels={channels.data?.items ?? []} onClose={close} />
      )}
      {asking?.what === "remove" && asking.thing && (
        <RemoveRuleDialog rule={asking.thing} onClose={close} />
      )}
    </Card>
  );
}

function RemoveRuleDialog({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <RemoveDialog
      title={t("Remove the rule {{name}}?", { name: rule.name })}
      description={t("From the next incident on nobody is told by it; what is told already stays.")}
      done={t("The rule is removed.")}
      remove={() =>
        api.DELETE("/operator/v1/alert-rules/{rule_id}", {
          params: { path: { rule_id: rule.rule_id } },
        })
      }
      onClose={onClose}
    />
  );
}
