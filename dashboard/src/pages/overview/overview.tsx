import { useTranslation } from "react-i18next";
import { PageHead } from "../../ui/card";
import { useSiteStates } from "../stations/queries";
import { RevenueBySite } from "./by-site";
import { Newest } from "./newest";
import { SiteMap } from "./site-map";
import { Totals } from "./totals";
import { Wall } from "./wall";

export default function Overview() {
  const { t } = useTranslation();
  const states = useSiteStates();
  const sites = states.data?.items;
  return (
    <>
      <PageHead title={t("Overview")} note={t("The network at this moment")} />
      <Totals />
      <div className="grid-main filled">
        <SiteMap sites={sites ?? []} isCut={states.isCut} />
        <div className="stack">
          <Wall sites={sites} error={states.error} retry={states.refetch} />
          <RevenueBySite sites={sites ?? []} />
        </div>
      </div>
      <Newest />
    </>
  );
}
