import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { reasonOf } from "../api/problem";
import { Field, Input } from "../ui/fields";
import { Note } from "../ui/states";
import { choosePassword, signIn } from "./cognito";
import { begin, whyEnded } from "./session";
import { Skyline } from "./skyline";

export function SignIn() {
  const { t } = useTranslation();
  const [challenge, setChallenge] = useState<{ email: string; session: string } | null>(null);
  const [message, setMessage] = useState(whyEnded());
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = challenge?.email ?? String(form.get("email")).trim();
    const password = String(form.get("password"));
    setBusy(true);
    setMessage("");
    try {
      const result = challenge
        ? await choosePassword(email, password, challenge.session)
        : await signIn(email, password);
      if ("challenge" in result) setChallenge({ email, session: result.session });
      else begin(result, email);
    } catch (error) {
      setMessage(reasonOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="sign-in">
      <main>
        <form key={challenge ? "new" : "known"} onSubmit={submit} method="post">
          <img src="/favicon.svg" alt="" width="44" height="44" />
          <div>
            <h1>{challenge ? t("Choose a password") : t("Sign in to Stationmaster")}</h1>
            <p className="muted">
              {challenge
                ? t("The one you were given was for the first time only.")
                : t("For the operators of the network.")}
            </p>
          </div>
          <div role="alert">{message && <Note tone="red">{t(message)}</Note>}</div>
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
