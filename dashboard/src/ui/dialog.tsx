import { Dialog as Base } from "@base-ui/react/dialog";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { reasonOf } from "../api/problem";
import { Note } from "./states";

interface Props {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
  description?: ReactNode;
}

export function Dialog({ title, open, onClose, children, wide, description }: Props) {
  return (
    <Base.Root open={open} onOpenChange={(wanted) => !wanted && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className={wide ? "dialog wide" : "dialog"}>
          <Base.Title>{title}</Base.Title>
          {description && <Base.Description className="muted">{description}</Base.Description>}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

interface FormProps extends Omit<Props, "children"> {
  submit: string;
  danger?: boolean;
  children?: ReactNode;
  /**
   * Closes the dialog when it comes back; what it throws is shown. The key stays the same while the
   * same answers are sent again, and is another one for others: an Idempotency-Key.
   */
  onSubmit: (form: FormData, key: string) => Promise<unknown>;
}

/** A question with its answer: the form stays open, with the reason, until it worked. */
export function FormDialog({ submit, danger, children, onSubmit, ...dialog }: FormProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const sent = useRef({ answers: "", key: "" });

  async function handle(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    setFailure("");
    try {
      const form = new FormData(event.currentTarget);
      const answers = JSON.stringify([...form]);
      if (sent.current.answers !== answers) sent.current = { answers, key: crypto.randomUUID() };
      await onSubmit(form, sent.current.key);
      sent.current = { answers: "", key: "" };
      dialog.onClose();
    } catch (error) {
      setFailure(reasonOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog {...dialog}>
      <form className="stack" onSubmit={handle}>
        {children}
        {failure && (
          <div role="alert">
            <Note tone="red">{t(failure)}</Note>
          </div>
        )}
        <footer>
          <button type="button" className="button" onClick={dialog.onClose}>
            {t("Cancel")}
          </button>
          <button
            type="submit"
            className={`button ${danger ? "danger" : "primary"}`}
            disabled={busy}
          >
            {busy ? t("Working …") : submit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
