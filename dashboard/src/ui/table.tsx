import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useFormats } from "../format/units";
import { Empty, Skeleton, Unread } from "./states";

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ReactNode;
  end?: boolean;
}

interface Props<Row> {
  label: string;
  rows: Row[] | undefined;
  columns: Column<Row>[];
  keyOf: (row: Row) => string;
  /** Where a click on the row leads; the first cell becomes the link. */
  linkOf?: (row: Row) => string;
  empty: ReactNode;
  error?: unknown;
  retry?: () => void;
  /** Shown below while more can be had. */
  more?: More | undefined;
  /** How many there are, where that is known. */
  total?: number | undefined;
}

/** A filter may leave nothing of a page: so many more are read before a person has to ask. */
const MOST_READ_ON = 20;

/** A list: a table on a desk, cards on a phone. */
export function Table<Row>(props: Props<Row>) {
  const { label, rows, columns, keyOf, linkOf, empty, error, retry, more, total } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const isReadingOn = useReadingOn(rows?.length === 0 ? more : undefined);
  if (!rows) {
    return error ? <Unread error={error} retry={retry} /> : <Skeleton lines={5} />;
  }
  if (!rows.length && more) return isReadingOn ? <Skeleton lines={5} /> : <GoOn more={more} />;
  if (!rows.length) return typeof empty === "string" ? <Empty title={empty} /> : empty;
  return (
    <>
      <div className="table-scroll">
        <table className="table cards" aria-label={label}>
          <thead>
            <tr>
              {columns.map((one) => (
                <th key={one.title} scope="col" className={one.end ? "end" : undefined}>
                  {one.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)} className={linkOf ? "linked" : undefined}>
                {columns.map((one, place) => (
                  <Cell
                    key={one.title}
                    column={one}
                    row={row}
                    to={place ? undefined : linkOf?.(row)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {(more || rows.length < (total ?? 0)) && (
        <div className="table-foot">
          {total != null && total >= rows.length && (
            <span className="muted">
              {t("{{shown}} of {{total}}", { shown: number(rows.length), total: number(total) })}
            </span>
          )}
          {more && <MoreButton more={more}>{t("Show more")}</MoreButton>}
        </div>
      )}
    </>
  );
}

interface More {
  fetch: () => void;
  busy: boolean;
}

function MoreButton({ more, children }: { more: More; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <button type="button" className="button small" disabled={more.busy} onClick={more.fetch}>
      {more.busy ? t("Loading") : children}
    </button>
  );
}

function GoOn({ more }: { more: More }) {
  const { t } = useTranslation();
  return (
    <Empty title={t("Nothing found so far.")}>
      <MoreButton more={more}>{t("Search on")}</MoreButton>
    </Empty>
  );
}

/** Reads on while nothing was found; false: it has done so often enough. */
function useReadingOn(more: More | undefined): boolean {
  const [reads, setReads] = useState(0);
  const fetch = more?.fetch;
  const wants = more !== undefined && !more.busy && reads < MOST_READ_ON;
  useEffect(() => {
    if (!fetch) setReads(0);
  }, [fetch]);
  useEffect(() => {
    if (!wants || !fetch) return;
    setReads((before) => before + 1);
    fetch();
  }, [wants, fetch]);
  return more !== undefined && (more.busy || wants);
}

function Cell<Row>({ column, row, to }: { column: Column<Row>; row: Row; to: string | undefined }) {
  const content = column.cell(row);
  const nothing = [null, undefined, false, "–", ""].includes(content as null);
  const name = [column.end && "end", nothing && "empty-cell"].filter(Boolean).join(" ");
  return (
    <td data-label={column.title} className={name || undefined}>
      {to ? (
        <Link className="row-link" to={to}>
          {content}
        </Link>
      ) : (
        content
      )}
    </td>
  );
}

/** Two lines in a cell: what it is, and a word on it. */
export function Two({ main, sub }: { main: ReactNode; sub: ReactNode }) {
  return (
    <span className="two">
      <span>{main}</span>
      {sub && <small>{sub}</small>}
    </span>
  );
}
