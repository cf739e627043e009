import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { SLOW_MS } from "../../api/query-client";
import { Card, PageHead } from "../../ui/card";
import { SearchBox } from "../../ui/fields";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Empty } from "../../ui/states";
import { Table, Two } from "../../ui/table";
import { Tabs } from "../../ui/tabs";
import { useDelayed } from "../../ui/use-delayed";
import { Tokens } from "./tokens";

export default function Drivers() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t("Drivers and tokens")} note={t("Who charges, and with what")} />
      <Tabs
        label={t("Drivers and tokens")}
        tabs={[
          { id: "drivers", title: t("Drivers"), content: () => <DriverList /> },
          { id: "tokens", title: t("Tokens"), content: () => <Tokens /> },
        ]}
      />
    </>
  );
}

function DriverList() {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const search = useDelayed(text).trim() || undefined;
  const drivers = $api.useInfiniteQuery(
    "get",
    "/operator/v1/drivers",
    { params: { query: { search, limit: 50 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
  return (
    <Card
      flush
      actions={null}
      title={<SearchBox label={t("Search a driver")} value={text} onChange={setText} />}
    >
      <Table
        label={t("Drivers")}
        {...paged(drivers)}
        keyOf={(one) => one.driver_id}
        linkOf={(one) => `/drivers/${encodeURIComponent(one.driver_id)}`}
        empty={
          <Empty title={text ? t("No driver matches.") : t("No driver yet.")}>
            {!text && t("Drivers register themselves in the app.")}
          </Empty>
        }
        columns={[
          {
            title: t("Driver"),
            cell: (one) => (
              <Two main={one.display_name ?? t("Without a name")} sub={one.driver_id} />
            ),
          },
        ]}
      />
    </Card>
  );
}
