import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { Field, Select } from "../../ui/fields";
import { NumberField } from "../../ui/number-field";
import type { Element } from "./draft";
import { IconButton } from "./editor";

type Component = Schemas["PriceComponentDocument"];

interface Props {
  element: Element;
  onChange: (element: Element) => void;
}

/** The prices of an element: of energy, of time, of parking, of the session as such. */
export function Components({ element, onChange }: Props) {
  const { t } = useTranslation();
  const all = element.price_components;
  const put = (place: number, changed: Component | null) =>
    onChange({
      ...element,
      price_components: all.toSpliced(place, 1, ...(changed ? [changed] : [])),
    });
  const kinds: [Component["type"], string][] = [
    ["ENERGY", t("Energy, per kWh")],
    ["TIME", t("Charging time, per hour")],
    ["PARKING_TIME", t("Parking time, per hour")],
    ["FLAT", t("Once per session")],
  ];
  return (
    <div className="stack-s">
      {all.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a component is its place
        <div key={place} className="component">
          <Field label={t("Price of")}>
            <Select
              value={one.type}
              onChange={(event) =>
                put(place, { ...one, type: event.target.value as Component["type"] })
              }
            >
              {kinds.map(([kind, text]) => (
                <option key={kind} value={kind}>
                  {text}
                </option>
              ))}
            </Select>
          </Field>
          <NumberField
            label={t("Price")}
            min={0}
            required
            value={one.price}
            onChange={(price) => put(place, { ...one, price: price ?? Number.NaN })}
          />
          <NumberField
            label={t("Tax, %")}
            min={0}
            max={100}
            value={one.vat}
            onChange={(vat) => put(place, { ...one, vat })}
          />
          <NumberField
            label={t("Step, Wh or s")}
            min={1}
            required
            value={one.step_size ?? 1}
            disabled={one.type === "FLAT"}
            onChange={(step) => put(place, { ...one, step_size: step ?? Number.NaN })}
          />
          <IconButton
            label={t("Remove the price")}
            disabled={all.length === 1}
            onClick={() => put(place, null)}
          >
            <Trash2 size={15} aria-hidden />
          </IconButton>
        </div>
      ))}
      <div>
        <button
          type="button"
          className="button small ghost"
          onClick={() => put(all.length, { type: "PARKING_TIME", price: 6, vat: 19, step_size: 1 })}
        >
          <Plus size={15} aria-hidden />
          {t("Add a price")}
        </button>
      </div>
    </div>
  );
}
