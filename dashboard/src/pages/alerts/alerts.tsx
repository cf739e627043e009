import { useTranslation } from "react-i18next";
import { PageHead } from "../../ui/card";
import { Tabs } from "../../ui/tabs";
import { Channels } from "./channels";
import { Deliveries } from "./deliveries";
import { Maintenance } from "./maintenance";
import { Rules } from "./rules";

export default function Alerts() {
  const { t } = useTranslation();
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
