/** Channels, rules and deliveries of alerts, as the API gives them. */
export const CHANNEL_TYPES = {
  email: ["address"],
  sms: ["phone"],
  push: ["endpoint_arn"],
  slack: ["url"],
  teams: ["url"],
  webhook: ["url", "secret"],
  pagerduty: ["routing_key"],
  opsgenie: ["api_key"],
} as const;

export type ChannelType = keyof typeof CHANNEL_TYPES;

export interface Channel {
  channel_id: string;
  name: string;
  type: ChannelType;
  target: Record<string, string>;
  /** Members of the target that are set and never shown. */
  secrets: string[];
  enabled: boolean;
}

export interface Rule {
  rule_id: string;
  name: string;
  kinds: string[];
  severities: string[];
  site_ids: string[];
  hours: { time_zone: string; days: string[]; from: string; to: string } | null;
  channel_ids: string[];
  escalate_after_minutes: number | null;
  enabled: boolean;
}

export interface Delivery {
  delivery_id: string;
  incident_id: string;
  channel_id: string;
  transition: string;
  state: string;
  attempts: number;
  last_error: string | null;
  at: string;
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
}
