import "uplot/dist/uPlot.min.css";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import uPlot from "uplot";
import { useFormats } from "../format/units";
import type { Tone } from "./tones";

export interface Series {
  label: string;
  values: (number | null)[];
  tone: Tone | "accent";
  format: (value: number) => string;
  /** Each scale has an axis; the second one stands on the right. */
  scale: string;
  kind?: "line" | "area" | "bars" | "steps";
}

interface Props {
  /** In words, for those who do not see it. */
  label: string;
  /** Seconds since 1970, ascending. */
  times: number[];
  series: Series[];
  height?: number;
  /** How the moments at the bottom are written; by default by their distance. */
  formatTime?: (seconds: number) => string;
}

/** A chart over time: lines, areas, steps or bars, in the colours of the page. */
export function Chart({ label, times, series, height = 260, formatTime }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const { language } = useFormats();
  const { t } = useTranslation();
  const time = t("Time");
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let chart: uPlot | undefined;
    const data = [times, ...series.map((one) => one.values)] as uPlot.AlignedData;
    const draw = () => {
      chart?.destroy();
      chart = new uPlot(
        optionsOf({
          series,
          times,
          width: element.clientWidth,
          height,
          formatTime,
          language,
          time,
        }),
        data,
        element,
      );
    };
    draw();
    const resized = new ResizeObserver(() =>
      chart?.setSize({ width: element.clientWidth, height }),
    );
    resized.observe(element);
    const scheme = window.matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", draw);
    window.addEventListener("stationmaster:theme", draw);
    return () => {
      resized.disconnect();
      scheme.removeEventListener("change", draw);
      window.removeEventListener("stationmaster:theme", draw);
      chart?.destroy();
    };
  }, [times, series, height, formatTime, language, time]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
}

/** A token of the page as a colour that a canvas understands. */
function colourOf(token: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(--${token})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

interface Drawing extends Required<Pick<Props, "times" | "series" | "height">> {
  width: number;
  formatTime: Props["formatTime"];
  language: string;
  /** What the times are called below the chart. */
  time: string;
}

function optionsOf(drawing: Drawing): uPlot.Options {
  const { series, times, width, height, formatTime, language, time } = drawing;
  const [muted, line] = [colourOf("muted"), colourOf("line")];
  const scales = [...new Set(series.map((one) => one.scale))];
  const font = '500 11px "Inter Variable", sans-serif';
  const isBars = series.some((one) => one.kind === "bars");
  const write = formatTime ?? ((seconds: number) => short(seconds, language));
  return {
    width,
    height,
    padding: [10, 8, 0, 0],
    cursor: { points: { size: 7 }, drag: { x: false, y: false } },
    legend: { live: true },
    scales: {
      x: { range: (_, from, to) => (isBars ? roomForBars(times) : [from, to]) },
      ...Object.fromEntries(
        scales.map((one) => [
          one,
          { range: (_: uPlot, low: number, high: number) => roomFor(low, high) },
        ]),
      ),
    },
    axes: [
      {
        stroke: muted,
        font,
        grid: { show: false },
        ticks: { show: false },
        values: (_, splits) => splits.map(write),
        space: 70,
      },
      ...scales.map((scale, place) => {
        const format = series.find((one) => one.scale === scale)?.format ?? String;
        return {
          scale,
          side: place ? 1 : 3,
          stroke: muted,
          font,
          size: 66,
          grid: { show: !place, stroke: line, width: 1 },
          ticks: { show: false },
          values: (_: uPlot, splits: number[]) => splits.map(format),
        } satisfies uPlot.Axis;
      }),
    ],
    series: [
      { label: time, value: (_, at) => (at == null ? "" : write(at)) },
      ...series.map(seriesOf),
    ],
  };
}

function roomFor(low: number | null, high: number | null): [number, number] {
  const [bottom, top] = [Math.min(0, low ?? 0), high ?? 0];
  return [bottom, top > 0 ? top * 1.08 : 1];
}

const DAY_S = 86_400;

/** Half a period on each side, so that the first and the last bar are whole. */
function roomForBars(times: number[]): [number, number] {
  const [first = 0, second = first + DAY_S] = times;
  const half = (second - first) / 2;
  return [first - half, (times.at(-1) ?? first) + half];
}

function seriesOf({ label, tone, kind = "line", scale, format }: Series): uPlot.Series {
  const stroke = colourOf(tone);
  const faint = stroke.replace(/^rgb\((.*)\)$/, "rgba($1, 0.16)");
  const paths = {
    bars: uPlot.paths.bars?.({ size: [0.7, 48], radius: 0.15 }),
    steps: uPlot.paths.stepped?.({ align: 1 }),
    line: uPlot.paths.linear?.(),
    area: uPlot.paths.linear?.(),
  }[kind];
  return {
    label,
    scale,
    stroke,
    width: kind === "bars" ? 0 : 2,
    fill: kind === "bars" ? stroke : kind === "line" ? undefined : faint,
    points: { show: false },
    spanGaps: true,
    value: (_, value) => (value == null ? "–" : format(value)),
    ...(paths ? { paths } : {}),
  };
}

function short(seconds: number, language: string): string {
  return new Date(seconds * 1000).toLocaleTimeString(language, {
    hour: "2-digit",
    minute: "2-digit",
  });
}
