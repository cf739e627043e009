import { useTranslation } from "react-i18next";
import { Field, Input } from "../../ui/fields";
import { NumberField } from "../../ui/number-field";
import { type Element, type Restrictions, withCondition } from "./draft";

const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

interface Props {
  element: Element;
  onChange: (element: Element) => void;
}

/** When an element counts; all that is said must hold. */
export function Conditions({ element, onChange }: Props) {
  const { t } = useTranslation();
  const said = element.restrictions ?? {};
  const some = Object.values(said).filter((one) => one != null).length;
  const text = (name: keyof Restrictions, label: string, type: string) => (
    <Field label={label}>
      <Input
        type={type}
        value={String(said[name] ?? "")}
        onChange={(event) => onChange(withCondition(element, name, event.target.value || null))}
      />
    </Field>
  );
  const number = (name: keyof Restrictions, label: string, factor = 1) => (
    <NumberField
      label={label}
      min={0}
      value={said[name] == null ? null : Number(said[name]) / factor}
      onChange={(value) =>
        onChange(
          withCondition(element, name, value && factor > 1 ? Math.round(value * factor) : value),
        )
      }
    />
  );
  return (
    <details className="conditions" open={some > 0}>
      <summary>
        {t("Conditions")} {some ? `(${some})` : <small>{t("none: always")}</small>}
      </summary>
      <div className="stack">
        <Days element={element} onChange={onChange} />
        <div className="conditions-grid">
          {text("start_time", t("From (time)"), "time")}
          {text("end_time", t("Until (time)"), "time")}
          {text("start_date", t("From (date)"), "date")}
          {text("end_date", t("Until (date)"), "date")}
          {number("min_kwh", t("From kWh"))}
          {number("max_kwh", t("Until kWh"))}
          {number("min_power", t("From kW"))}
          {number("max_power", t("Until kW"))}
          {number("min_duration", t("From minute"), 60)}
          {number("max_duration", t("Until minute"), 60)}
          {number("min_idle", t("From idle minute"), 60)}
          {number("max_idle", t("Until idle minute"), 60)}
        </div>
      </div>
    </details>
  );
}

function Days({ element, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const chosen = element.restrictions?.day_of_week ?? [];
  const toggle = (day: string) => {
    const days = DAYS.filter((one) => chosen.includes(one) !== (one === day));
    onChange(withCondition(element, "day_of_week", days.length ? days : null));
  };
  const name = (place: number) =>
    new Date(MONDAY + place * DAY_MS).toLocaleDateString(i18n.language, {
      weekday: "short",
      timeZone: "UTC",
    });
  return (
    <fieldset className="segmented" aria-label={t("Days of the week")}>
      {DAYS.map((day, place) => (
        <button
          key={day}
          type="button"
          aria-pressed={chosen.includes(day)}
          onClick={() => toggle(day)}
        >
          {name(place)}
        </button>
      ))}
    </fieldset>
  );
}
