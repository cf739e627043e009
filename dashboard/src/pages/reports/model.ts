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

/** Reports of shares: what is shown of several sites at once is no sum. */
export function isShare(kind: Kind): boolean {
  return kind === "utilisation" || kind === "uptime";
}

/** The first moment of every period of a report, so that days without anything are seen, too. */
export function periodsOf({ by, from, to }: Pick<Report, "by" | "from" | "to">): number[] {
  const found: number[] = [];
  const end = Date.parse(to);
  const at = new Date(from);
  if (by === "week") at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  if (by === "month") at.setUTCDate(1);
  while (at.getTime() <= end) {
    found.push(at.getTime() / 1000);
    if (by === "month") at.setUTCMonth(at.getUTCMonth() + 1);
    else at.setUTCDate(at.getUTCDate() + (by === "week" ? 7 : 1));
  }
  return found;
}

/** One value for each period of a report; rows of the same period are summed. */
export function columnsOf(report: Report, kind: Kind) {
  const nothing = isShare(kind) ? null : 0;
  const sums = new Map<number, number | null>(periodsOf(report).map((one) => [one, nothing]));
  for (const row of report.rows) {
    const value = MEASURES[kind](row);
    const at = startOf(row.period);
    const known = sums.get(at) ?? null;
    sums.set(at, value == null ? known : (known ?? 0) + value);
  }
  const sorted = [...sums].toSorted(([a], [b]) => a - b);
  return { times: sorted.map(([at]) => at), values: sorted.map(([, value]) => value) };
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

type Summed = "net_minor" | "tax_minor" | "gross_minor" | "energy_wh" | "sessions";
const SUMMED: Summed[] = ["net_minor", "tax_minor", "gross_minor", "energy_wh", "sessions"];
export type Sum = Record<Summed, number> & { key: string; share: number | null };

/**
 * The sums of each site, station or tariff over the whole time, the largest first. `share`: of a
 * report of shares, weighed by the time that the stations were known.
 */
export function sumsOf(report: Report, group: Group, kind: Kind = "revenue"): Sum[] {
  const rows = new Map<string, Row[]>();
  for (const row of report.rows) {
    const key = group === "none" ? row.period : (row.key ?? "");
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  const all = [...rows].map(([key, of]) => {
    const sums = SUMMED.map((name) => [name, of.reduce((sum, row) => sum + row[name], 0)]);
    return {
      key,
      share: shareOf(of, kind),
      ...(Object.fromEntries(sums) as Record<Summed, number>),
    };
  });
  if (group === "none") return all.toReversed();
  const size = (one: Sum) => (isShare(kind) ? (one.share ?? -1) : one.gross_minor);
  return all.toSorted((a, b) => size(b) - size(a));
}

function shareOf(rows: Row[], kind: Kind): number | null {
  if (!isShare(kind)) return null;
  const known = rows.filter((row) => MEASURES[kind](row) != null && row.seconds_known > 0);
  const seconds = known.reduce((sum, row) => sum + row.seconds_known, 0);
  const weighed = known.reduce(
    (sum, row) => sum + (MEASURES[kind](row) ?? 0) * row.seconds_known,
    0,
  );
  return seconds ? weighed / seconds : null;
}
