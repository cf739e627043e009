import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { FormDialog } from "../../ui/dialog";
import { Field, Input, Segmented, Select } from "../../ui/fields";
import { RemoveDialog } from "../../ui/remove-dialog";
import { tell } from "../../ui/toast";
import { SiteOptions } from "../sites/site-choice";
import { useSites } from "../stations/queries";
import type { Window } from "./model";
import { inTwoHours, localText, windowOf } from "./window-times";

interface Props {
  /** Null for a new one. */
  window: Window | null;
  onClose: () => void;
}

export function WindowDialog({ window, onClose }: Props) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<"site" | "station">(window?.station_id ? "station" : "site");
  const sites = useSites();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [now] = useState(() => new Date());

  async function save(form: FormData, key: string) {
    await api.PUT("/operator/v1/maintenance-windows/{window_id}", {
      params: { path: { window_id: window?.window_id ?? key } },
      body: windowOf(form, place),
    });
    await queryClient.invalidateQueries();
    tell(t("The maintenance is announced."));
  }

  return (
    <FormDialog
      title={window ? t("Change this maintenance") : t("Announce maintenance")}
      description={t(
        "Nobody is told of what begins there meanwhile; what is still there at the end is told then.",
      )}
      open
      onClose={onClose}
      submit={t("Save")}
      onSubmit={save}
    >
      <Segmented
        label={t("Where")}
        value={place}
        options={[
          ["site", t("A site")],
          ["station", t("A station")],
        ]}
        onChange={setPlace}
      />
      {place === "station" ? (
        <Field label={t("Station id")}>
          <Input
            name="place"
            required
            maxLength={48}
            autoComplete="off"
            defaultValue={window?.station_id ?? ""}
          />
        </Field>
      ) : (
        <Field label={t("Site")}>
          <Select
            name="place"
            required
            defaultValue={window?.site_id ?? ""}
            key={sites.data?.items.length}
          >
            <option value="" disabled>
              {t("Choose a site")}
            </option>
            <SiteOptions />
          </Select>
        </Field>
      )}
      <div className="grid-2">
        <Field label={t("From")} hint={t("By the clock of {{zone}}", { zone })}>
          <Input
            name="starts_at"
            type="datetime-local"
            required
            defaultValue={localText(window ? new Date(window.starts_at) : now)}
          />
        </Field>
        <Field label={t("Until")}>
          <Input
            name="ends_at"
            type="datetime-local"
            required
            defaultValue={localText(window ? new Date(window.ends_at) : inTwoHours(now))}
          />
        </Field>
      </div>
      <Field label={t("Reason")}>
        <Input name="reason" required maxLength={300} defaultValue={window?.reason} />
      </Field>
    </FormDialog>
  );
}

export function RemoveWindowDialog({ window, onClose }: Props & { window: Window }) {
  const { t } = useTranslation();
  return (
    <RemoveDialog
      title={t("Remove this maintenance?")}
      description={t("What is wrong there is told again within five minutes.")}
      done={t("The maintenance is removed.")}
      remove={() =>
        api.DELETE("/operator/v1/maintenance-windows/{window_id}", {
          params: { path: { window_id: window.window_id } },
        })
      }
      onClose={onClose}
    />
  );
}
