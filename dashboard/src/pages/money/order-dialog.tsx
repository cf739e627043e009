import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { typedAmount } from "../../format/money";
import { amountOf } from "../../ui/amount";
import { FormDialog } from "../../ui/dialog";
import { Decimal, Field, Input, Select } from "../../ui/fields";
import { tell } from "../../ui/toast";
import { Reason } from "../sessions/actions";

type Kind = Exclude<Schemas["OrderKind"], "charge">;

/** What an order is of; a session is charged more where its late facts are decided on. */
const OF: Record<Kind, { field: string; title: string }> = {
  credit: { field: "driver_id", title: "Driver id" },
  refund: { field: "top_up_id", title: "Top-up id" },
  write_off: { field: "driver_id", title: "Driver id" },
  credit_note: { field: "receipt_number", title: "Receipt number" },
};

interface Props {
  driverId?: string;
  open: boolean;
  onClose: () => void;
}

/** Orders money to be moved by hand; above the limit a second person has to agree. */
export function OrderDialog({ driverId, open, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const [kind, setKind] = useState<Kind>("credit");

  async function order(form: FormData, key: string) {
    const currency = String(form.get("currency")).trim().toUpperCase();
    const { field } = OF[kind];
    const { data } = await api.POST("/operator/v1/money-orders", {
      params: { header: { "Idempotency-Key": key } },
      body: {
        kind,
        reason: String(form.get("reason")),
        amount: amountOf(form, currency),
        [field]: String(form.get(field)).trim(),
      },
    });
    await queryClient.invalidateQueries();
    tell(
      data?.state === "awaiting_approval"
        ? t("Ordered. A second person has to agree.")
        : t("Ordered. The money is on its way."),
    );
  }

  return (
    <FormDialog
      title={t("Move money by hand")}
      open={open}
      onClose={onClose}
      submit={t("Order it")}
      danger
      onSubmit={order}
    >
      <Field label={t("What")}>
        <Select name="kind" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          <option value="credit">{t("Credit out of goodwill")}</option>
          <option value="refund">{t("Refund a top-up to the card")}</option>
          <option value="write_off">{t("Write off what is owed")}</option>
          <option value="credit_note">{t("Give back what a reservation cost")}</option>
        </Select>
      </Field>
      <Field label={t(OF[kind].title)}>
        <Input
          key={OF[kind].field}
          name={OF[kind].field}
          required
          defaultValue={OF[kind].field === "driver_id" ? driverId : ""}
          autoComplete="off"
        />
      </Field>
      <div className="grid-2">
        <Field label={t("Amount")}>
          <Decimal
            name="amount"
            required
            placeholder={typedAmount({ minor: 1000, currency: "EUR" }, i18n.language)}
          />
        </Field>
        <Field label={t("Currency")}>
          <Input name="currency" defaultValue="EUR" maxLength={3} required />
        </Field>
      </div>
      <Reason />
    </FormDialog>
  );
}
