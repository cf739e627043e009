import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, api, type Schemas } from "../../../api/client";
import { LIVE_MS, queryClient } from "../../../api/query-client";
import { Card } from "../../../ui/card";
import { Dialog } from "../../../ui/dialog";
import { Json } from "../../../ui/json";
import { BY_CURSOR, paged } from "../../../ui/paged";
import { Pill } from "../../../ui/pill";
import { Table } from "../../../ui/table";
import { Time } from "../../../ui/time";
import { tellFailure } from "../../../ui/toast";

type Frame = Schemas["FrameView"];

const MINUTES = 60;

/** What the station and we said to each other, as it was on the wire and as we read it. */
export function Frames({ id }: { id: string }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Frame | null>(null);
  const path = { station_id: id };
  const trace = $api.useQuery("get", "/operator/v1/stations/{station_id}/trace", {
    params: { path },
  });
  const frames = $api.useInfiniteQuery(
    "get",
    "/operator/v1/stations/{station_id}/frames",
    { params: { path, query: { limit: 50 } } },
    { ...BY_CURSOR, refetchInterval: LIVE_MS },
  );
  const until = trace.data?.until;
  const runs = until != null && new Date(until).getTime() > Date.now();
  const set = async (minutes: number) => {
    try {
      await api.PUT("/operator/v1/stations/{station_id}/trace", {
        params: { path },
        body: { minutes },
      });
      await queryClient.invalidateQueries();
    } catch (error) {
      tellFailure(t("The trace could not be changed."), error);
    }
  };
  return (
    <Card
      flush
      title={
        <span className="row">
          {t("Trace of frames")}
          {runs && <Pill word="running" tone="green" pulse />}
          {runs && <small>{t("until")}</small>}
          {runs && <Time at={until} />}
        </span>
      }
      actions={
        <button
          type="button"
          className={runs ? "button small" : "button small primary"}
          onClick={() => set(runs ? 0 : MINUTES)}
        >
          {runs ? t("End the trace") : t("Trace for an hour")}
        </button>
      }
    >
      <Table
        label={t("Frames")}
        {...paged(frames)}
        keyOf={(one) => `${one.at}.${one.direction}.${one.action}.${one.raw.slice(0, 50)}`}
        empty={runs ? t("No frame yet.") : t("Start a trace to see frames.")}
        columns={[
          {
            title: t("Action"),
            cell: (one) => (
              <button type="button" className="link" onClick={() => setShown(one)}>
                {one.direction === "in" ? "← " : "→ "}
                {one.action}
              </button>
            ),
          },
          { title: t("Result"), cell: (one) => <Pill word={one.result} /> },
          {
            title: t("Repaired"),
            cell: (one) =>
              one.anomalies.length ? (
                <Pill word="anomaly" tone="amber" after={`: ${one.anomalies.join(", ")}`} />
              ) : (
                "–"
              ),
          },
          { title: t("At"), end: true, cell: (one) => <Time at={one.at} /> },
        ]}
      />
      <Dialog wide title={shown?.action ?? ""} open={shown !== null} onClose={() => setShown(null)}>
        {shown && (
          <div className="stack">
            <div className="grid-2">
              <Json title={t("On the wire")} value={indented(shown.raw)} />
              <Json title={t("As we read it")} value={shown.normalised ?? t("Not read")} />
            </div>
            {shown.reply && <Json title={t("Reply")} value={indented(shown.reply)} />}
          </div>
        )}
      </Dialog>
    </Card>
  );
}

/** JSON set out in lines; what is no JSON stays as it came. */
function indented(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}
