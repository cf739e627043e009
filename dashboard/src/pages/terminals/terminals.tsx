import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { AddButton, useActions } from "../../ui/actions";
import { Card, PageHead } from "../../ui/card";
import { paged } from "../../ui/paged";
import { Empty } from "../../ui/states";
import { Table, Two } from "../../ui/table";
import { Tabs } from "../../ui/tabs";
import { Time } from "../../ui/time";
import { useAsking } from "../../ui/use-asking";
import { KeyDialog, RemoveTerminalDialog, TerminalDialog } from "./dialogs";
import { useTerminals } from "./queries";
import { Visits } from "./visits";

export type Terminal = Schemas["TerminalView"];

export default function Terminals() {
  const { t } = useTranslation();
  const { asking, ask, close } = useAsking<"edit" | "key" | "remove", Terminal>();
  return (
    <>
      <PageHead
        title={t("Terminals")}
        note={t("Payment terminals: what they serve, their keys, and who paid there")}
        actions={<AddButton large text={t("Add a terminal")} onClick={() => ask("edit")} />}
      />
      <Tabs
        label={t("Terminals")}
        tabs={[
          { id: "terminals", title: t("Terminals"), content: () => <Registered ask={ask} /> },
          { id: "visits", title: t("Visits"), content: () => <Visits /> },
        ]}
      />
      {asking?.what === "edit" && <TerminalDialog terminal={asking.thing} onClose={close} />}
      {asking?.what === "key" && asking.thing && (
        <KeyDialog terminal={asking.thing} onClose={close} />
      )}
      {asking?.what === "remove" && asking.thing && (
        <RemoveTerminalDialog terminal={asking.thing} onClose={close} />
      )}
    </>
  );
}

interface RegisteredProps {
  ask: (what: "edit" | "key" | "remove", terminal: Terminal | null) => void;
}

function Registered({ ask }: RegisteredProps) {
  const { t } = useTranslation();
  const actions = useActions<Terminal>(
    (one) => one.name,
    (one) => [
      { text: t("Edit"), onClick: () => ask("edit", one) },
      { text: t("New key"), onClick: () => ask("key", one) },
      { text: t("Remove"), onClick: () => ask("remove", one) },
    ],
  );
  return (
    <Card flush>
      <Table
        label={t("Terminals")}
        {...paged(useTerminals())}
        keyOf={(one) => one.terminal_id}
        empty={
          <Empty title={t("No terminal is registered.")}>
            {t("Add one, say which charging points it serves, and bring its key to it.")}
          </Empty>
        }
        columns={[
          { title: t("Terminal"), cell: (one) => <Two main={one.name} sub={one.terminal_id} /> },
          { title: t("Serves"), cell: (one) => servedText(one) || "–" },
          { title: t("Keys"), cell: (one) => <Keys terminal={one} /> },
          actions,
        ]}
      />
    </Card>
  );
}

/** The charging points that it may start: "CP1 / 1, CP1 / 2". */
function servedText({ evses }: Terminal): string {
  return evses.map((one) => `${one.station_id} / ${one.evse_id}`).join(", ");
}

function Keys({ terminal }: { terminal: Terminal }) {
  const { t } = useTranslation();
  if (!terminal.keys.length) return <>{t("none: it can do nothing")}</>;
  return (
    <span className="two">
      {terminal.keys.map((one) => (
        <small key={one.key_id}>
          {t("since")} <Time at={one.created_at} />
          {one.expires_at && (
            <>
              {" "}
              {t("until")} <Time at={one.expires_at} />
            </>
          )}
        </small>
      ))}
    </span>
  );
}
