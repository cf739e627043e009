import { useTranslation } from "react-i18next";
import { Select } from "../../ui/fields";
import { useSites } from "../stations/queries";

/** Every site that the reader may see, to be put into a selection. */
export function SiteOptions() {
  const sites = useSites();
  return sites.data?.items.map((one) => (
    <option key={one.site_id} value={one.site_id}>
      {one.name}
    </option>
  ));
}

/** Narrows a list to a site; "" is all of them. */
export function SiteFilter(props: { value: string; onChange: (site: string) => void }) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={t("Site")}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    >
      <option value="">{t("All sites")}</option>
      <SiteOptions />
    </Select>
  );
}

/** What a site is called, where that is known; a long name is cut, and whole on pointing at it. */
export function SiteName({ id }: { id: string | null }) {
  const sites = useSites();
  if (!id) return "–";
  const name = sites.data?.items.find((one) => one.site_id === id)?.name ?? id;
  return (
    <span className="clip" title={name}>
      {name}
    </span>
  );
}
