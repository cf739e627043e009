import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { $api, api } from "../../api/client";
import { queryClient } from "../../api/query-client";
import { PageHead } from "../../ui/card";
import { FormDialog } from "../../ui/dialog";
import { Field, Input } from "../../ui/fields";
import { Skeleton, Unread } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { tell } from "../../ui/toast";
import { AccountPanel } from "../money/account";
import { OrderDialog } from "../money/order-dialog";
import { SessionsOf } from "../sessions/sessions-of";
import { Tokens } from "./tokens";

export default function DriverPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const [asking, setAsking] = useState<"rename" | "order" | null>(null);
  const path = { driver_id: id };
  const { data, error, refetch } = $api.useQuery("get", "/operator/v1/drivers/{driver_id}", {
    params: { path },
  });
  if (!data) return error ? <Unread error={error} retry={refetch} /> : <Skeleton lines={6} />;
  return (
    <>
      <PageHead
        title={data.display_name ?? t("Without a name")}
        note={<span className="mono">{data.driver_id}</span>}
        actions={
          <>
            <button type="button" className="button" onClick={() => setAsking("rename")}>
              {t("Rename")}
            </button>
            <button type="button" className="button primary" onClick={() => setAsking("order")}>
              {t("Credit or refund")}
            </button>
          </>
        }
      />
      <Tabs
        label={t("About this driver")}
        tabs={[
          {
            id: "wallet",
            title: t("Balance"),
            content: () => <AccountPanel id={`wallet:${id}`} />,
          },
          { id: "owed", title: t("Owed"), content: () => <AccountPanel id={`receivable:${id}`} /> },
          { id: "tokens", title: t("Tokens"), content: () => <Tokens driverId={id} /> },
          {
            id: "sessions",
            title: t("Sessions"),
            content: () => <SessionsOf of={{ driver_id: id }} />,
          },
        ]}
      />
      <FormDialog
        title={t("Name of the driver")}
        open={asking === "rename"}
        onClose={() => setAsking(null)}
        submit={t("Save")}
        onSubmit={async (form) => {
          const display_name = String(form.get("name")).trim() || null;
          await api.PUT("/operator/v1/drivers/{driver_id}", {
            params: { path },
            body: { display_name },
          });
          await queryClient.invalidateQueries();
          tell(t("Saved"));
        }}
      >
        <Field label={t("Name")}>
          <Input name="name" defaultValue={data.display_name ?? ""} maxLength={100} />
        </Field>
      </FormDialog>
      <OrderDialog driverId={id} open={asking === "order"} onClose={() => setAsking(null)} />
    </>
  );
}
