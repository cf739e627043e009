import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useFormats } from "../../format/units";
import { Card, Facts, PageHead, Stat } from "../../ui/card";
import { Pill } from "../../ui/pill";
import { Note, Skeleton, Unread } from "../../ui/states";
import { Time } from "../../ui/time";
import { useVisit, type Visit } from "./queries";
import { VisitCourse } from "./visit-course";
import { cardText, whyText } from "./visit-words";

/** One customer of a terminal, from the card to the end of its authorisation. */
export default function VisitPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { id = "" } = useParams();
  const { data: visit, error, refetch } = useVisit(id);
  if (!visit) return error ? <Unread error={error} retry={refetch} /> : <Skeleton lines={8} />;
  return (
    <>
      <PageHead
        title={
          <span className="row">
            {t("Visit")} <Pill word={visit.state} pulse={visit.state === "bound"} />
          </span>
        }
        note={<span className="mono">{visit.visit_id}</span>}
      />
      {visit.stopping_since && !visit.ended && (
        <Note tone="amber">
          {t("The authorisation comes to an end: the station is asked to stop since")}{" "}
          <Time at={visit.stopping_since} />.
        </Note>
      )}
      <dl className="stats">
        <Stat
          label={t("Reserved")}
          value={formats.money(visit.authorised)}
          note={visit.asked && t("Asked for {{amount}}", { amount: formats.money(visit.asked) })}
        />
        <Stat label={t("Captured")} value={formats.money(visit.captured)} />
        <Stat label={t("Released")} value={formats.money(visit.released)} />
      </dl>
      <div className="grid-main">
        <Card title={t("What happened")}>
          <VisitCourse visit={visit} />
        </Card>
        <Card title={t("Facts")}>
          <VisitFacts visit={visit} />
        </Card>
      </div>
      <p>
        <Link to="/terminals?tab=visits">{t("All visits")}</Link>
      </p>
    </>
  );
}

function VisitFacts({ visit }: { visit: Visit }) {
  const { t } = useTranslation();
  const station = `/stations/${encodeURIComponent(visit.station_id)}`;
  const of = `/terminals?tab=visits&terminal=${encodeURIComponent(visit.terminal_id)}`;
  const commands = [visit.start_command_id, visit.stop_command_id].filter(Boolean).length;
  return (
    <Facts
      facts={[
        [
          t("Station"),
          <Link key="a" to={station}>
            {visit.station_id}
          </Link>,
        ],
        [t("Charging point"), visit.evse_id],
        [t("Card"), visit.card && cardText(visit)],
        [
          t("Terminal"),
          <Link key="b" to={of}>
            {visit.terminal_id}
          </Link>,
        ],
        [t("Why it ended"), visit.ended && whyText(visit, t)],
        [t("Plug in by"), <Time key="c" at={visit.plug_in_by} />],
        [t("The bank keeps it until"), visit.expires_at && <Time key="d" at={visit.expires_at} />],
        [
          t("Commands"),
          commands > 0 && (
            <Link key="e" to={`${station}?tab=commands`}>
              {t("To the station's commands")}
            </Link>
          ),
        ],
      ]}
    />
  );
}
