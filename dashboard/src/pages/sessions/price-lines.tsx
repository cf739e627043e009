import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useFormats } from "../../format/units";
import { Card } from "../../ui/card";
import { type Column, Table, Two } from "../../ui/table";
import { wordsOf } from "../../ui/words";

type Line = Schemas["CostLineView"];
type Priced = Pick<Schemas["PreviewView"], "cost_lines" | "taxes"> & {
  cost: Schemas["CostView"] | null;
};

const UNITS: Record<string, string> = { WH: "kWh", S: "h", H: "h", KWH: "kWh" };

interface Props {
  session: Priced;
  title?: string;
  /** Without the columns that a narrow place has no room for. */
  brief?: boolean;
}

/** What the price is made of, to the cent. */
export function PriceLines({ session, title, brief }: Props) {
  const { t } = useTranslation();
  const { money, decimal, duration, rate } = useFormats();
  const quantityOf = ({ quantity, unit }: Line) => {
    const seconds = Math.round(Number(quantity) * 3600);
    const isTime = unitOf(unit) === "h" && seconds % 60 === 0;
    return isTime ? duration(seconds) : `${decimal(quantity)} ${unitOf(unit)}`.trim();
  };
  const priceOf = (one: Line) => {
    const unit = UNITS[one.unit.toUpperCase()];
    return rate(one.price, one.net.currency) + (unit ? ` / ${unit}` : "");
  };
  const what: Column<Line> = {
    title: t("For"),
    cell: (one) => (
      <Two
        main={t(wordsOf(one.dimension.toLowerCase()))}
        sub={brief ? priceOf(one) : itemOf(one, t)}
      />
    ),
  };
  const quantity: Column<Line> = {
    title: t("Quantity"),
    end: true,
    cell: quantityOf,
  };
  const between: Column<Line>[] = [
    { title: t("Rate"), end: true, cell: priceOf },
    { title: t("Tax rate"), end: true, cell: (one) => `${decimal(one.vat_percent)} %` },
    {
      title: t("Waived"),
      end: true,
      cell: (one) => (Number(one.waived) ? decimal(one.waived) : "–"),
    },
    { title: t("Net"), end: true, cell: (one) => money(one.net) },
  ];
  const gross: Column<Line> = {
    title: t("With tax"),
    end: true,
    cell: (one) => <strong>{money(one.gross)}</strong>,
  };
  return (
    <Card flush title={title ?? t("Price, line by line")}>
      <Table
        label={t("Price, line by line")}
        rows={session.cost_lines}
        keyOf={(one) => `${one.item}.${one.dimension}.${one.price}.${one.quantity}`}
        empty={t("Nothing is charged so far.")}
        columns={brief ? [what, quantity, gross] : [what, quantity, ...between, gross]}
      />
      {session.cost && session.cost_lines.length > 0 && (
        <div className="totals">
          {session.taxes.map((one) => (
            <span key={one.vat_percent}>
              {t("Tax {{rate}} %", { rate: decimal(one.vat_percent) })} <b>{money(one.tax)}</b>
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

/** What the line is of, where that is more than its dimension. */
function itemOf({ item, dimension }: Line, t: TFunction): string | null {
  return item.toLowerCase() === dimension.toLowerCase() ? null : t(wordsOf(item));
}
