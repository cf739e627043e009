import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useFormats } from "../../format/units";
import { Card } from "../../ui/card";
import { Table, Two } from "../../ui/table";
import { wordsOf } from "../../ui/words";

type Priced = Pick<Schemas["PreviewView"], "cost_lines" | "taxes"> & {
  cost: Schemas["CostView"] | null;
};

const UNITS: Record<string, string> = { WH: "kWh", S: "h", H: "h", KWH: "kWh" };

/** What the price is made of, to the cent. */
export function PriceLines({ session, title }: { session: Priced; title?: string }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  return (
    <Card flush title={title ?? t("Price, line by line")}>
      <Table
        label={t("Price, line by line")}
        rows={session.cost_lines}
        keyOf={(one) => `${one.item}.${one.dimension}.${one.price}.${one.quantity}`}
        empty={t("Nothing is charged so far.")}
        columns={[
          {
            title: t("For"),
            cell: (one) => <Two main={t(wordsOf(one.dimension.toLowerCase()))} sub={one.item} />,
          },
          {
            title: t("Quantity"),
            end: true,
            cell: (one) => `${trimmed(one.quantity)} ${unitOf(one.unit)}`,
          },
          { title: t("Rate"), end: true, cell: (one) => trimmed(one.price) },
          { title: t("Tax rate"), end: true, cell: (one) => `${trimmed(one.vat_percent)} %` },
          {
            title: t("Waived"),
            end: true,
            cell: (one) => (Number(one.waived) ? trimmed(one.waived) : "–"),
          },
          { title: t("Net"), end: true, cell: (one) => money(one.net) },
          { title: t("With tax"), end: true, cell: (one) => <strong>{money(one.gross)}</strong> },
        ]}
      />
      {session.cost && session.cost_lines.length > 0 && (
        <div className="totals">
          {session.taxes.map((one) => (
            <span key={one.vat_percent}>
              {t("Tax {{rate}} %", { rate: trimmed(one.vat_percent) })} <b>{money(one.tax)}</b>
            </span>
          ))}
          <span>
            {t("Total")} <b className="sum">{money(session.cost.gross)}</b>
          </span>
        </div>
      )}
    </Card>
  );
}

function unitOf(unit: string): string {
  return UNITS[unit.toUpperCase()] ?? unit;
}

/** A decimal number in text without the zeros at its end. */
function trimmed(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
