import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { FormDialog } from "../../ui/dialog";
import { Field, Input, Select } from "../../ui/fields";
import { tell } from "../../ui/toast";
import { wordsOf } from "../../ui/words";
import { CHANNEL_TYPES, type Channel, type ChannelType } from "./model";

const SECRET = new Set(["secret", "routing_key", "api_key"]);

/** A channel's record; null for a new one. Secrets that are left empty stay as they are. */
export function ChannelDialog({
  channel,
  onClose,
}: {
  channel: Channel | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [type, setType] = useState<ChannelType>(channel?.type ?? "email");

  async function save(form: FormData) {
    const members = CHANNEL_TYPES[type].flatMap((name): [string, string][] => {
      const value = String(form.get(name) ?? "").trim();
      return value ? [[name, value]] : [];
    });
    const id = channel?.channel_id ?? String(form.get("channel_id")).trim();
    await api.PUT("/operator/v1/alert-channels/{channel_id}", {
      params: { path: { channel_id: id } },
      body: {
        name: String(form.get("name")).trim(),
        type,
        target: Object.fromEntries(members),
        enabled: form.get("enabled") === "on",
      },
    });
    await queryClient.invalidateQueries();
    tell(t("The channel is saved."));
  }

  return (
    <FormDialog
      title={channel ? channel.name : t("Add a channel")}
      open
      onClose={onClose}
      submit={t("Save")}
      onSubmit={save}
    >
      {!channel && (
        <Field label={t("Channel id")}>
          <Input name="channel_id" required pattern="[A-Za-z0-9_.\-]+" autoComplete="off" />
        </Field>
      )}
      <Field label={t("Name")}>
        <Input name="name" required maxLength={100} defaultValue={channel?.name} />
      </Field>
      <Field label={t("Kind")}>
        <Select
          value={type}
          disabled={channel !== null}
          onChange={(event) => setType(event.target.value as ChannelType)}
        >
          {Object.keys(CHANNEL_TYPES).map((one) => (
            <option key={one} value={one}>
              {t(wordsOf(one))}
            </option>
          ))}
        </Select>
      </Field>
      {CHANNEL_TYPES[type].map((name) => {
        const isSet = channel?.secrets.includes(name) ?? false;
        return (
          <Field
            key={type + name}
            label={t(wordsOf(name))}
            hint={isSet && t("Set; leave it empty to keep it.")}
          >
            <Input
              name={name}
              type={name === "address" ? "email" : SECRET.has(name) ? "password" : "text"}
              required={!isSet}
              defaultValue={channel?.target[name]}
              autoComplete="off"
            />
          </Field>
        );
      })}
      <label className="check">
        <input type="checkbox" name="enabled" defaultChecked={channel?.enabled ?? true} />
        {t("In use")}
      </label>
    </FormDialog>
  );
}
