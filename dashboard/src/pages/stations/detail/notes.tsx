import { NotebookPen } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, type Schemas } from "../../../api/client";
import { SLOW_MS } from "../../../api/query-client";
import { Card } from "../../../ui/card";
import { Empty, Skeleton, Unread } from "../../../ui/states";
import { Time } from "../../../ui/time";
import { NoteDialog, RemoveNoteDialog } from "./note-dialog";

export type Note = Schemas["NoteView"];

type Asking = { what: "write" | "remove"; note: Note | null } | null;

/** What people who look after the station tell each other. */
export function Notes({ id }: { id: string }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Asking>(null);
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/operator/v1/stations/{station_id}/notes",
    { params: { path: { station_id: id } } },
    { refetchInterval: SLOW_MS },
  );
  const close = () => setAsking(null);
  return (
    <Card
      title={t("Notes")}
      actions={
        <button
          type="button"
          className="button small primary"
          onClick={() => setAsking({ what: "write", note: null })}
        >
          <NotebookPen size={15} aria-hidden />
          {t("Add a note")}
        </button>
      }
    >
      {!data && (error ? <Unread error={error} retry={refetch} /> : <Skeleton />)}
      {data && !data.items.length && (
        <Empty icon={NotebookPen} title={t("No note yet.")}>
          {t("What the next one who works on this station should know.")}
        </Empty>
      )}
      {data && (
        <ul className="notes">
          {data.items.map((one) => (
            <NoteItem key={one.note_id} note={one} ask={(what) => setAsking({ what, note: one })} />
          ))}
        </ul>
      )}
      {asking?.what === "write" && <NoteDialog id={id} note={asking.note} onClose={close} />}
      {asking?.what === "remove" && asking.note && (
        <RemoveNoteDialog id={id} note={asking.note} onClose={close} />
      )}
    </Card>
  );
}

interface ItemProps {
  note: Note;
  ask: (what: "write" | "remove") => void;
}

function NoteItem({ note, ask }: ItemProps) {
  const { t } = useTranslation();
  return (
    <li>
      <p>{note.text}</p>
      <footer>
        <small>
          <strong>{note.author_name}</strong> · <Time at={note.written_at} />
          {note.edited_at && (
            <>
              {" "}
              · {t("changed")} <Time at={note.edited_at} />
            </>
          )}
        </small>
        {note.mine && (
          <span className="row">
            <button type="button" className="button small" onClick={() => ask("write")}>
              {t("Edit")}
            </button>
            <button type="button" className="button small" onClick={() => ask("remove")}>
              {t("Remove")}
            </button>
          </span>
        )}
      </footer>
    </li>
  );
}
