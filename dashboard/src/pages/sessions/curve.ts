import type { Schemas } from "../../api/client";

/** Readings in the order of their time, as columns; times in seconds since 1970. */
export interface Curve {
  times: number[];
  power: (number | null)[];
  /** Wh since the first reading. */
  energy: (number | null)[];
  soc: (number | null)[];
}

/** Readings come newest first, in messages that overlap: of one moment the fuller one is kept. */
export function curveOf(messages: Schemas["MeterMessageView"][]): Curve {
  const byMoment = new Map<number, Schemas["ReadingView"]>();
  for (const reading of messages.flatMap((one) => one.readings)) {
    const at = Math.floor(new Date(reading.measured_at).getTime() / 1000);
    const known = byMoment.get(at);
    byMoment.set(at, {
      ...reading,
      register_wh: reading.register_wh ?? known?.register_wh ?? null,
      power_w: reading.power_w ?? known?.power_w ?? null,
      soc_percent: reading.soc_percent ?? known?.soc_percent ?? null,
    });
  }
  const sorted = [...byMoment].toSorted(([a], [b]) => a - b);
  const first = sorted.find(([, one]) => one.register_wh != null)?.[1].register_wh ?? 0;
  return {
    times: sorted.map(([at]) => at),
    power: sorted.map(([, one]) => one.power_w),
    energy: sorted.map(([, one]) => (one.register_wh == null ? null : one.register_wh - first)),
    soc: sorted.map(([, one]) => one.soc_percent),
  };
}
