import { useTranslation } from "react-i18next";
import { PageHead } from "../../ui/card";
import { useActiveSessions, useStations } from "../stations/queries";
import { Newest } from "./newest";
import { Totals } from "./totals";
import { Wall } from "./wall";

export default function Overview() {
  const { t } = useTranslation();
  const stations = useStations();
  const active = useActiveSessions();
  const all = stations.data?.pages.flatMap((page) => page.items);
  const running = active.data?.items;
  return (
    <>
      <PageHead title={t("Overview")} note={t("The network at this moment")} />
      <Totals stations={all} more={stations.hasNextPage} active={running} />
      <div className="grid-main">
        <Newest />
        <Wall
          stations={all}
          active={running ?? []}
          error={stations.error}
          retry={stations.refetch}
        />
      </div>
    </>
  );
}
