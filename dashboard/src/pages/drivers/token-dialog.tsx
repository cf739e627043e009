import { useTranslation } from "react-i18next";
import { api, type Schemas } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { FormDialog } from "../../ui/dialog";
import { Field, Input, Select } from "../../ui/fields";
import { tell } from "../../ui/toast";

interface Props {
  /** Null for a new one. */
  token: Schemas["TokenView"] | null;
  driverId: string | undefined;
  open: boolean;
  onClose: () => void;
}

export function TokenDialog({ token, driverId, open, onClose }: Props) {
  const { t } = useTranslation();

  async function save(form: FormData) {
    const { token_id: _, ...kept } = token ?? { token_id: "" };
    await api.PUT("/operator/v1/tokens/{token_id}", {
      params: { path: { token_id: token?.token_id ?? String(form.get("token_id")).trim() } },
      body: {
        ...kept,
        status: form.get("status") === "Blocked" ? "Blocked" : "Accepted",
        driver_id: String(form.get("driver_id")).trim() || null,
        concurrent: form.get("concurrent") === "on",
      },
    });
    await queryClient.invalidateQueries();
    tell(t("The token is saved."));
  }

  return (
    <FormDialog
      title={token ? t("Token {{id}}", { id: token.token_id }) : t("Add a token")}
      open={open}
      onClose={onClose}
      submit={t("Save")}
      onSubmit={save}
    >
      {!token && (
        <Field label={t("Token id")} hint={t("As the card reader reads it.")}>
          <Input name="token_id" required maxLength={255} autoComplete="off" />
        </Field>
      )}
      <Field label={t("State")}>
        <Select name="status" defaultValue={token?.status ?? "Accepted"}>
          <option value="Accepted">{t("Accepted")}</option>
          <option value="Blocked">{t("Blocked")}</option>
        </Select>
      </Field>
      <Field label={t("Driver")} hint={t("Who pays; empty for nobody.")}>
        <Input
          name="driver_id"
          defaultValue={token?.driver_id ?? driverId ?? ""}
          autoComplete="off"
        />
      </Field>
      <label className="check">
        <input type="checkbox" name="concurrent" defaultChecked={token?.concurrent} />
        {t("May charge at several stations at once")}
      </label>
    </FormDialog>
  );
}
