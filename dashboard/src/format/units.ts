import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { decimalsOf, type Money, money } from "./money";

export type Formats = ReturnType<typeof formatsOf>;

/** Numbers, times and amounts in the language of the page. */
export function useFormats(): Formats {
  const { i18n, t } = useTranslation();
  return useMemo(() => formatsOf(i18n.language, t), [i18n.language, t]);
}

/** The reader's own habits (British, Austrian …) within the language of the page. */
function localeOf(language: string): string {
  return navigator.languages.find((one) => one.startsWith(language)) ?? language;
}

export function formatsOf(chosen: string, t: TFunction) {
  const language = localeOf(chosen);
  const number = (value: number, digits = 0) =>
    value.toLocaleString(language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  const at = (text: string, form: Intl.DateTimeFormatOptions) =>
    new Date(text).toLocaleString(language, form);
  return {
    language,
    number,
    /** A decimal number in text, to the fourth place behind the point: to be read, not to be added. */
    decimal: (text: string) => Number(text).toLocaleString(language, { maximumFractionDigits: 4 }),
    /** A price of a unit, as fine as tariffs go. */
    rate: (price: string, currency: string) =>
      Number(price).toLocaleString(language, {
        style: "currency",
        currency,
        minimumFractionDigits: decimalsOf(currency),
        maximumFractionDigits: 4,
      }),
    compact: (value: number) =>
      value.toLocaleString(language, { notation: "compact", maximumFractionDigits: 1 }),
    percent: (value: number | null | undefined) => (value == null ? "–" : `${number(value, 1)} %`),
    power: (watts: number | null | undefined) =>
      watts == null
        ? "–"
        : watts >= 1e6
          ? `${number(watts / 1e6, 2)} MW`
          : `${number(watts / 1e3, 1)} kW`,
    energy: (wh: number | null | undefined) =>
      wh == null
        ? "–"
        : Math.abs(wh) >= 1e6
          ? `${number(wh / 1e6, 2)} MWh`
          : `${number(wh / 1e3, 2)} kWh`,
    money: (amount: Money | null | undefined, compact = false) =>
      amount ? money(amount, language, compact) : "–",
    clock: (text: string) => at(text, { hour: "2-digit", minute: "2-digit" }),
    day: (text: string) => at(text, { day: "numeric", month: "short", year: "numeric" }),
    moment: (text: string) => {
      const isToday = new Date(text).toDateString() === new Date().toDateString();
      const day = isToday ? {} : ({ day: "numeric", month: "short" } as const);
      return at(text, { ...day, hour: "2-digit", minute: "2-digit" });
    },
    exact: (text: string) =>
      at(text, {
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        timeZoneName: "short",
      }),
    /** "12 min", "3 h 05 min", "2 d 4 h". */
    duration: (seconds: number) => {
      const minutes = Math.max(0, Math.floor(seconds / 60));
      if (minutes < 1) return t("{{count}} s", { count: Math.max(0, Math.round(seconds)) });
      if (minutes < 60) return t("{{count}} min", { count: minutes });
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      if (hours < 48) return t("{{hours}} h {{minutes}} min", { hours, minutes: rest });
      return t("{{days}} d {{hours}} h", { days: Math.floor(hours / 24), hours: hours % 24 });
    },
    ago: (text: string, now = Date.now()) => {
      const seconds = (new Date(text).getTime() - now) / 1000;
      const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
      const steps = [
        [86_400, "day"],
        [3_600, "hour"],
        [60, "minute"],
      ] as const;
      for (const [size, unit] of steps) {
        if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
      }
      return relative.format(Math.trunc(seconds), "second");
    },
  };
}
