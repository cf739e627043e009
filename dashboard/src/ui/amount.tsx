import { useTranslation } from "react-i18next";
import { type Money, parseAmount } from "../format/money";
import { Decimal, Field } from "./fields";
import { FieldProblem } from "./form-problems";

interface Props {
  currency: string;
  defaultValue?: string;
}

/** An amount with taxes, in the currency that is decided already. */
export function AmountField({ currency, defaultValue }: Props) {
  const { t } = useTranslation();
  return (
    <Field label={t("Amount with taxes, in {{currency}}", { currency })}>
      <Decimal name="amount" required defaultValue={defaultValue} />
    </Field>
  );
}

/** The amount that was typed, with a point or a comma. Throws what is wrong with it. */
export function amountOf(form: FormData, currency: string): Money {
  const minor = parseAmount(String(form.get("amount") ?? ""), currency);
  if (minor === null) {
    throw new FieldProblem(
      "amount",
      "This is no amount: write it like 12.50, without blanks or dots between thousands.",
    );
  }
  if (minor <= 0) throw new FieldProblem("amount", "It has to be more than nothing.");
  return { minor, currency };
}
