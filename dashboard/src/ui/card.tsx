import { type ReactNode, useId } from "react";

interface Props {
  title?: ReactNode;
  actions?: ReactNode;
  /** Without padding, for tables and maps. */
  flush?: boolean;
  children: ReactNode;
}

export function Card({ title, actions, flush, children }: Props) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={title ? id : undefined}>
      {title && (
        <div className="card-head">
          <h2 id={id}>{title}</h2>
          {actions && <div className="row">{actions}</div>}
        </div>
      )}
      <div className={flush ? "card-body flush" : "card-body"}>{children}</div>
    </section>
  );
}

export function PageHead(props: { title: ReactNode; note?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="page-head">
      <div>
        <h1>{props.title}</h1>
        {props.note && <p>{props.note}</p>}
      </div>
      {props.actions && <div className="toolbar">{props.actions}</div>}
    </header>
  );
}

interface StatProps {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  icon?: ReactNode;
}

export function Stat({ label, value, note, icon }: StatProps) {
  return (
    <div className="stat">
      <dt>
        {icon}
        {label}
      </dt>
      <dd>{value}</dd>
      {note && <dd className="note-line">{note}</dd>}
    </div>
  );
}

/** Labelled facts; what is null is left out. */
export function Facts({ facts }: { facts: [label: string, value: ReactNode][] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value != null && value !== "" && value !== false)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
