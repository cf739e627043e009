import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { Dialog, FormDialog } from "../../ui/dialog";
import { Field, Input, TextArea } from "../../ui/fields";
import { RemoveDialog } from "../../ui/remove-dialog";
import { tell } from "../../ui/toast";
import { servedOf } from "./served";
import type { Terminal } from "./terminals";

interface Props {
  /** Null for a new one. */
  terminal: Terminal | null;
  onClose: () => void;
}

export function TerminalDialog({ terminal, onClose }: Props) {
  const { t } = useTranslation();

  async function save(form: FormData) {
    const text = (name: string) => String(form.get(name)).trim();
    await api.PUT("/operator/v1/terminals/{terminal_id}", {
      params: { path: { terminal_id: terminal?.terminal_id ?? text("terminal_id") } },
      body: { name: text("name"), evses: servedOf(text("evses")) },
    });
    await queryClient.invalidateQueries();
    tell(t("The terminal is saved."));
  }

  return (
    <FormDialog
      title={terminal ? terminal.name : t("Add a terminal")}
      open
      onClose={onClose}
      submit={t("Save")}
      onSubmit={save}
    >
      {!terminal && (
        <Field label={t("Terminal id")}>
          <Input
            name="terminal_id"
            required
            pattern="[A-Za-z0-9][A-Za-z0-9_\-]*"
            maxLength={63}
            autoComplete="off"
          />
        </Field>
      )}
      <Field label={t("Name")}>
        <Input name="name" required maxLength={255} defaultValue={terminal?.name} />
      </Field>
      <Field
        label={t("Charging points that it serves")}
        hint={t("One on each line: the station's id, a blank, the number.")}
      >
        <TextArea
          name="evses"
          rows={5}
          defaultValue={terminal?.evses.map((one) => `${one.station_id} ${one.evse_id}`).join("\n")}
        />
      </Field>
    </FormDialog>
  );
}

export function KeyDialog({ terminal, onClose }: Props & { terminal: Terminal }) {
  const { t } = useTranslation();
  const [key, setKey] = useState("");
  const made = useRef(false);
  const path = { terminal_id: terminal.terminal_id };
  if (key) {
    return (
      <Dialog
        title={t("The key of {{name}}", { name: terminal.name })}
        description={t("It is shown this once: bring it to the terminal now.")}
        open
        onClose={onClose}
      >
        <p className="mono secret">{key}</p>
        <footer>
          <button type="button" className="button primary" onClick={onClose}>
            {t("Done")}
          </button>
        </footer>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t("Make a key for {{name}}?", { name: terminal.name })}
      description={t("Keys from before stay good for a day: time to change them over.")}
      open
      onClose={() => made.current || onClose()}
      submit={t("New key")}
      onSubmit={async () => {
        const { data } = await api.POST("/operator/v1/terminals/{terminal_id}/keys", {
          params: { path },
        });
        made.current = true;
        setKey(data?.key ?? "");
        await queryClient.invalidateQueries();
      }}
    />
  );
}

export function RemoveTerminalDialog({ terminal, onClose }: Props & { terminal: Terminal }) {
  const { t } = useTranslation();
  return (
    <RemoveDialog
      title={t("Remove the terminal {{name}}?", { name: terminal.name })}
      description={t("Its keys are refused at once; what it has reserved is settled all the same.")}
      done={t("The terminal is removed.")}
      remove={() =>
        api.DELETE("/operator/v1/terminals/{terminal_id}", {
          params: { path: { terminal_id: terminal.terminal_id } },
        })
      }
      onClose={onClose}
    />
  );
}
