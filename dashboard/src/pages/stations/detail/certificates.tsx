import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, api } from "../../../api/client";
import { queryClient, SLOW_MS } from "../../../api/query-client";
import { Card } from "../../../ui/card";
import { FormDialog } from "../../../ui/dialog";
import { Pill } from "../../../ui/pill";
import { Table, Two } from "../../../ui/table";
import { Time } from "../../../ui/time";
import { tell } from "../../../ui/toast";
import { sendCommand } from "./send";

export function Certificates({ id }: { id: string }) {
  const { t } = useTranslation();
  const [revoking, setRevoking] = useState<string | null>(null);
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/stations/{station_id}/certificates",
    { params: { path: { station_id: id } } },
    { refetchInterval: SLOW_MS },
  );
  return (
    <div className="stack">
      <Card
        flush
        title={t("Certificates of this station")}
        actions={
          <button
            type="button"
            className="button small"
            onClick={() => sendCommand(id, "renew_certificate", {}, t)}
          >
            {t("Renew")}
          </button>
        }
      >
        <Table
          label={t("Certificates of this station")}
          rows={data?.items}
          error={error}
          retry={refetch}
          keyOf={(one) => one.serial}
          empty={t("This station has no certificate.")}
          columns={[
            { title: t("Subject"), cell: (one) => <Two main={one.subject} sub={one.issuer} /> },
            { title: t("State"), cell: (one) => <Pill word={one.state} /> },
            { title: t("Use"), cell: (one) => one.use },
            { title: t("Connected with it"), cell: (one) => (one.connected ? t("Yes") : t("No")) },
            { title: t("Valid until"), end: true, cell: (one) => <Time at={one.not_after} /> },
            {
              title: t("Action"),
              end: true,
              cell: (one) =>
                ["active", "issued"].includes(one.state) && (
                  <button
                    type="button"
                    className="button small"
                    onClick={() => setRevoking(one.serial)}
                  >
                    {t("Revoke")}
                  </button>
                ),
            },
          ]}
        />
      </Card>
      {data && data.requests.length > 0 && (
        <Card flush title={t("Requests for certificates")}>
          <Table
            label={t("Requests for certificates")}
            rows={data.requests}
            keyOf={(one) => one.request_id}
            empty=""
            columns={[
              { title: t("State"), cell: (one) => <Pill word={one.state} /> },
              { title: t("Use"), cell: (one) => one.use ?? "–" },
              { title: t("Reason"), cell: (one) => one.reason ?? "–" },
              { title: t("At"), end: true, cell: (one) => <Time at={one.requested_at} /> },
            ]}
          />
        </Card>
      )}
      <FormDialog
        title={t("Revoke this certificate?")}
        description={t("The station can no longer connect with it.")}
        open={revoking !== null}
        onClose={() => setRevoking(null)}
        submit={t("Revoke")}
        danger
        onSubmit={async () => {
          await api.POST("/operator/v1/stations/{station_id}/certificates/{serial}/revoke", {
            params: { path: { station_id: id, serial: revoking ?? "" } },
          });
          await queryClient.invalidateQueries();
          tell(t("The certificate is revoked."));
        }}
      />
    </div>
  );
}
