import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { useFormats } from "../../format/units";
import { Card } from "../../ui/card";
import { Field, Input, Select } from "../../ui/fields";
import { NumberField } from "../../ui/number-field";
import { Unread } from "../../ui/states";
import { useDelayed } from "../../ui/use-delayed";
import { PriceLines } from "../sessions/price-lines";
import { type Draft, withoutNulls } from "./draft";

/** The price of a supposed session by the draft, as the settlement would calculate it. */
export function Trial({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const [supposed, setSupposed] = useState({
    kwh: 30,
    minutes: 60,
    idle: 20,
    current: "AC",
    hour: "12:00",
  });
  const asked = useDelayed({ draft, supposed }, 400);
  const { data, error } = useQuery({
    queryKey: ["trial", JSON.stringify(asked)],
    queryFn: () => priceOf(asked.draft, asked.supposed),
    enabled: [asked.supposed.kwh, asked.supposed.minutes, asked.supposed.idle].every(
      (one) => one >= 0,
    ),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const number = (name: "kwh" | "minutes" | "idle", label: string) => (
    <NumberField
      label={label}
      min={0}
      required
      value={supposed[name]}
      onChange={(value) => setSupposed({ ...supposed, [name]: value })}
    />
  );
  return (
    <>
      <Card
        title={t("Example session")}
        actions={<strong className="trial-price">{money(data?.cost.gross)}</strong>}
      >
        <div className="conditions-grid">
          {number("kwh", t("Energy, kWh"))}
          {number("minutes", t("Charging, min"))}
          {number("idle", t("Parked after, min"))}
          <Field label={t("Begins at")}>
            <Input
              type="time"
              value={supposed.hour}
              onChange={(event) => setSupposed({ ...supposed, hour: event.target.value })}
            />
          </Field>
          <Field label={t("Current")}>
            <Select
              value={supposed.current}
              onChange={(event) => setSupposed({ ...supposed, current: event.target.value })}
            >
              <option>AC</option>
              <option>DC</option>
            </Select>
          </Field>
        </div>
        {error && !(error instanceof ApiProblem) && <Unread error={error} />}
      </Card>
      {data && <PriceLines brief session={data} title={t("Its price")} />}
    </>
  );
}

interface Supposed {
  kwh: number;
  minutes: number;
  idle: number;
  current: string;
  hour: string;
}

async function priceOf(draft: Draft, supposed: Supposed) {
  const start = new Date();
  const [hours = 12, minutes = 0] = supposed.hour.split(":").map(Number);
  start.setHours(hours, minutes, 0, 0);
  const { data } = await api.POST("/operator/v1/tariffs/price", {
    body: {
      tariff: withoutNulls(draft) as Draft,
      session: {
        current_type: supposed.current === "DC" ? "DC" : "AC",
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        started_at: start.toISOString(),
        energy_wh: Math.round(supposed.kwh * 1000),
        charging_s: Math.round(supposed.minutes * 60),
        idle_s: Math.round(supposed.idle * 60),
      },
    },
  });
  if (!data) throw new TypeError("no answer");
  return data;
}
