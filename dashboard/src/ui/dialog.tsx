import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FormProblems } from "./form-problems";
import { Note } from "./states";
import { useForm } from "./use-form";

interface Props {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
  description?: ReactNode;
  /** Something is typed here: a click beside it closes nothing. */
  keeps?: boolean;
}

export function Dialog({ title, open, onClose, children, wide, description, keeps }: Props) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(wanted) => !wanted && onClose()}
      disablePointerDismissal={Boolean(keeps)}
    >
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

interface FormProps extends Omit<Props, "children" | "keeps"> {
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
  const { busy, problems, forgive, form } = useForm(async (answers, key) => {
    await onSubmit(answers, key);
    dialog.onClose();
  });
  const close = () => {
    forgive();
    dialog.onClose();
  };
  return (
    <Dialog {...dialog} onClose={close} keeps>
      <form className="stack" aria-busy={busy} {...form}>
        <FormProblems value={problems}>{children}</FormProblems>
        {problems[""] && (
          <div role="alert">
            <Note tone="red">{problems[""]}</Note>
          </div>
        )}
        <footer>
          <button type="button" className="button" onClick={close}>
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
