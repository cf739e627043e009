import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useFormats } from "../../format/units";
import type { Tone } from "../../ui/tones";

type Session = Schemas["OperatorSessionView"];

interface Phase {
  title: string;
  tone: Tone;
  from: number;
  to: number;
}

/** What the session was doing when: charging, connected without charging, idle time that costs. */
export function phasesOf(session: Session, now: number): Phase[] {
  const start = new Date(session.started_at).getTime();
  const end = session.ended_at ? new Date(session.ended_at).getTime() : now;
  const stop = session.stopped_at ? new Date(session.stopped_at).getTime() : end;
  const idle = session.idle
    .map(
      (one): Phase => ({
        title: "Parked",
        tone: "amber",
        from: new Date(one.start).getTime(),
        to: Math.min(new Date(one.end).getTime(), Math.max(end, stop)),
      }),
    )
    .filter((one) => one.to > one.from)
    .toSorted((a, b) => a.from - b.from);
  const phases: Phase[] = [];
  let at = start;
  const fill = (to: number) => {
    if (to <= at) return;
    if (at < stop)
      phases.push({ title: "Charging", tone: "blue", from: at, to: Math.min(to, stop) });
    if (to > stop) phases.push({ title: "Plugged in", tone: "grey", from: Math.max(at, stop), to });
    at = to;
  };
  for (const one of idle) {
    fill(one.from);
    phases.push({ ...one, from: Math.max(one.from, at) });
    at = Math.max(at, one.to);
  }
  fill(Math.max(end, stop));
  return phases;
}

/** What lasted less is a rounding of clocks, not something that the vehicle did. */
const SHORTEST_MS = 1000;

export function Phases({ session }: { session: Session }) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  const phases = phasesOf(session, Date.now()).filter((one) => one.to - one.from >= SHORTEST_MS);
  const whole = phases.reduce((sum, one) => sum + one.to - one.from, 0);
  if (!whole) return null;
  const text = (one: Phase) => `${t(one.title)} ${duration((one.to - one.from) / 1000)}`;
  return (
    <div className="stack-s phases-block">
      <div className="phases" aria-hidden>
        {phases.map((one) => (
          <span
            key={one.from}
            className={`tone-${one.tone}`}
            style={{ flexGrow: (one.to - one.from) / whole }}
            title={text(one)}
          />
        ))}
      </div>
      <ul className="row">
        {phases.map((one) => (
          <li key={one.from} className={`legend tone-${one.tone}`}>
            {text(one)}
          </li>
        ))}
      </ul>
    </div>
  );
}
