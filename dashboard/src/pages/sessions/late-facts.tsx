import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, api, type Schemas } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { queryClient } from "../../api/query-client";
import { parseDecimal } from "../../format/decimal";
import { typedAmount } from "../../format/money";
import { useFormats } from "../../format/units";
import { AmountField, amountOf } from "../../ui/amount";
import { Facts } from "../../ui/card";
import { FormDialog } from "../../ui/dialog";
import { Decimal, Field, Select } from "../../ui/fields";
import { Note } from "../../ui/states";
import { tell } from "../../ui/toast";
import { Reason, Seen } from "./actions";
import { chargedMinor, waitingFacts } from "./late-amounts";
import { unlessChanged } from "./late-changes";

type Session = Schemas["OperatorSessionView"];
type Answer = "charge" | "credit" | "leave";

export function LateFactsNote({ session }: { session: Session }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const [seen, setSeen] = useState<number>();
  const waiting = waitingFacts(session);
  return (
    <>
      {waiting && (
        <Note tone="amber">
          <div className="row spread">
            <span>
              <strong>{t("Late facts wait for a decision.")}</strong> {waiting.reason}{" "}
              {waiting.cost &&
                t("By all facts the price is {{amount}}.", {
                  amount: formats.money(waiting.cost.gross),
                })}
            </span>
            <button
              type="button"
              className="button small primary"
              onClick={() => {
                setSeen(waiting.number);
                setOpen(true);
              }}
            >
              {t("Decide")}
            </button>
          </div>
        </Note>
      )}
      <LateFactsDialog session={session} seen={seen} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

interface Props {
  session: Session;
  /** The number of the correction that waited when the dialog was opened. */
  seen?: number;
  open: boolean;
  onClose: () => void;
}

function LateFactsDialog({ session, seen, open, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const currency = session.cost?.gross.currency ?? "EUR";
  const documents = $api.useQuery(
    "get",
    "/operator/v1/sessions/{session_id}/corrections",
    { params: { path: { session_id: session.session_id } } },
    { enabled: open },
  ).data;
  const found = waitingFacts(session)?.cost?.gross.minor;
  const charged = documents && chargedMinor(session, documents);
  const difference = found == null || charged == null ? null : found - charged;
  const first: Answer = difference != null && difference < 0 ? "credit" : "charge";
  const [chosen, setChosen] = useState<Answer | null>(null);
  const answer = chosen ?? first;

  async function decide(form: FormData, key: string) {
    if (seen == null) return;
    const reason = String(form.get("reason"));
    const amount = answer === "leave" ? { minor: 0, currency } : amountOf(form, currency);
    const header = { "Idempotency-Key": key };
    const path = { session_id: session.session_id };
    if (answer === "charge") {
      const { data } = await api.POST("/operator/v1/money-orders", {
        params: { header },
        body: {
          kind: "charge",
          session_id: session.session_id,
          correction_number: seen,
          amount,
          reason,
          vat_percent: form.get("vat") ? String(parseDecimal(String(form.get("vat")))) : undefined,
        },
      });
      if (data?.state === "refused") throw new ApiProblem(409, data.failure ?? "");
      if (data?.state === "awaiting_approval") tell(t("Another person has to approve it."));
      else tell(t("Charged: an additional charge is issued."));
    } else if (answer === "credit") {
      await api.POST("/operator/v1/sessions/{session_id}/corrections", {
        params: { path, header },
        body: { reason, amount, correction_number: seen },
      });
      tell(t("Refunded: a credit note is issued."));
    } else {
      await api.POST("/operator/v1/sessions/{session_id}/late-facts/leave", {
        params: { path },
        body: { reason, correction_number: seen },
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
      onSubmit={(form, key) => unlessChanged(session.session_id, seen, () => decide(form, key))}
    >
      <Seen number={seen} />
      {found != null && charged != null && difference != null && (
        <Facts
          facts={[
            [t("Charged so far"), formats.money({ minor: charged, currency })],
            [t("By all facts"), formats.money({ minor: found, currency })],
            [t("Difference"), <b key="d">{formats.money({ minor: difference, currency })}</b>],
          ]}
        />
      )}
      <Field label={t("Decision")}>
        <Select
          name="decision"
          value={answer}
          onChange={(event) => setChosen(event.target.value as Answer)}
        >
          <option value="charge">{t("Charge more")}</option>
          <option value="credit">{t("Give back")}</option>
          <option value="leave">{t("Leave it as it is")}</option>
        </Select>
      </Field>
      {answer !== "leave" && (
        <AmountField
          key={`${answer} ${difference}`}
          currency={currency}
          defaultValue={
            difference != null && answer === first
              ? typedAmount({ minor: Math.abs(difference), currency }, i18n.language)
              : ""
          }
        />
      )}
      {answer === "charge" && !session.cost?.gross.minor && !waitingFacts(session)?.cost && (
        <Field label={t("Tax in it, in percent")}>
          <Decimal name="vat" min={0} max={99.99} required />
        </Field>
      )}
      <Reason />
    </FormDialog>
  );
}
