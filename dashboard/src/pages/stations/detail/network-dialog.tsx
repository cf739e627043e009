import { useTranslation } from "react-i18next";
import { api, type Schemas } from "../../../api/client";
import { queryClient } from "../../../api/query-client";
import { FormDialog } from "../../../ui/dialog";
import { Field, Input, Select, TextArea } from "../../../ui/fields";
import { Note } from "../../../ui/states";
import { tell } from "../../../ui/toast";
import { furtherText, hidesSomething, INTERFACES, profileOf, VERSIONS } from "./network-profile";

export type Profile = Schemas["operator_api__routes__network_profiles__ProfileView"];

interface Props {
  id: string;
  /** What it speaks now, which is most likely what it shall speak. */
  protocol: string | null;
  /** Null for a slot that nothing was sent for. */
  profile: Profile | null;
  onClose: () => void;
}

/** How the station shall connect: sent, given priority, and confirmed after its next boot. */
export function NetworkDialog({ id, protocol, profile, onClose }: Props) {
  const { t } = useTranslation();
  const known = profile?.connection_data ?? {};
  const text = (name: string, otherwise: string) => String(known[name] ?? otherwise);

  async function send(form: FormData) {
    const slot = profile?.slot ?? Number(form.get("slot"));
    await api.PUT("/operator/v1/stations/{station_id}/network-profiles/{slot}", {
      params: { path: { station_id: id, slot } },
      body: profileOf(form, slot),
    });
    await queryClient.invalidateQueries();
    tell(t("The profile is on its way."), t("The list shows how far the station is with it."));
  }

  return (
    <FormDialog
      title={profile ? t("Change slot {{slot}}", { slot: profile.slot }) : t("Send a profile")}
      description={t(
        "An address that cannot be reached takes the station offline: keep another slot in the order.",
      )}
      open
      wide
      onClose={onClose}
      submit={t("Send")}
      onSubmit={send}
    >
      <div className="grid-3">
        {!profile && (
          <Field label={t("Slot")}>
            <Input name="slot" type="number" min={0} max={2147483647} defaultValue={1} required />
          </Field>
        )}
        <Field label={t("OCPP version")}>
          <Select
            name="version"
            defaultValue={text("ocppVersion", protocol === "ocpp2.1" ? "OCPP21" : "OCPP20")}
          >
            {VERSIONS.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
        </Field>
        <Field label={t("Interface")}>
          <Select name="interface" defaultValue={text("ocppInterface", "Wired0")}>
            {INTERFACES.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
        </Field>
        <Field label={t("Security profile")}>
          <Select name="security" defaultValue={text("securityProfile", "2")}>
            <option value="1">{t("1: password, not encrypted")}</option>
            <option value="2">{t("2: password, TLS")}</option>
            <option value="3">{t("3: certificate, TLS")}</option>
          </Select>
        </Field>
        <Field label={t("Answers within, s")}>
          <Input
            name="timeout"
            type="number"
            min={1}
            max={3600}
            defaultValue={text("messageTimeout", "30")}
            required
          />
        </Field>
        <Field label={t("Order of slots")} hint={t("The first is tried first; empty: this alone.")}>
          <Input
            name="priority"
            defaultValue={profile?.priority.join(", ")}
            placeholder="1, 0"
            autoComplete="off"
          />
        </Field>
      </div>
      <Field
        label={t("Server address")}
        hint={t("Without the station's id, which it adds itself.")}
      >
        <Input
          name="url"
          required
          pattern="wss?://.+"
          title={t("It begins with wss:// or ws://.")}
          maxLength={512}
          defaultValue={text("ocppCsmsUrl", "")}
          placeholder="wss://csms.example.com/ocpp"
          autoComplete="off"
        />
      </Field>
      {hidesSomething(known) && (
        <Note tone="amber">{t("Passwords are not kept here: write them again.")}</Note>
      )}
      <Field label={t("APN, VPN and further members (JSON)")}>
        <TextArea
          name="further"
          className="input mono"
          rows={4}
          spellCheck={false}
          defaultValue={furtherText(known)}
          placeholder={'{"apn": {"apn": "internet", "apnAuthentication": "AUTO"}}'}
        />
      </Field>
      <label className="check">
        <input type="checkbox" name="reset" />
        {t("Restart it as soon as nobody charges, which brings the profile into use")}
      </label>
    </FormDialog>
  );
}
