import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../ui/dialog";
import { Field, Input, TextArea } from "../../../ui/fields";
import { FieldProblem } from "../../../ui/form-problems";
import { tell } from "../../../ui/toast";
import { post } from "./send";

/** Verbs that mean the same on every version, with an example of what they want. */
const VERBS: Record<string, object> = {
  start: { evse_id: 1, token_id: "" },
  stop: { transaction_id: "" },
  unlock: { evse_id: 1 },
  reset: { type: "soft" },
  trigger: { message: "StatusNotification" },
  set_availability: { available: false, evse_id: 1 },
  get_configuration: {},
  set_configuration: { key: "HeartbeatInterval", value: "300" },
  set_charging_profile: { evse_id: 1, periods: [{ start_s: 0, limit: 11_000 }] },
  clear_charging_profile: {},
  get_composite_schedule: { evse_id: 1, duration_s: 3600 },
  get_diagnostics: { url: "" },
  update_firmware: { url: "" },
  send_local_list: {},
  clear_cache: {},
  renew_certificate: {},
};

interface Props {
  id: string;
  open: boolean;
  onClose: () => void;
}

export function CommandDialog({ id, open, onClose }: Props) {
  const { t } = useTranslation();
  const [action, setAction] = useState("trigger");
  const [payload, setPayload] = useState(written(VERBS.trigger));
  const choose = (name: string) => {
    setAction(name);
    if (name in VERBS) setPayload(written(VERBS[name]));
  };
  return (
    <FormDialog
      title={t("Send a command to {{id}}", { id })}
      description={t(
        "A verb means the same on every OCPP version; any action of the station's version is sent as given.",
      )}
      open={open}
      onClose={onClose}
      submit={t("Send")}
      onSubmit={async (_, key) => {
        await post(id, action.trim(), parsed(payload), key);
        tell(t("{{action}}: on its way to {{id}}", { action, id }));
      }}
    >
      <Field label={t("Action")}>
        <Input
          name="action"
          list="verbs"
          value={action}
          required
          onChange={(event) => choose(event.target.value)}
        />
      </Field>
      <datalist id="verbs">
        {Object.keys(VERBS).map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <Field label={t("Payload (JSON)")}>
        <TextArea
          name="payload"
          className="input mono"
          rows={8}
          value={payload}
          spellCheck={false}
          onChange={(event) => setPayload(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}

function written(payload: object | undefined): string {
  return JSON.stringify(payload ?? {}, null, 2);
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text || "{}") as Record<string, unknown>;
  } catch {
    throw new FieldProblem("payload", "The payload is no JSON.");
  }
}
