import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { parseDecimal, typed } from "../../format/decimal";
import { AmountField, amountOf } from "../../ui/amount";
import { FormDialog } from "../../ui/dialog";
import { Decimal, Field, Select, TextArea } from "../../ui/fields";
import { tell, tellFailure } from "../../ui/toast";
import { waitingFacts } from "./late-amounts";
import { unlessChanged } from "./late-changes";

type Session = Schemas["OperatorSessionView"];

interface Props {
  session: Session;
  open: boolean;
  onClose: () => void;
}

export async function stopSession(session: Session, t: TFunction): Promise<void> {
  try {
    await api.POST("/operator/v1/stations/{station_id}/commands", {
      params: { path: { station_id: session.station_id }, query: { queue: false } },
      body: { action: "stop", payload: { transaction_id: session.transaction_id } },
    });
    tell(t("The station is asked to stop."));
  } catch (error) {
    tellFailure(t("The station could not be asked to stop."), error);
  }
}

export function CloseDialog({ session, open, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <FormDialog
      title={t("Close this session by hand")}
      description={t(
        "For a session whose station never said that it ended. It is settled by its last reading.",
      )}
      open={open}
      onClose={onClose}
      submit={t("Close the session")}
      danger
      onSubmit={async (form) => {
        await api.POST("/operator/v1/sessions/{session_id}/close", {
          params: { path: { session_id: session.session_id } },
          body: { reason: String(form.get("reason")) },
        });
        await queryClient.invalidateQueries();
        tell(t("The session is closed."));
      }}
    >
      <Reason />
    </FormDialog>
  );
}

/** Part of the answers, so that they have another Idempotency-Key once something else is seen. */
export function Seen({ number }: { number?: number }) {
  return <input type="hidden" name="seen" value={number ?? ""} />;
}

export function Reason() {
  const { t } = useTranslation();
  return (
    <Field label={t("Reason")} hint={t("Kept in the audit log.")}>
      <TextArea name="reason" required maxLength={500} />
    </Field>
  );
}

export function ReviewDialog({ session, open, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const [decision, setDecision] = useState<Schemas["Decision"]>("settle_at_energy");
  const currency = session.cost?.gross.currency ?? "EUR";

  async function decide(form: FormData) {
    await api.POST("/operator/v1/sessions/{session_id}/review", {
      params: { path: { session_id: session.session_id } },
      body: {
        decision,
        reason: String(form.get("reason")),
        energy_wh:
          decision === "settle_at_energy"
            ? Math.round((parseDecimal(String(form.get("kwh"))) ?? 0) * 1000)
            : undefined,
        amount: decision === "settle_at_amount" ? amountOf(form, currency) : undefined,
      },
    });
    await queryClient.invalidateQueries();
    tell(t("Decided. The session is being settled."));
  }

  return (
    <FormDialog
      title={t("Decide what is charged")}
      description={session.review_reason}
      open={open}
      onClose={onClose}
      submit={t("Decide")}
      onSubmit={decide}
    >
      <Field label={t("Decision")}>
        <Select
          value={decision}
          onChange={(event) => setDecision(event.target.value as Schemas["Decision"])}
        >
          <option value="settle_at_energy">{t("Charge this energy at the tariff")}</option>
          <option value="settle_at_amount">{t("Charge this amount")}</option>
          <option value="waive">{t("Charge nothing")}</option>
        </Select>
      </Field>
      {decision === "settle_at_energy" && (
        <Field label={t("Energy in kWh")}>
          <Decimal
            name="kwh"
            min={0}
            required
            defaultValue={typed(session.energy_wh / 1000, i18n.language)}
          />
        </Field>
      )}
      {decision === "settle_at_amount" && <AmountField currency={currency} />}
      <Reason />
    </FormDialog>
  );
}

export function CorrectionDialog({ session, open, onClose }: Props) {
  const { t } = useTranslation();
  const currency = session.cost?.gross.currency ?? "EUR";
  const seen = waitingFacts(session)?.number;

  async function correct(form: FormData, key: string) {
    await api.POST("/operator/v1/sessions/{session_id}/corrections", {
      params: { path: { session_id: session.session_id }, header: { "Idempotency-Key": key } },
      body: {
        reason: String(form.get("reason")),
        amount: amountOf(form, currency),
        correction_number: seen,
      },
    });
    await queryClient.invalidateQueries();
    tell(t("Refunded: a credit note is issued."));
  }

  return (
    <FormDialog
      title={t("Refund of this session")}
      description={t("A credit note over the amount; the driver's balance gets it back.")}
      open={open}
      onClose={onClose}
      submit={t("Refund")}
      danger
      onSubmit={(form, key) => unlessChanged(session.session_id, seen, () => correct(form, key))}
    >
      <Seen number={seen} />
      <AmountField currency={currency} />
      <Reason />
    </FormDialog>
  );
}
