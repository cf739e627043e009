import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "../api/query-client";
import { Field, Input } from "../ui/fields";
import { FormProblems } from "../ui/form-problems";
import { Note } from "../ui/states";
import { useForm } from "../ui/use-form";
import { choosePassword, signIn } from "./cognito";
import { begin } from "./session";
import { Skyline } from "./skyline";

export function SignIn() {
  const { t } = useTranslation();
  const [challenge, setChallenge] = useState<{ email: string; session: string } | null>(null);
  const { busy, problems, form } = useForm(async (answers) => {
    const email = challenge?.email ?? String(answers.get("email")).trim();
    const password = String(answers.get("password"));
    const result = challenge
      ? await choosePassword(email, password, challenge.session)
      : await signIn(email, password);
    if ("challenge" in result) return setChallenge({ email, session: result.session });
    queryClient.clear(); // what somebody else saw here
    begin(result, email);
  });

  return (
    <div className="sign-in">
      <main>
        <form key={challenge ? "new" : "known"} method="post" {...form}>
          <img src="/favicon.svg" alt="" width="44" height="44" />
          <div>
            <h1>{challenge ? t("Choose a password") : t("Sign in to Stationmaster")}</h1>
            <p className="muted">
              {challenge
                ? t("The one you were given was for the first time only.")
                : t("For the operators of the network.")}
            </p>
          </div>
          {problems[""] && (
            <div role="alert">
              <Note tone="red">{problems[""]}</Note>
            </div>
          )}
          <FormProblems value={problems}>
            {!challenge && (
              <Field label={t("E-mail")}>
                <Input name="email" type="email" autoComplete="username" required autoFocus />
              </Field>
            )}
            <Field label={challenge ? t("New password") : t("Password")}>
              <Input
                name="password"
                type="password"
                autoComplete={challenge ? "new-password" : "current-password"}
                required
              />
            </Field>
          </FormProblems>
          <button type="submit" className="button primary" disabled={busy}>
            {busy ? t("Working …") : challenge ? t("Set the password") : t("Sign in")}
          </button>
        </form>
      </main>
      <aside aria-hidden>
        <Skyline />
        <p>{t("Every station, every session, every cent. Live.")}</p>
        <small>{t("Open, serverless charging station management")}</small>
      </aside>
    </div>
  );
}
