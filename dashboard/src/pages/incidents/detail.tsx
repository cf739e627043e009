import { CheckCheck, MessageSquare } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { $api, type Schemas } from "../../api/client";
import { whenChanged } from "../../api/query-client";
import { Card, Facts, PageHead } from "../../ui/card";
import { Pill } from "../../ui/pill";
import { Note, Skeleton, Unread } from "../../ui/states";
import { Time } from "../../ui/time";
import { wordsOf } from "../../ui/words";
import { Deliveries } from "../alerts/deliveries";
import { acknowledge, SayDialog, type Saying } from "./actions";

type Incident = Schemas["IncidentDetailView"];

export default function IncidentPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const [saying, setSaying] = useState<Saying | null>(null);
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/incidents/{incident_id}",
    { params: { path: { incident_id: id } } },
    { refetchInterval: whenChanged },
  );
  if (!data) return error ? <Unread error={error} retry={refetch} /> : <Skeleton lines={8} />;
  const isLive = data.state !== "resolved";
  return (
    <>
      <PageHead
        title={
          <span className="row">
            {data.title} <Pill word={data.severity} />{" "}
            <Pill word={data.state} pulse={data.state === "open"} />
          </span>
        }
        note={t(wordsOf(data.kind))}
        actions={
          <>
            <button type="button" className="button" onClick={() => setSaying("comment")}>
              <MessageSquare size={16} aria-hidden />
              {t("Comment")}
            </button>
            {data.state === "open" && (
              <button type="button" className="button" onClick={() => acknowledge(id, t)}>
                {t("Acknowledge")}
              </button>
            )}
            {isLive && (
              <button type="button" className="button primary" onClick={() => setSaying("resolve")}>
                <CheckCheck size={16} aria-hidden />
                {t("Resolve")}
              </button>
            )}
          </>
        }
      />
      <div className="grid-main">
        <div className="stack">
          <Card title={t("What happened, and what helps")}>
            <div className="stack">
              <p>{data.cause}</p>
              {data.advice && <Note>{data.advice}</Note>}
            </div>
          </Card>
          <Deliveries query={{ incident_id: id }} title={t("Who was told")} />
        </div>
        <div className="stack">
          <Card title={t("Facts")}>
            <IncidentFacts incident={data} />
          </Card>
          <Card title={t("Timeline")}>
            <ol className="timeline">
              {data.timeline.map((one) => (
                <li
                  key={`${one.at}.${one.what}.${one.text}`}
                  className={`tone-${TONES[one.what] ?? "grey"}`}
                >
                  <span>
                    {t(wordsOf(one.what))}{" "}
                    {one.by && <small>{one.by.replace(/^person:/, "")}</small>}
                  </span>
                  {one.text && <span>{one.text}</span>}
                  <small>
                    <Time at={one.at} />
                  </small>
                </li>
              ))}
            </ol>
          </Card>
        </div>
      </div>
      <SayDialog id={id} saying={saying} onClose={() => setSaying(null)} />
    </>
  );
}

const TONES: Record<string, string> = {
  opened: "red",
  escalated: "red",
  acknowledged: "amber",
  resolved: "green",
  commented: "blue",
};

function IncidentFacts({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { station_id, session_id, evse_id } = incident;
  return (
    <Facts
      facts={[
        [
          t("Station"),
          station_id && (
            <Link key="a" to={`/stations/${encodeURIComponent(station_id)}`}>
              {station_id}
            </Link>
          ),
        ],
        [t("Charging point"), evse_id],
        [
          t("Session"),
          session_id && (
            <Link key="b" to={`/sessions/${session_id}`}>
              {session_id}
            </Link>
          ),
        ],
        [t("Site"), incident.site_id],
        [t("Opened"), <Time key="c" at={incident.opened_at} />],
        [t("Last seen"), <Time key="d" at={incident.last_seen_at} />],
        [t("Seen"), `${incident.count}×`],
        [t("Incidents within"), incident.children || null],
        [t("Acknowledged by"), incident.acknowledged_by?.replace(/^person:/, "")],
        [t("Resolved by"), incident.resolved_by?.replace(/^person:/, "")],
        [t("Kept quiet by"), incident.suppressed_by],
      ]}
    />
  );
}
