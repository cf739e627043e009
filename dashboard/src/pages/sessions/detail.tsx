import { FileText, Square } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { $api, openFile, type Schemas } from "../../api/client";
import { LIVE_MS } from "../../api/query-client";
import { useFormats } from "../../format/units";
import { Card, PageHead, Stat } from "../../ui/card";
import { Pill } from "../../ui/pill";
import { Note, Skeleton, Unread } from "../../ui/states";
import { tellFailure } from "../../ui/toast";
import { CloseDialog, CorrectionDialog, ReviewDialog, stopSession } from "./actions";
import { SessionFacts } from "./facts";
import { LateFactsNote } from "./late-facts";
import { PriceLines } from "./price-lines";
import { Timeline } from "./timeline";

type Asking = "close" | "review" | "correct" | null;

export default function SessionDetail() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { id = "" } = useParams();
  const [asking, setAsking] = useState<Asking>(null);
  const {
    data: session,
    error,
    refetch,
  } = $api.useQuery(
    "get",
    "/operator/v1/sessions/{session_id}",
    { params: { path: { session_id: id } } },
    { refetchInterval: LIVE_MS },
  );
  if (!session) return error ? <Unread error={error} retry={refetch} /> : <Skeleton lines={8} />;
  const isOver = session.state === "settled";
  const receipt = () =>
    openFile(`/sessions/${id}/receipt?format=pdf`).catch((problem: unknown) =>
      tellFailure(t("There is no receipt yet."), problem),
    );
  return (
    <>
      <PageHead
        title={
          <span className="row">
            {t("Session")} <Pill word={session.state} pulse={session.state === "charging"} />
          </span>
        }
        note={<span className="mono">{session.session_id}</span>}
        actions={
          <>
            {isOver && (
              <button type="button" className="button" onClick={receipt}>
                <FileText size={16} aria-hidden />
                {t("Receipt")}
              </button>
            )}
            {isOver && (
              <button type="button" className="button" onClick={() => setAsking("correct")}>
                {t("Refund")}
              </button>
            )}
            {session.active && (
              <button type="button" className="button" onClick={() => setAsking("close")}>
                {t("Close by hand")}
              </button>
            )}
            {session.active && (
              <button
                type="button"
                className="button danger"
                onClick={() => stopSession(session, t)}
              >
                <Square size={15} aria-hidden />
                {t("Stop charging")}
              </button>
            )}
          </>
        }
      />
      {session.state === "review" && (
        <Note tone="amber">
          <div className="row spread">
            <span>
              <strong>{t("A person has to decide.")}</strong> {session.review_reason}
            </span>
            <button
              type="button"
              className="button small primary"
              onClick={() => setAsking("review")}
            >
              {t("Decide")}
            </button>
          </div>
        </Note>
      )}
      <LateFactsNote session={session} />
      <dl className="stats">
        <Stat label={t("Energy")} value={formats.energy(session.energy_wh)} />
        <PowerStat session={session} />
        <Stat
          label={isOver ? t("Price") : t("Price so far")}
          value={formats.money(session.cost?.gross)}
          note={session.cost && t("Net {{amount}}", { amount: formats.money(session.cost.net) })}
        />
        <Stat label={t("Duration")} value={formats.duration(secondsOf(session))} />
      </dl>
      <Timeline session={session} />
      <div className="grid-main">
        <PriceLines session={session} />
        <Card title={t("Facts")}>
          <SessionFacts session={session} />
        </Card>
      </div>
      <p>
        <Link to={`/stations/${encodeURIComponent(session.station_id)}`}>
          {t("To station {{id}}", { id: session.station_id })}
        </Link>
      </p>
      <CloseDialog session={session} open={asking === "close"} onClose={() => setAsking(null)} />
      <ReviewDialog session={session} open={asking === "review"} onClose={() => setAsking(null)} />
      <CorrectionDialog
        session={session}
        open={asking === "correct"}
        onClose={() => setAsking(null)}
      />
    </>
  );
}

/** Now; afterwards how full the battery was, or what it took on the average. */
function PowerStat({ session }: { session: Schemas["OperatorSessionView"] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { active, soc_percent, power_w, energy_wh } = session;
  const charge = soc_percent == null ? null : `${formats.number(soc_percent)} %`;
  if (active) return <Stat label={t("Power now")} value={formats.power(power_w)} note={charge} />;
  if (charge) return <Stat label={t("Charge at the end")} value={charge} />;
  const hours = secondsOf(session) / 3600;
  return (
    <Stat label={t("Average power")} value={formats.power(hours > 0 ? energy_wh / hours : null)} />
  );
}

function secondsOf(session: { started_at: string; stopped_at: string | null }): number {
  const end = session.stopped_at ? new Date(session.stopped_at).getTime() : Date.now();
  return (end - new Date(session.started_at).getTime()) / 1000;
}
