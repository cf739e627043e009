import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../ui/dialog";
import { Field, Select } from "../../../ui/fields";
import { tell } from "../../../ui/toast";
import { post } from "./send";

interface Props {
  id: string;
  open: boolean;
  onClose: () => void;
}

export function RestartDialog({ id, open, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <FormDialog
      title={t("Restart {{id}}?", { id })}
      description={t("An offline station gets the command when it is back.")}
      open={open}
      onClose={onClose}
      submit={t("Restart")}
      danger
      onSubmit={async (form, key) => {
        await post(id, "reset", { type: String(form.get("type")) }, key);
        tell(t("{{id}} is asked to restart.", { id }));
      }}
    >
      <Field label={t("How")}>
        <Select name="type" defaultValue="soft">
          <option value="soft">{t("When no vehicle charges (soft)")}</option>
          <option value="hard">{t("At once, charging ends (hard)")}</option>
        </Select>
      </Field>
    </FormDialog>
  );
}
