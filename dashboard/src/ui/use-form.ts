import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { focusFirst, type Problems, problemsOf, wrongControls } from "./form-problems";

const NONE: Problems = {};

/**
 * A form that is looked at before it is sent, and sent once at a time. `send` gets a key that stays
 * the same while the same answers are sent again, and is another one for others: an Idempotency-Key.
 */
export function useForm(send: (form: FormData, key: string) => Promise<unknown>) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState(NONE);
  const sending = useRef(false);
  const sent = useRef({ answers: "", key: "" });

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending.current) return;
    const element = event.currentTarget;
    const wrong = wrongControls(element, t);
    setProblems(wrong);
    focusFirst(element, wrong);
    if (Object.keys(wrong).length) return;
    sending.current = true;
    setBusy(true);
    try {
      const form = new FormData(element);
      const answers = JSON.stringify([...form]);
      if (sent.current.answers !== answers) sent.current = { answers, key: crypto.randomUUID() };
      await send(form, sent.current.key);
      sent.current = { answers: "", key: "" };
    } catch (error) {
      const found = problemsOf(error, element, t);
      setProblems(found);
      focusFirst(element, found);
    } finally {
      sending.current = false;
      setBusy(false);
    }
  }

  /** What is being mended is not blamed any more. */
  function onInput(event: FormEvent<HTMLFormElement>) {
    const { name } = event.target as HTMLInputElement;
    setProblems((before) => {
      if (!before[name] && !before[""]) return before;
      const { [name]: _, "": __, ...rest } = before;
      return rest;
    });
  }

  return {
    busy,
    problems,
    forgive: () => setProblems(NONE),
    form: { onSubmit, onInput, noValidate: true },
  };
}
