import { Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { parseDecimal } from "../../format/decimal";
import { Dialog, FormDialog } from "../../ui/dialog";
import { Decimal, Field, Input, Select } from "../../ui/fields";
import { Note } from "../../ui/states";
import { tell } from "../../ui/toast";
import { SiteOptions } from "../sites/site-choice";

const PASSWORD_BYTES = 15; // 20 characters in base 64: what every OCPP version allows

interface Made {
  stationId: string;
  password: string;
}

function newPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(PASSWORD_BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}

/** Registers one station, with a password that is shown once. */
export function Onboarding({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [made, setMade] = useState<Made | null>(null);

  async function register(form: FormData) {
    const stationId = String(form.get("station_id")).trim();
    const password = newPassword();
    const current_type = form.get("current_type") === "DC" ? "DC" : "AC";
    const evses = Array.from({ length: Number(form.get("evses")) }, (_, place) => ({
      evse_id: place + 1,
      current_type: current_type as "AC" | "DC",
      max_power_w: Math.round((parseDecimal(String(form.get("kilowatts"))) ?? 0) * 1000) || null,
    }));
    await api.PUT("/operator/v1/stations/{station_id}", {
      params: { path: { station_id: stationId } },
      body: {
        password,
        name: String(form.get("name")).trim() || null,
        site_id: String(form.get("site_id")) || null,
        evses,
      },
    });
    await queryClient.invalidateQueries();
    setMade({ stationId, password });
  }

  return (
    <>
      <FormDialog
        title={t("Add a station")}
        description={t("It gets a password of its own, which you enter at the station.")}
        open={open}
        onClose={onClose}
        submit={t("Register")}
        onSubmit={register}
      >
        <div className="grid-2">
          <Field label={t("Station id")} hint={t("As the station sends it in its address.")}>
            <Input name="station_id" required maxLength={48} pattern="[^\s/]+" autoComplete="off" />
          </Field>
          <Field label={t("Name")}>
            <Input name="name" maxLength={100} autoComplete="off" />
          </Field>
          <Field label={t("Site")}>
            <Select name="site_id" defaultValue="">
              <option value="">{t("Without a site")}</option>
              <SiteOptions />
            </Select>
          </Field>
          <Field label={t("Current")}>
            <Select name="current_type" defaultValue="AC">
              <option>AC</option>
              <option>DC</option>
            </Select>
          </Field>
          <Field label={t("Charging points")}>
            <Input name="evses" type="number" min={1} max={20} defaultValue={1} required />
          </Field>
          <Field label={t("Power of each, in kW")}>
            <Decimal name="kilowatts" min={1} max={2000} defaultValue="22" />
          </Field>
        </div>
      </FormDialog>
      <Dialog
        title={t("{{id}} is registered", { id: made?.stationId ?? "" })}
        open={made !== null}
        onClose={() => setMade(null)}
      >
        <Note tone="amber">{t("This password is shown once. Enter it at the station now.")}</Note>
        <div className="row spread code">
          <code>{made?.password}</code>
          <button
            type="button"
            className="button small"
            onClick={() =>
              navigator.clipboard.writeText(made?.password ?? "").then(() => tell(t("Copied")))
            }
          >
            <Copy size={14} aria-hidden />
            {t("Copy")}
          </button>
        </div>
        <footer>
          <button type="button" className="button primary" onClick={() => setMade(null)}>
            {t("Done")}
          </button>
        </footer>
      </Dialog>
    </>
  );
}
