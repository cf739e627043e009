import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card";
import { Field, Input } from "../../ui/fields";
import { useNarrowing } from "../../ui/use-narrowing";
import { AccountPanel } from "./account";

const SHARED = [
  "psp_clearing:stripe:EUR",
  "expense:goodwill:EUR",
  "expense:write_offs:EUR",
  "opening",
];

/** Any account of the chart, by its name. */
export function Accounts() {
  const { t } = useTranslation();
  const [read, narrow] = useNarrowing();
  const shown = read("account");
  const [typed, setTyped] = useState(shown);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    narrow("account", typed.trim());
  };
  return (
    <div className="stack">
      <Card>
        <form className="row" onSubmit={submit}>
          <div className="grow">
            <Field
              label={t("Name of the account")}
              hint="wallet:<driver>, revenue:<site>:energy:EUR …"
            >
              <Input
                list="accounts"
                value={typed}
                required
                onChange={(event) => setTyped(event.target.value)}
                autoComplete="off"
              />
            </Field>
          </div>
          <datalist id="accounts">
            {SHARED.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          <button type="submit" className="button">
            {t("Show")}
          </button>
        </form>
      </Card>
      {shown && <AccountPanel id={shown} />}
    </div>
  );
}
