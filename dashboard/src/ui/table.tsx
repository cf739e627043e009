import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
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
  more?: { fetch: () => void; busy: boolean } | undefined;
}

/** A list: a table on a desk, cards on a phone. */
export function Table<Row>(props: Props<Row>) {
  const { label, rows, columns, keyOf, linkOf, empty, error, retry, more } = props;
  if (!rows) {
    return error ? <Unread error={error} retry={retry} /> : <Skeleton lines={5} />;
  }
  if (!rows.length) {
    return (
      <>
        {typeof empty === "string" ? <Empty title={empty} /> : empty}
        <Foot more={more} />
      </>
    );
  }
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
      <Foot more={more} />
    </>
  );
}

/** A page of a filtered list may be empty and have another one after it. */
function Foot({ more }: { more: Props<unknown>["more"] }) {
  const { t } = useTranslation();
  if (!more) return null;
  return (
    <div className="table-foot">
      <button type="button" className="button small" disabled={more.busy} onClick={more.fetch}>
        {more.busy ? t("Loading") : t("Show more")}
      </button>
    </div>
  );
}

function Cell<Row>({ column, row, to }: { column: Column<Row>; row: Row; to: string | undefined }) {
  const content = column.cell(row);
  const nothing = content == null || content === "–" || content === "";
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
