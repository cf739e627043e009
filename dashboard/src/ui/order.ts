import { useMemo } from "react";
import { useTranslation } from "react-i18next";

/** By name, as people of a language order names: "Car park 2" stands before "Car park 10". */
export function byName<Row extends { name: string }>(rows: readonly Row[], language: string) {
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  return [...rows].sort((one, other) => compare(one.name, other.name));
}

/** Rows in the order of their names; undefined as long as there are none. */
export function useByName<Row extends { name: string }>(rows: readonly Row[] | undefined) {
  const { i18n } = useTranslation();
  return useMemo(() => rows && byName(rows, i18n.language), [rows, i18n.language]);
}
