import type { Schemas } from "../../api/client";

export type Channel = Schemas["ChannelView"];
export type Rule = Schemas["operator_api__schemas__alerts__RuleView"];
export type Hours = NonNullable<Rule["hours"]>;
export type Window = Schemas["WindowView"];
export type ChannelType = Channel["type"];

/** What each type of channel wants to know. */
export const CHANNEL_TYPES: Record<ChannelType, string[]> = {
  email: ["address"],
  sms: ["phone"],
  push: ["endpoint_arn"],
  slack: ["url"],
  teams: ["url"],
  webhook: ["url", "secret"],
  pagerduty: ["routing_key"],
  opsgenie: ["api_key"],
};
