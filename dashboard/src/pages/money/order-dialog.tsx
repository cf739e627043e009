import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { amountOf } from "../../ui/amount";
import { FormDialog } from "../../ui/dialog";
import { Field, Input, Select } from "../../ui/fields";
import { tell } from "../../ui/toast";
import { Reason } from "../sessions/actions";

interface Props {
  driverId?: string;
  open: boolean;
  onClose: () => void;
}

/** Orders money to be moved by hand; above the limit a second person has to agree. */
export function OrderDialog({ driverId, open, onClose }: Props) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Schemas["OrderKind"]>("credit");

  async function order(form: FormData, key: string) {
    const currency = String(form.get("currency")).trim().toUpperCase();
    const target = String(form.get("target")).trim();
    const { data } = await api.POST("/operator/v1/money-orders", {
      params: { header: { "Idempotency-Key": key } },
      body: {
        kind,
        reason: String(form.get("reason")),
        amount: amountOf(form, currency),
        ...(kind === "refund" ? { top_up_id: target } : { driver_id: target }),
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
        <Select
          name="kind"
          value={kind}
          onChange={(event) => setKind(event.target.value as Schemas["OrderKind"])}
        >
          <option value="credit">{t("Credit out of goodwill")}</option>
          <option value="refund">{t("Refund a top-up to the card")}</option>
          <option value="write_off">{t("Write off what is owed")}</option>
        </Select>
      </Field>
      <Field label={kind === "refund" ? t("Top-up id") : t("Driver id")}>
        <Input
          key={kind === "refund" ? "top-up" : "driver"}
          name="target"
          required
          defaultValue={kind === "refund" ? "" : driverId}
          autoComplete="off"
        />
      </Field>
      <div className="grid-2">
        <Field label={t("Amount")}>
          <Input
            name="amount"
            inputMode="decimal"
            required
            placeholder="10.00"
            autoComplete="off"
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
