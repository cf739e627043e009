import type { Schemas } from "../../api/client";

export type Kind = "revenue" | "energy" | "sessions" | "utilisation" | "uptime";
export type By = "day" | "week" | "month";
export type Group = "none" | "site" | "station" | "tariff";

/** Sums of a time, as the API keeps them. */
export type Figures = Schemas["FiguresView"];
export type Row = Schemas["ReportRow"];
export type Report = Schemas["operator_api__schemas__reports__ReportView"];

/** What a report is drawn by: a figure of each row. */
export const MEASURES: Record<Kind, (row: Figures) => number | null> = {
  revenue: (row) => row.gross_minor,
  energy: (row) => row.energy_wh,
  sessions: (row) => row.sessions,
  utilisation: (row) => row.utilisation_percent,
  uptime: (row) => row.uptime_percent,
};

const DAY_MS = 86_400_000;

/** The first moment of a period, in seconds since 1970: where its bar stands. */
export function startOf(period: string): number {
  const week = /^(\d{4})-W(\d{2})$/.exec(period);
  if (!week) return Date.parse(period.length === 7 ? `${period}-01` : period) / 1000;
  const fourth = new Date(Date.UTC(Number(week[1]), 0, 4)); // lies in week 1 (ISO 8601)
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY_MS;
  return (monday + (Number(week[2]) - 1) * 7 * DAY_MS) / 1000;
}

/** One value for each period of a report; rows of the same period are summed. */
export function columnsOf(rows: Row[], measure: (row: Figures) => number | null) {
  const sums = new Map<string, number | null>();
  for (const row of rows) {
    const value = measure(row);
    const known = sums.get(row.period) ?? null;
    sums.set(row.period, value == null ? known : (known ?? 0) + value);
  }
  const sorted = [...sums].toSorted(([a], [b]) => startOf(a) - startOf(b));
  return {
    times: sorted.map(([period]) => startOf(period)),
    values: sorted.map(([, value]) => value),
  };
}

/**
 * The days of a choice like "this month". They are of each site's own calendar, which may be a day
 * ahead of the reader's: what has just begun there is included.
 */
export function rangeOf(choice: string, now = new Date()): { from: string; to: string } {
  const day = (at: Date) =>
    [at.getFullYear(), at.getMonth() + 1, at.getDate()]
      .map((one) => String(one).padStart(2, "0"))
      .join("-");
  const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const ahead = new Date(year, month, date + 1);
  const until = (last: Date) => (ahead < last ? ahead : last);
  const thisMonth: [Date, Date] = [new Date(year, month, 1), until(new Date(year, month + 1, 0))];
  const ranges: Record<string, [Date, Date]> = {
    week: [new Date(year, month, date - 6), ahead],
    month: thisMonth,
    last: [new Date(year, month - 1, 1), new Date(year, month, 0)],
    year: [new Date(year, 0, 1), until(new Date(year, 11, 31))],
  };
  const [from, to] = ranges[choice] ?? thisMonth;
  return { from: day(from), to: day(to) };
}

export type Sum = Pick<
  Figures,
  "net_minor" | "tax_minor" | "gross_minor" | "energy_wh" | "sessions"
> & {
  key: string;
};

/** The sums of each site, station or tariff over the whole time, the largest first. */
export function sumsOf(report: Report, group: Group): Sum[] {
  const sums = new Map<string, Sum>();
  for (const row of report.rows) {
    const key = group === "none" ? row.period : (row.key ?? "");
    const sum = sums.get(key) ?? {
      key,
      net_minor: 0,
      tax_minor: 0,
      gross_minor: 0,
      energy_wh: 0,
      sessions: 0,
    };
    sum.net_minor += row.net_minor;
    sum.tax_minor += row.tax_minor;
    sum.gross_minor += row.gross_minor;
    sum.energy_wh += row.energy_wh;
    sum.sessions += row.sessions;
    sums.set(key, sum);
  }
  const all = [...sums.values()];
  return group === "none"
    ? all.toReversed()
    : all.toSorted((a, b) => b.gross_minor - a.gross_minor);
}
