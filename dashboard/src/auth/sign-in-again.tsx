import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { queryClient } from "../api/query-client";
import { Field, Input } from "../ui/fields";
import { FormProblems } from "../ui/form-problems";
import { Note } from "../ui/states";
import { useForm } from "../ui/use-form";
import { signIn } from "./cognito";
import { begin, end } from "./session";

/** Over the page that somebody was working on, and whatever is typed there. */
export function SignInAgain({ email }: { email: string }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDialogElement>(null);
  useEffect(() => place.current?.showModal(), []);
  const { busy, problems, form } = useForm(async (answers) => {
    const result = await signIn(email, String(answers.get("password")));
    if ("challenge" in result) return end(); // a new password is chosen at the front door
    begin(result, email);
    await queryClient.invalidateQueries();
  });
  // Beside the page, which an open dialog hides from those who listen to it.
  return createPortal(
    <dialog
      ref={place}
      className="dialog again"
      aria-labelledby="again"
      onCancel={(event) => event.preventDefault()}
    >
      <form className="stack" {...form}>
        <h2 id="again">{t("Please sign in again")}</h2>
        <p className="muted">
          {t("Your sign-in has run out. What you have typed is still there.")}
        </p>
        <FormProblems value={problems}>
          <Field label={t("E-mail")}>
            <Input name="email" type="email" value={email} readOnly autoComplete="username" />
          </Field>
          <Field label={t("Password")}>
            <Input name="password" type="password" required autoComplete="current-password" />
          </Field>
        </FormProblems>
        {problems[""] && (
          <div role="alert">
            <Note tone="red">{problems[""]}</Note>
          </div>
        )}
        <footer>
          <button type="button" className="button" onClick={end}>
            {t("Leave this page")}
          </button>
          <button type="submit" className="button primary" disabled={busy}>
            {busy ? t("Working …") : t("Sign in")}
          </button>
        </footer>
      </form>
    </dialog>,
    document.body,
  );
}
