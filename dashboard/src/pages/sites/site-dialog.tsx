import { useTranslation } from "react-i18next";
import { $api, api } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { parseDecimal, typed } from "../../format/decimal";
import { FormDialog } from "../../ui/dialog";
import { Decimal, Field, Input, TextArea } from "../../ui/fields";
import { tell } from "../../ui/toast";

const ZONES = Intl.supportedValuesOf("timeZone");

/** A site's record; without an id a new one. */
export function SiteDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const known = $api.useQuery(
    "get",
    "/operator/v1/sites/{site_id}",
    { params: { path: { site_id: id } } },
    { enabled: id !== "", staleTime: 0 },
  );
  const site = known.data;
  if (id && !site) return null;

  async function save(form: FormData) {
    const text = (name: string) => String(form.get(name)).trim();
    const { site_id: _, ...kept } = site ?? { site_id: "" };
    const ac = text("tariff_ac");
    const dc = text("tariff_dc");
    await api.PUT("/operator/v1/sites/{site_id}", {
      params: { path: { site_id: id || text("site_id") } },
      body: {
        ...kept,
        name: text("name"),
        time_zone: text("time_zone"),
        address: text("address")
          .split("\n")
          .map((one) => one.trim())
          .filter(Boolean),
        latitude: parseDecimal(text("latitude")),
        longitude: parseDecimal(text("longitude")),
        tariff_ids: { ...(ac && { AC: ac }), ...(dc && { DC: dc }) },
      },
    });
    await queryClient.invalidateQueries();
    tell(t("The site is saved."));
  }

  return (
    <FormDialog
      title={id ? t("Site {{id}}", { id }) : t("Add a site")}
      open
      onClose={onClose}
      submit={t("Save")}
      onSubmit={save}
    >
      <div className="grid-2">
        {!id && (
          <Field label={t("Site id")}>
            <Input name="site_id" required pattern="[A-Za-z0-9_.\-]+" autoComplete="off" />
          </Field>
        )}
        <Field label={t("Name")}>
          <Input name="name" required defaultValue={site?.name} />
        </Field>
        <Field label={t("Time zone")}>
          <Input
            name="time_zone"
            required
            list="zones"
            defaultValue={site?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
          />
        </Field>
        <Field label={t("Latitude")}>
          <Decimal
            name="latitude"
            min={-90}
            max={90}
            defaultValue={typed(site?.latitude, i18n.language)}
          />
        </Field>
        <Field label={t("Longitude")}>
          <Decimal
            name="longitude"
            min={-180}
            max={180}
            defaultValue={typed(site?.longitude, i18n.language)}
          />
        </Field>
        <Field label={t("Tariff for AC")}>
          <Input name="tariff_ac" defaultValue={site?.tariff_ids.AC} />
        </Field>
        <Field label={t("Tariff for DC")}>
          <Input name="tariff_dc" defaultValue={site?.tariff_ids.DC} />
        </Field>
      </div>
      <Field label={t("Address")} hint={t("A line for each line of it.")}>
        <TextArea name="address" rows={3} defaultValue={site?.address.join("\n")} />
      </Field>
      <datalist id="zones">
        {ZONES.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </FormDialog>
  );
}
