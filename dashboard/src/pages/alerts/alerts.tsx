import { useTranslation } from "react-i18next";
import { useMe } from "../../auth/me";
import { PageHead } from "../../ui/card";
import { Tabs } from "../../ui/tabs";
import { Channels } from "./channels";
import { Deliveries } from "./deliveries";
import { Maintenance } from "./maintenance";
import { Rules } from "./rules";

/** Who is kept to sites sees nothing of it but the maintenance there. */
export default function Alerts() {
  const { t } = useTranslation();
  const isKept = Boolean(useMe()?.sites.length);
  if (isKept) {
    return (
      <>
        <PageHead title={t("Maintenance")} note={t("At your sites, and at stations there")} />
        <Maintenance />
      </>
    );
  }
  return (
    <>
      <PageHead title={t("Alerts")} note={t("Which incidents reach whom, and whether they did")} />
      <Tabs
        label={t("Alerts")}
        tabs={[
          { id: "channels", title: t("Channels"), content: () => <Channels /> },
          { id: "rules", title: t("Rules"), content: () => <Rules /> },
          { id: "maintenance", title: t("Maintenance"), content: () => <Maintenance /> },
          {
            id: "deliveries",
            title: t("Deliveries"),
            content: () => <Deliveries query={{}} title={t("Deliveries, newest first")} />,
          },
        ]}
      />
    </>
  );
}
