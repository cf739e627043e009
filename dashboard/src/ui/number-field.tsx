import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { parseDecimal, typed } from "../format/decimal";
import { Field, Input } from "./fields";

interface Props {
  label: string;
  hint?: ReactNode;
  value: number | null | undefined;
  /** NaN while what stands there is no number, or nothing where something has to be said. */
  onChange: (value: number | null) => void;
  required?: boolean;
  disabled?: boolean;
  min?: number;
  max?: number;
}

/** A number that is worked with at every key, with a point or a comma. */
export function NumberField({
  label,
  hint,
  value,
  onChange,
  required,
  disabled,
  ...bounds
}: Props) {
  const { t, i18n } = useTranslation();
  const [text, setText] = useState(() => typed(value, i18n.language));
  const [shown, setShown] = useState(value);
  const meant = (written: string) =>
    written.trim() ? (parseDecimal(written) ?? Number.NaN) : required ? Number.NaN : null;
  if (!Object.is(shown, value)) {
    setShown(value);
    // Somebody else has changed it, e.g. by the JSON.
    if (!Object.is(meant(text), value ?? null)) setText(typed(value, i18n.language));
  }

  function problem(): string | undefined {
    const number = meant(text);
    if (number === null) return undefined;
    if (Number.isNaN(number)) return text.trim() ? t("This is no number.") : t("Fill this in.");
    const { min, max } = bounds;
    if (min !== undefined && number < min) return t("At least {{min}}.", { min });
    return max !== undefined && number > max ? t("At most {{max}}.", { max }) : undefined;
  }

  return (
    <Field label={label} hint={hint} problem={disabled ? undefined : problem()}>
      <Input
        inputMode="decimal"
        autoComplete="off"
        value={text}
        disabled={disabled}
        onChange={(event) => {
          setText(event.target.value);
          onChange(meant(event.target.value));
        }}
      />
    </Field>
  );
}
