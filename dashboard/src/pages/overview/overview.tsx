import { useTranslation } from "react-i18next";
import { PageHead } from "../../ui/card";
import { useSites, useStates } from "../stations/queries";
import { RevenueBySite } from "./by-site";
import { Newest } from "./newest";
import { SiteMap } from "./site-map";
import { Totals } from "./totals";
import { Wall } from "./wall";

const MOST = 500;

export default function Overview() {
  const { t } = useTranslation();
  const states = useStates({}, MOST);
  const sites = useSites();
  const rows = states.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHead title={t("Overview")} note={t("The network at this moment")} />
      <Totals />
      <div className="grid-main">
        <SiteMap rows={rows ?? []} sites={sites.data?.items ?? []} />
        <div className="stack">
          <Wall
            rows={rows}
            sites={sites.data?.items ?? []}
            error={states.error}
            retry={states.refetch}
          />
          <RevenueBySite sites={sites.data?.items ?? []} />
        </div>
      </div>
      <Newest />
    </>
  );
}
