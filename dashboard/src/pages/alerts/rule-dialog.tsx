import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { FormDialog } from "../../ui/dialog";
import { Field, Input } from "../../ui/fields";
import { tell } from "../../ui/toast";
import { wordsOf } from "../../ui/words";
import { useSites } from "../stations/queries";
import { Choices } from "./choices";
import { hoursOf } from "./hours";
import { HoursFields } from "./hours-fields";
import type { Channel, Rule } from "./model";

type Kind = NonNullable<Rule["kinds"]>[number];
type Severity = NonNullable<Rule["severities"]>[number];

const SEVERITIES = ["critical", "major", "minor", "info"];
const KINDS = [
  ..."connector_faulted station_offline mass_outage boot_loop failed_starts".split(" "),
  ..."security_event certificate_ending configuration_drift session_silent".split(" "),
  ..."session_review late_facts settlement_failed money_gap payment_disputed".split(" "),
  ..."terminal_not_stopped terminal_not_settled terminal_payment".split(" "),
  ..."dead_letters service_alarm".split(" "),
];

interface Props {
  /** Null for a new one. */
  rule: Rule | null;
  channels: Channel[];
  onClose: () => void;
}

export function RuleDialog({ rule, channels, onClose }: Props) {
  const { t } = useTranslation();
  const sites = useSites();

  async function save(form: FormData) {
    if (!form.has("channel_ids")) throw new Error("Choose at least one channel.");
    const minutes = Number(form.get("escalate"));
    const id = rule?.rule_id ?? String(form.get("rule_id")).trim();
    const chosen = <Value extends string>(field: string) => form.getAll(field) as Value[];
    await api.PUT("/operator/v1/alert-rules/{rule_id}", {
      params: { path: { rule_id: id } },
      body: {
        name: String(form.get("name")).trim(),
        kinds: chosen<Kind>("kinds"),
        severities: chosen<Severity>("severities"),
        site_ids: chosen("site_ids"),
        channel_ids: chosen("channel_ids"),
        hours: hoursOf(form),
        escalate_after_minutes: minutes || null,
        enabled: form.get("enabled") === "on",
      },
    });
    await queryClient.invalidateQueries();
    tell(t("The rule is saved."));
  }

  return (
    <FormDialog
      title={rule ? rule.name : t("Add a rule")}
      open
      wide
      onClose={onClose}
      submit={t("Save")}
      onSubmit={save}
    >
      <div className="grid-2">
        {!rule && (
          <Field label={t("Rule id")}>
            <Input name="rule_id" required pattern="[A-Za-z0-9_.\-]+" autoComplete="off" />
          </Field>
        )}
        <Field label={t("Name")}>
          <Input name="name" required maxLength={100} defaultValue={rule?.name} />
        </Field>
        <Field
          label={t("Escalates after minutes")}
          hint={t("When nobody acknowledges; empty: never.")}
        >
          <Input
            name="escalate"
            type="number"
            min={1}
            defaultValue={rule?.escalate_after_minutes ?? ""}
          />
        </Field>
      </div>
      <Choices
        title={t("To these channels")}
        name="channel_ids"
        chosen={rule?.channel_ids ?? []}
        options={channels.map((one) => [one.channel_id, one.name])}
      />
      <HoursFields hours={rule?.hours ?? null} />
      <Choices
        title={t("Severities (none: all)")}
        name="severities"
        chosen={rule?.severities ?? ["critical", "major"]}
        options={SEVERITIES.map((one) => [one, t(wordsOf(one))])}
      />
      <Choices
        title={t("Kinds (none: all)")}
        name="kinds"
        chosen={rule?.kinds ?? []}
        options={KINDS.map((one) => [one, t(wordsOf(one))])}
      />
      <Choices
        title={t("Sites (none: all)")}
        name="site_ids"
        chosen={rule?.site_ids ?? []}
        options={(sites.data?.items ?? []).map((one) => [one.site_id, one.name])}
      />
      <label className="check">
        <input type="checkbox" name="enabled" defaultChecked={rule?.enabled ?? true} />
        {t("In use")}
      </label>
    </FormDialog>
  );
}
