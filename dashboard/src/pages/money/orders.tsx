import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, api, type Schemas } from "../../api/client";
import { queryClient, SLOW_MS } from "../../api/query-client";
import { useFormats } from "../../format/units";
import { Card } from "../../ui/card";
import { FormDialog } from "../../ui/dialog";
import { Field, TextArea } from "../../ui/fields";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Pill } from "../../ui/pill";
import { Empty } from "../../ui/states";
import { Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { tell } from "../../ui/toast";
import { wordsOf } from "../../ui/words";
import { OrderDialog } from "./order-dialog";

type Order = Schemas["MoneyOrderView"];
type Ruling = { order: Order; verb: "approve" | "reject" };

/** Refunds, write-offs and credits, with the second pair of eyes. */
export function Orders() {
  const { t } = useTranslation();
  const { money } = useFormats();
  const [ordering, setOrdering] = useState(false);
  const [ruling, setRuling] = useState<Ruling | null>(null);
  const orders = $api.useInfiniteQuery(
    "get",
    "/operator/v1/money-orders",
    { params: { query: { limit: 50 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
  return (
    <Card
      flush
      title={t("Orders, newest first")}
      actions={
        <button type="button" className="button small primary" onClick={() => setOrdering(true)}>
          {t("Move money by hand")}
        </button>
      }
    >
      <Table
        label={t("Orders")}
        {...paged(orders)}
        keyOf={(one) => one.order_id}
        empty={
          <Empty title={t("No order yet.")}>
            {t("Credits, refunds and write-offs by hand show here, with who agreed to them.")}
          </Empty>
        }
        columns={[
          {
            title: t("Order"),
            cell: (one) => <Two main={t(wordsOf(one.kind))} sub={one.target_id} />,
          },
          { title: t("State"), cell: (one) => <Pill word={one.state} /> },
          {
            title: t("Reason"),
            cell: (one) => <Two main={one.reason} sub={one.failure ?? one.ruling_reason} />,
          },
          {
            title: t("By"),
            cell: (one) => (
              <Two
                main={shortName(one.proposed_by)}
                sub={one.ruled_by && shortName(one.ruled_by)}
              />
            ),
          },
          { title: t("At"), cell: (one) => <Time at={one.proposed_at} /> },
          { title: t("Amount"), end: true, cell: (one) => <strong>{money(one.amount)}</strong> },
          {
            title: t("Action"),
            end: true,
            cell: (one) =>
              one.state === "awaiting_approval" && (
                <span className="row end">
                  <button
                    type="button"
                    className="button small"
                    onClick={() => setRuling({ order: one, verb: "reject" })}
                  >
                    {t("Reject")}
                  </button>
                  <button
                    type="button"
                    className="button small primary"
                    onClick={() => setRuling({ order: one, verb: "approve" })}
                  >
                    {t("Agree")}
                  </button>
                </span>
              ),
          },
        ]}
      />
      <OrderDialog open={ordering} onClose={() => setOrdering(false)} />
      <RulingDialog ruling={ruling} onClose={() => setRuling(null)} />
    </Card>
  );
}

function RulingDialog({ ruling, onClose }: { ruling: Ruling | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const isYes = ruling?.verb === "approve";
  return (
    <FormDialog
      title={isYes ? t("Agree to this order?") : t("Reject this order?")}
      description={ruling && `${money(ruling.order.amount)}: ${ruling.order.reason}`}
      open={ruling !== null}
      onClose={onClose}
      submit={isYes ? t("Agree") : t("Reject")}
      danger={!isYes}
      onSubmit={async (form) => {
        if (!ruling) return;
        const init = {
          params: { path: { order_id: ruling.order.order_id } },
          body: { reason: String(form.get("reason")).trim() || null },
        };
        if (isYes) await api.POST("/operator/v1/money-orders/{order_id}/approve", init);
        else await api.POST("/operator/v1/money-orders/{order_id}/reject", init);
        await queryClient.invalidateQueries();
        tell(isYes ? t("Agreed. The money is on its way.") : t("Rejected."));
      }}
    >
      <Field label={t("Reason")}>
        <TextArea name="reason" maxLength={500} />
      </Field>
    </FormDialog>
  );
}

/** People are known by the subject of their login: its beginning tells them apart. */
function shortName(subject: string): string {
  return subject.length > 24 ? `${subject.slice(0, 8)}…` : subject;
}
