import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { Card, Facts } from "../../../ui/card";
import { FormDialog } from "../../../ui/dialog";
import { Field, Input } from "../../../ui/fields";
import { Time } from "../../../ui/time";
import { tell } from "../../../ui/toast";
import { Events } from "./history";
import { post } from "./send";

export function Firmware({ station }: { station: Schemas["StationView"] }) {
  const { t } = useTranslation();
  const [updating, setUpdating] = useState(false);
  const id = station.station_id;
  return (
    <div className="stack">
      <Card
        title={t("Firmware")}
        actions={
          <button type="button" className="button small primary" onClick={() => setUpdating(true)}>
            {t("Update")}
          </button>
        }
      >
        <Facts
          facts={[
            [t("Installed"), station.boot?.firmware_version ?? t("Not told")],
            [t("Since boot of"), station.boot && <Time key="a" at={station.boot.booted_at} />],
            [t("Maker"), station.boot && `${station.boot.vendor} ${station.boot.model}`],
          ]}
        />
      </Card>
      <Events id={id} kind="firmware_status" title={t("How updates went")} />
      <FormDialog
        title={t("Update the firmware of {{id}}", { id })}
        description={t("The station fetches it from this address and installs it.")}
        open={updating}
        onClose={() => setUpdating(false)}
        submit={t("Update")}
        onSubmit={async (form, key) => {
          const signature = String(form.get("signature")).trim();
          await post(
            id,
            "update_firmware",
            { url: String(form.get("url")), ...(signature && { signature }) },
            key,
          );
          tell(t("The update is ordered."));
        }}
      >
        <Field label={t("Address of the file")}>
          <Input name="url" type="url" required placeholder="https://…" />
        </Field>
        <Field label={t("Signature")} hint={t("Base 64; without it the update is not verified.")}>
          <Input name="signature" />
        </Field>
      </FormDialog>
    </div>
  );
}
