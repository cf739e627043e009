import { useTranslation } from "react-i18next";
import { PageHead } from "../../ui/card";
import { Tabs } from "../../ui/tabs";
import { Accounts } from "./accounts";
import { Orders } from "./orders";
import { Reconciliations } from "./reconciliations";
import { Unsettled } from "./unsettled";

export default function MoneyPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead
        title={t("Money")}
        note={t("One double-entry ledger: what was charged, held, refunded, and that it adds up")}
      />
      <Tabs
        label={t("Money")}
        tabs={[
          { id: "orders", title: t("Orders"), content: () => <Orders /> },
          { id: "settlements", title: t("Settlements"), content: () => <Unsettled /> },
          { id: "reconciliation", title: t("Reconciliation"), content: () => <Reconciliations /> },
          { id: "accounts", title: t("Accounts"), content: () => <Accounts /> },
        ]}
      />
    </>
  );
}
