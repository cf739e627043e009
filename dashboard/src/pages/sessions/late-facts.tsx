import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, api, type Schemas } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { decimalText, parseAmount } from "../../format/money";
import { useFormats } from "../../format/units";
import { FormDialog } from "../../ui/dialog";
import { Field, Input, Select } from "../../ui/fields";
import { Note } from "../../ui/states";
import { tell } from "../../ui/toast";
import { Reason } from "./actions";
import { chargedMinor, waitingFacts } from "./late-amounts";

type Session = Schemas["OperatorSessionView"];
type Answer = "charge" | "credit" | "leave";

export function LateFactsNote({ session }: { session: Session }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const waiting = waitingFacts(session);
  if (!waiting) return null;
  return (
    <Note tone="amber">
      <div className="row spread">
        <span>
          <strong>{t("Late facts wait for a decision.")}</strong> {waiting.reason}{" "}
          {waiting.cost &&
            t("By all facts the price is {{amount}}.", {
              amount: formats.money(waiting.cost.gross),
            })}
        </span>
        <button type="button" className="button small primary" onClick={() => setOpen(true)}>
          {t("Decide")}
        </button>
      </div>
      <LateFactsDialog session={session} open={open} onClose={() => setOpen(false)} />
    </Note>
  );
}

interface Props {
  session: Session;
  open: boolean;
  onClose: () => void;
}

function LateFactsDialog({ session, open, onClose }: Props) {
  const { t } = useTranslation();
  const currency = session.cost?.gross.currency ?? "EUR";
  const documents = $api.useQuery(
    "get",
    "/operator/v1/sessions/{session_id}/corrections",
    { params: { path: { session_id: session.session_id } } },
    { enabled: open },
  ).data;
  const found = waitingFacts(session)?.cost?.gross.minor;
  const difference = found == null || !documents ? null : found - chargedMinor(session, documents);
  const first: Answer = difference != null && difference < 0 ? "credit" : "charge";
  const [chosen, setChosen] = useState<Answer | null>(null);
  const answer = chosen ?? first;

  async function decide(form: FormData, key: string) {
    const reason = String(form.get("reason"));
    const minor = parseAmount(String(form.get("amount") ?? ""), currency);
    if (answer !== "leave" && minor == null) throw new Error("This is no amount.");
    const amount = { minor: minor ?? 0, currency };
    const header = { "Idempotency-Key": key };
    const path = { session_id: session.session_id };
    if (answer === "charge") {
      const { data } = await api.POST("/operator/v1/money-orders", {
        params: { header },
        body: {
          kind: "charge",
          session_id: session.session_id,
          amount,
          reason,
          vat_percent: form.get("vat") ? String(form.get("vat")) : undefined,
        },
      });
      if (data?.state === "refused") throw new Error(data.failure ?? "");
      if (data?.state === "awaiting_approval") tell(t("Another person has to approve it."));
      else tell(t("Charged: an additional charge is issued."));
    } else if (answer === "credit") {
      await api.POST("/operator/v1/sessions/{session_id}/corrections", {
        params: { path, header },
        body: { reason, amount },
      });
      tell(t("Refunded: a credit note is issued."));
    } else {
      await api.POST("/operator/v1/sessions/{session_id}/late-facts/leave", {
        params: { path },
        body: { reason },
      });
      tell(t("Decided: what is charged stays."));
    }
    await queryClient.invalidateQueries();
  }

  return (
    <FormDialog
      title={t("Decide on late facts")}
      description={t("What came after the settlement gives another price.")}
      open={open}
      onClose={onClose}
      submit={t("Decide")}
      onSubmit={decide}
    >
      <Field label={t("Decision")}>
        <Select value={answer} onChange={(event) => setChosen(event.target.value as Answer)}>
          <option value="charge">{t("Charge more")}</option>
          <option value="credit">{t("Give back")}</option>
          <option value="leave">{t("Leave it as it is")}</option>
        </Select>
      </Field>
      {answer !== "leave" && (
        <Field label={t("Amount with taxes, in {{currency}}", { currency })}>
          <Input
            key={`${answer} ${difference}`}
            name="amount"
            inputMode="decimal"
            required
            defaultValue={
              difference != null && answer === first
                ? decimalText({ minor: Math.abs(difference), currency })
                : ""
            }
          />
        </Field>
      )}
      {answer === "charge" && !session.cost?.gross.minor && (
        <Field label={t("Tax in it, in percent")}>
          <Input name="vat" type="number" min={0} max={99.99} step="0.01" required />
        </Field>
      )}
      <Reason />
    </FormDialog>
  );
}
