import { useTranslation } from "react-i18next";
import { api, type Schemas } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { FormDialog } from "../../ui/dialog";
import { Field, Input } from "../../ui/fields";
import { tell } from "../../ui/toast";
import { wordsOf } from "../../ui/words";
import { Choices } from "../alerts/choices";
import { useSites } from "../stations/queries";

export type User = Schemas["UserView"];

const ROLES = ["viewer", "operator", "finance", "admin"];

/** A user's record; null invites a new one, who gets a password by e-mail. */
export function UserDialog({ user, onClose }: { user: User | null; onClose: () => void }) {
  const { t } = useTranslation();
  const sites = useSites();

  async function save(form: FormData) {
    const username = user?.username ?? String(form.get("email")).trim();
    await api.PUT("/operator/v1/users/{username}", {
      params: { path: { username } },
      body: {
        name: String(form.get("name")).trim() || null,
        roles: form.getAll("roles") as User["roles"],
        sites: form.getAll("sites").map(String),
        enabled: form.get("enabled") === "on",
      },
    });
    await queryClient.invalidateQueries();
    tell(user ? t("Saved") : t("Invited"));
  }

  return (
    <FormDialog
      title={user ? (user.email ?? user.username) : t("Invite somebody")}
      open
      onClose={onClose}
      submit={user ? t("Save") : t("Invite")}
      onSubmit={save}
    >
      {!user && (
        <Field label={t("E-mail")}>
          <Input name="email" type="email" required autoComplete="off" />
        </Field>
      )}
      <Field label={t("Name")}>
        <Input name="name" defaultValue={user?.name ?? ""} autoComplete="off" />
      </Field>
      <Choices
        title={t("Roles")}
        name="roles"
        chosen={user?.roles ?? ["viewer"]}
        options={ROLES.map((one) => [one, t(wordsOf(one))])}
      />
      <Choices
        title={t("Sites (none: all)")}
        name="sites"
        chosen={user?.sites ?? []}
        options={(sites.data?.items ?? []).map((one) => [one.site_id, one.name])}
      />
      <label className="check">
        <input type="checkbox" name="enabled" defaultChecked={user?.enabled ?? true} />
        {t("May sign in")}
      </label>
    </FormDialog>
  );
}
