import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, Input } from "../../ui/fields";
import { wordsOf } from "../../ui/words";
import { Choices } from "./choices";
import { DAYS, WORKING_HOURS } from "./hours";
import type { Hours } from "./model";

const ZONES = Intl.supportedValuesOf("timeZone");

/** When a rule holds: always, or on some days from a time of day until another one. */
export function HoursFields({ hours }: { hours: Hours | null }) {
  const { t } = useTranslation();
  const [some, setSome] = useState(hours !== null);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const shown = hours ?? { ...WORKING_HOURS, time_zone: here };
  return (
    <div className="stack-s">
      <label className="check">
        <input
          type="checkbox"
          name="some_hours"
          checked={some}
          onChange={(event) => setSome(event.target.checked)}
        />
        {t("Only at certain hours")}
      </label>
      {some && (
        <>
          <Choices
            title={t("On these days")}
            name="days"
            chosen={shown.days}
            options={DAYS.map((one) => [one, t(wordsOf(one))])}
          />
          <div className="grid-3">
            <Field label={t("From")}>
              <Input name="from" type="time" required defaultValue={shown.from} />
            </Field>
            <Field label={t("Until")} hint={t("Before “From”: over midnight.")}>
              <Input name="to" type="time" required defaultValue={shown.to} />
            </Field>
            <Field label={t("Time zone")}>
              <Input name="time_zone" required list="zones" defaultValue={shown.time_zone} />
            </Field>
          </div>
          <datalist id="zones">
            {ZONES.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </>
      )}
    </div>
  );
}
