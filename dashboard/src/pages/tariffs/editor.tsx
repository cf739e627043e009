import { ChevronDown, ChevronUp, Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card";
import { Field, Input, Select } from "../../ui/fields";
import { NumberField } from "../../ui/number-field";
import { Components } from "./components";
import { Conditions } from "./conditions";
import { type Draft, type Element, withElement } from "./draft";

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** The tariff as a form: for each kind of price the first element whose conditions hold counts. */
export function Editor({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const add = () =>
    onChange({
      ...draft,
      elements: [
        ...draft.elements,
        { price_components: [{ type: "ENERGY", price: 0, vat: 19, step_size: 1 }] },
      ],
    });
  return (
    <div className="stack">
      <Card title={t("In general")}>
        <General draft={draft} onChange={onChange} />
      </Card>
      {draft.elements.map((element, place) => (
        <ElementCard
          // biome-ignore lint/suspicious/noArrayIndexKey: an element is its place, which the order gives it
          key={place}
          {...{ draft, element, place, onChange }}
        />
      ))}
      <div>
        <button type="button" className="button" onClick={add}>
          <Plus size={16} aria-hidden />
          {t("Add an element")}
        </button>
      </div>
    </div>
  );
}

function General({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const cap = draft.parking_cap?.per_session;
  return (
    <div className="grid-3">
      <Field label={t("Currency")}>
        <Input
          value={draft.currency}
          maxLength={3}
          onChange={(event) => onChange({ ...draft, currency: event.target.value.toUpperCase() })}
        />
      </Field>
      <Field label={t("Prices")}>
        <Select
          value={draft.tax_included ?? "YES"}
          onChange={(event) =>
            onChange({ ...draft, tax_included: event.target.value as Draft["tax_included"] })
          }
        >
          <option value="YES">{t("with tax")}</option>
          <option value="NO">{t("without tax")}</option>
          <option value="N/A">{t("there is no tax")}</option>
        </Select>
      </Field>
      <Field label={t("Current")}>
        <Select
          value={draft.current_type ?? ""}
          onChange={(event) =>
            onChange({
              ...draft,
              current_type: (event.target.value || null) as Draft["current_type"],
            })
          }
        >
          <option value="">{t("AC and DC")}</option>
          <option>AC</option>
          <option>DC</option>
        </Select>
      </Field>
      <NumberField
        label={t("At least")}
        hint={t("Price of a session, with tax")}
        min={0}
        value={draft.min_price?.after_taxes}
        onChange={(value) =>
          onChange({ ...draft, min_price: value == null ? undefined : { after_taxes: value } })
        }
      />
      <NumberField
        label={t("At most")}
        hint={t("Price of a session, with tax")}
        min={0}
        value={draft.max_price?.after_taxes}
        onChange={(value) =>
          onChange({ ...draft, max_price: value == null ? undefined : { after_taxes: value } })
        }
      />
      <NumberField
        label={t("Parking at most")}
        hint={t("Idle fee of a session")}
        min={0}
        value={cap}
        onChange={(value) =>
          onChange({ ...draft, parking_cap: value == null ? undefined : { per_session: value } })
        }
      />
    </div>
  );
}

function ElementCard({
  draft,
  element,
  place,
  onChange,
}: Props & { element: Element; place: number }) {
  const { t } = useTranslation();
  const change = (changed: Element | null) => onChange(withElement(draft, place, changed));
  const move = (by: number) => {
    const without = draft.elements.toSpliced(place, 1);
    onChange({ ...draft, elements: without.toSpliced(place + by, 0, element) });
  };
  return (
    <Card
      title={t("Element {{number}}", { number: place + 1 })}
      actions={
        <>
          <IconButton label={t("Earlier")} disabled={place === 0} onClick={() => move(-1)}>
            <ChevronUp size={16} aria-hidden />
          </IconButton>
          <IconButton
            label={t("Later")}
            disabled={place === draft.elements.length - 1}
            onClick={() => move(1)}
          >
            <ChevronDown size={16} aria-hidden />
          </IconButton>
          <IconButton
            label={t("Remove the element")}
            disabled={draft.elements.length === 1}
            onClick={() => change(null)}
          >
            <Trash2 size={15} aria-hidden />
          </IconButton>
        </>
      }
    >
      <div className="stack">
        <Components element={element} onChange={change} />
        <Conditions element={element} onChange={change} />
      </div>
    </Card>
  );
}

interface IconButtonProps {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

export function IconButton({ label, children, ...rest }: IconButtonProps) {
  return (
    <button type="button" className="button small ghost" aria-label={label} title={label} {...rest}>
      {children}
    </button>
  );
}
