import { useTranslation } from "react-i18next";
import { api } from "../../../api/client";
import { queryClient } from "../../../api/query-client";
import { FormDialog } from "../../../ui/dialog";
import { Field, TextArea } from "../../../ui/fields";
import { RemoveDialog } from "../../../ui/remove-dialog";
import { tell } from "../../../ui/toast";
import type { Note } from "./notes";

const LONGEST = 2000;

interface Props {
  id: string;
  /** Null for a new one. */
  note: Note | null;
  onClose: () => void;
}

export function NoteDialog({ id, note, onClose }: Props) {
  const { t } = useTranslation();

  async function save(form: FormData, key: string) {
    const body = { text: String(form.get("text")).trim() };
    if (note) {
      await api.PUT("/operator/v1/stations/{station_id}/notes/{note_id}", {
        params: { path: { station_id: id, note_id: note.note_id } },
        body,
      });
    } else {
      await api.POST("/operator/v1/stations/{station_id}/notes", {
        params: { path: { station_id: id }, header: { "Idempotency-Key": key } },
        body,
      });
    }
    await queryClient.invalidateQueries();
    tell(t("The note is saved."));
  }

  return (
    <FormDialog
      title={note ? t("Change this note") : t("Add a note")}
      open
      onClose={onClose}
      submit={t("Save")}
      onSubmit={save}
    >
      <Field label={t("Note")} hint={t("Everybody who may see this station reads it.")}>
        <TextArea name="text" required rows={5} maxLength={LONGEST} defaultValue={note?.text} />
      </Field>
    </FormDialog>
  );
}

export function RemoveNoteDialog({ id, note, onClose }: Props & { note: Note }) {
  const { t } = useTranslation();
  return (
    <RemoveDialog
      title={t("Remove this note?")}
      description={note.text}
      done={t("The note is removed.")}
      remove={() =>
        api.DELETE("/operator/v1/stations/{station_id}/notes/{note_id}", {
          params: { path: { station_id: id, note_id: note.note_id } },
        })
      }
      onClose={onClose}
    />
  );
}
