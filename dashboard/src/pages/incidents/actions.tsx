import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { FormDialog } from "../../ui/dialog";
import { Field, TextArea } from "../../ui/fields";
import { tell, tellFailure } from "../../ui/toast";

export type Saying = "comment" | "resolve";

export async function acknowledge(id: string, t: TFunction): Promise<void> {
  try {
    await api.POST("/operator/v1/incidents/{incident_id}/acknowledge", {
      params: { path: { incident_id: id } },
    });
    await queryClient.invalidateQueries();
    tell(t("Acknowledged: it does not escalate any more."));
  } catch (error) {
    tellFailure(t("It could not be acknowledged."), error);
  }
}

interface Props {
  id: string;
  saying: Saying | null;
  onClose: () => void;
}

/** A comment, or the end of the incident with what was done. */
export function SayDialog({ id, saying, onClose }: Props) {
  const { t } = useTranslation();
  const ends = saying === "resolve";
  const params = { path: { incident_id: id } };

  async function say(form: FormData) {
    const text = String(form.get("text")).trim();
    if (ends) {
      const body = { text: text || null };
      await api.POST("/operator/v1/incidents/{incident_id}/resolve", { params, body });
    } else {
      await api.POST("/operator/v1/incidents/{incident_id}/comments", { params, body: { text } });
    }
    await queryClient.invalidateQueries();
    tell(ends ? t("Resolved") : t("The comment is in the timeline."));
  }

  return (
    <FormDialog
      title={ends ? t("Resolve this incident?") : t("Comment")}
      description={ends ? t("If the trouble is seen again, a new incident opens.") : undefined}
      open={saying !== null}
      onClose={onClose}
      submit={ends ? t("Resolve") : t("Comment")}
      onSubmit={say}
    >
      <Field label={ends ? t("What was done") : t("Comment")}>
        <TextArea name="text" required={!ends} maxLength={1000} />
      </Field>
    </FormDialog>
  );
}
