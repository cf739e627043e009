import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, type Schemas } from "../../../api/client";
import { LIVE_MS } from "../../../api/query-client";
import { Card } from "../../../ui/card";
import { Dialog } from "../../../ui/dialog";
import { Json } from "../../../ui/json";
import { BY_CURSOR, paged } from "../../../ui/paged";
import { Pill } from "../../../ui/pill";
import { Table, Two } from "../../../ui/table";
import { Time } from "../../../ui/time";
import { wordsOf } from "../../../ui/words";

type Command = Schemas["CommandView"];

export function Commands({ id }: { id: string }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string | null>(null);
  const commands = $api.useInfiniteQuery(
    "get",
    "/operator/v1/stations/{station_id}/commands",
    { params: { path: { station_id: id }, query: { limit: 30 } } },
    { ...BY_CURSOR, refetchInterval: LIVE_MS },
  );
  const table = paged(commands);
  const command = table.rows?.find((one) => one.command_id === shown);
  return (
    <Card flush title={t("Commands, newest first")}>
      <Table
        label={t("Commands")}
        {...table}
        keyOf={(one) => one.command_id}
        empty={t("No command was sent yet.")}
        columns={[
          {
            title: t("Action"),
            cell: (one) => (
              <Two
                main={
                  <button type="button" className="link" onClick={() => setShown(one.command_id)}>
                    {wordsOf(one.action)}
                  </button>
                }
                sub={one.sent_action !== one.action && one.sent_action}
              />
            ),
          },
          {
            title: t("State"),
            cell: (one) => <Pill word={one.state} pulse={one.state === "sent"} />,
          },
          { title: t("Answer"), cell: (one) => <Answer command={one} /> },
          {
            title: t("Progress"),
            cell: (one) => one.progress.map((step) => wordsOf(step.status)).join(" → ") || "–",
          },
          { title: t("Created"), end: true, cell: (one) => <Time at={one.created_at} /> },
        ]}
      />
      <Dialog
        wide
        title={wordsOf(command?.action ?? "")}
        open={command !== undefined}
        onClose={() => setShown(null)}
      >
        {command && <Whole command={command} />}
      </Dialog>
    </Card>
  );
}

function Answer({ command }: { command: Command }) {
  const status = command.answer?.status;
  if (command.error) return <small>{command.error}</small>;
  return <>{typeof status === "string" ? status : command.answer ? "✓" : "–"}</>;
}

function Whole({ command }: { command: Command }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <ol className="timeline">
        <Step title={t("Ordered")} at={command.created_at} tone="grey" />
        {command.sent_at && (
          <Step
            title={t("Sent as {{action}}", { action: command.sent_action })}
            at={command.sent_at}
            tone="blue"
          />
        )}
        {command.answered_at && (
          <Step title={t("Answered")} at={command.answered_at} tone="green" />
        )}
        {command.progress.map((one) => (
          <Step key={one.at + one.status} title={wordsOf(one.status)} at={one.at} tone="blue" />
        ))}
      </ol>
      <Json title={t("Sent")} value={command.sent_payload ?? command.payload} />
      {command.answer && <Json title={t("Answer")} value={command.answer} />}
    </div>
  );
}

function Step({ title, at, tone }: { title: string; at: string; tone: string }) {
  return (
    <li className={`tone-${tone}`}>
      <span>{title}</span>
      <small>
        <Time at={at} />
      </small>
    </li>
  );
}
