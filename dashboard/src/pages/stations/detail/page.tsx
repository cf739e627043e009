import { QrCode, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { $api, openFile } from "../../../api/client";
import { LIVE_MS } from "../../../api/query-client";
import { PageHead } from "../../../ui/card";
import { Pill } from "../../../ui/pill";
import { Skeleton, Unread } from "../../../ui/states";
import { Tabs } from "../../../ui/tabs";
import { tellFailure } from "../../../ui/toast";
import { SessionsOf } from "../../sessions/sessions-of";
import { Certificates } from "./certificates";
import { CommandDialog } from "./command-dialog";
import { Commands } from "./commands";
import { Configuration } from "./configuration";
import { Firmware } from "./firmware";
import { Frames } from "./frames";
import { History } from "./history";
import { LocalList } from "./local-list";
import { MeterProfile } from "./meter-profile";
import { NetworkProfiles } from "./network";
import { Notes } from "./notes";
import { RestartDialog } from "./restart";
import { State } from "./state";

type Asking = "restart" | "command" | null;

export default function StationPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const [asking, setAsking] = useState<Asking>(null);
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/stations/{station_id}",
    { params: { path: { station_id: id } } },
    { refetchInterval: LIVE_MS },
  );
  if (!data) return error ? <Unread error={error} retry={refetch} /> : <Skeleton lines={8} />;
  const label = () =>
    openFile(`/stations/${encodeURIComponent(id)}/label?format=pdf`).catch((problem: unknown) =>
      tellFailure(t("The label could not be made."), problem),
    );
  const product = data.boot && `${data.boot.vendor} ${data.boot.model}`;
  return (
    <>
      <PageHead
        title={
          <span className="row">
            {data.name ?? data.station_id} <Pill word={data.online ? "online" : "offline"} />
          </span>
        }
        note={[data.name && data.station_id, product, data.site_id].filter(Boolean).join(" · ")}
        actions={
          <>
            <button type="button" className="button" onClick={label}>
              <QrCode size={16} aria-hidden />
              {t("Label")}
            </button>
            <button type="button" className="button" onClick={() => setAsking("command")}>
              {t("Send a command")}
            </button>
            <button type="button" className="button" onClick={() => setAsking("restart")}>
              <RotateCcw size={16} aria-hidden />
              {t("Restart")}
            </button>
          </>
        }
      />
      <Tabs
        label={t("About this station")}
        tabs={[
          { id: "state", title: t("State"), content: () => <State station={data} /> },
          {
            id: "sessions",
            title: t("Sessions"),
            content: () => <SessionsOf of={{ station_id: id }} />,
          },
          { id: "commands", title: t("Commands"), content: () => <Commands id={id} /> },
          {
            id: "configuration",
            title: t("Configuration"),
            content: () => <Configuration id={id} />,
          },
          { id: "firmware", title: t("Firmware"), content: () => <Firmware station={data} /> },
          { id: "certificates", title: t("Certificates"), content: () => <Certificates id={id} /> },
          { id: "trace", title: t("Trace"), content: () => <Frames id={id} /> },
          { id: "meter", title: t("Meter and maker"), content: () => <MeterProfile id={id} /> },
          { id: "local-list", title: t("Local list"), content: () => <LocalList id={id} /> },
          {
            id: "network",
            title: t("Network profiles"),
            content: () => <NetworkProfiles station={data} />,
          },
          { id: "notes", title: t("Notes"), content: () => <Notes id={id} /> },
          { id: "history", title: t("History"), content: () => <History id={id} /> },
        ]}
      />
      <RestartDialog id={id} open={asking === "restart"} onClose={() => setAsking(null)} />
      <CommandDialog id={id} open={asking === "command"} onClose={() => setAsking(null)} />
    </>
  );
}
