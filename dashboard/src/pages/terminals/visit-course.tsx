import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { $api } from "../../api/client";
import { LIVE_MS } from "../../api/query-client";
import { useFormats } from "../../format/units";
import { Time } from "../../ui/time";
import { type Tone, toneOf } from "../../ui/tones";
import { wordsOf } from "../../ui/words";
import type { Visit } from "./queries";
import { whyText } from "./visit-words";

interface StepProps {
  tone: Tone;
  title: string;
  children?: ReactNode;
}

function Step({ tone, title, children }: StepProps) {
  return (
    <li className={`tone-${tone}`}>
      <strong>{title}</strong>
      {children && <small>{children}</small>}
    </li>
  );
}

/** Card, plug, session, money: as far as it has come. */
export function VisitCourse({ visit }: { visit: Visit }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const isReserved = Boolean(visit.authorised?.minor);
  return (
    <ol className="timeline">
      <Step tone="blue" title={t("A card was read")}>
        <Time at={visit.created_at} />
      </Step>
      {isReserved && (
        <Step
          tone="green"
          title={t("{{amount}} reserved", { amount: formats.money(visit.authorised) })}
        />
      )}
      {visit.session_id && <SessionStep id={visit.session_id} />}
      {!visit.session_id && !visit.ended && isReserved && (
        <Step tone="amber" title={t("The plug is awaited")}>
          {t("until")} <Time at={visit.plug_in_by} />
        </Step>
      )}
      <EndStep visit={visit} />
    </ol>
  );
}

function SessionStep({ id }: { id: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = $api.useQuery(
    "get",
    "/operator/v1/sessions/{session_id}",
    { params: { path: { session_id: id } } },
    { refetchInterval: ({ state }) => (state.data?.active ? LIVE_MS : false) },
  );
  return (
    <Step tone={toneOf(data?.state)} title={t("Charged in a session")}>
      <Link to={`/sessions/${id}`}>
        {data
          ? [
              t(wordsOf(data.state)),
              formats.energy(data.energy_wh),
              formats.money(data.cost?.gross),
            ]
              .filter((one) => one !== "–")
              .join(" · ")
          : id}
      </Link>
    </Step>
  );
}

/** What became of the money; nothing while that is open. */
function EndStep({ visit }: { visit: Visit }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { state } = visit;
  const changed = visit.changed_at && <Time at={visit.changed_at} />;
  if (state === "captured") {
    const amounts = {
      captured: formats.money(visit.captured),
      released: formats.money(visit.released),
    };
    return (
      <Step tone="green" title={t("{{captured}} captured, {{released}} released", amounts)}>
        {changed}
      </Step>
    );
  }
  if (["released", "expired", "declined", "capturing", "releasing"].includes(state)) {
    return (
      <Step tone={toneOf(state)} title={t(wordsOf(state))}>
        {whyText(visit, t)} {changed && <>· {changed}</>}
      </Step>
    );
  }
  return null;
}
