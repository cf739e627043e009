import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, type Schemas } from "../../api/client";
import { SLOW_MS } from "../../api/query-client";
import { Card, PageHead } from "../../ui/card";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { KeyDialog, TerminalDialog } from "./dialogs";

export type Terminal = Schemas["TerminalView"];

type Asking = { what: "edit" | "key"; terminal: Terminal | null } | null;

export default function Terminals() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Asking>(null);
  const terminals = $api.useInfiniteQuery(
    "get",
    "/operator/v1/terminals",
    { params: { query: { limit: 100 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
  const close = () => setAsking(null);
  return (
    <>
      <PageHead
        title={t("Terminals")}
        note={t("Payment terminals: what they serve, and their keys")}
        actions={
          <button
            type="button"
            className="button primary"
            onClick={() => setAsking({ what: "edit", terminal: null })}
          >
            <Plus size={16} aria-hidden />
            {t("Add a terminal")}
          </button>
        }
      />
      <Card flush>
        <Table
          label={t("Terminals")}
          {...paged(terminals)}
          keyOf={(one) => one.terminal_id}
          empty={t("No terminal is registered.")}
          columns={[
            { title: t("Terminal"), cell: (one) => <Two main={one.name} sub={one.terminal_id} /> },
            { title: t("Serves"), cell: (one) => servedText(one) || "–" },
            { title: t("Keys"), cell: (one) => <Keys terminal={one} /> },
            {
              title: t("Action"),
              end: true,
              cell: (one) => (
                <span className="row end">
                  <button
                    type="button"
                    className="button small"
                    onClick={() => setAsking({ what: "edit", terminal: one })}
                  >
                    {t("Edit")}
                  </button>
                  <button
                    type="button"
                    className="button small"
                    onClick={() => setAsking({ what: "key", terminal: one })}
                  >
                    {t("New key")}
                  </button>
                </span>
              ),
            },
          ]}
        />
      </Card>
      {asking?.what === "edit" && <TerminalDialog terminal={asking.terminal} onClose={close} />}
      {asking?.what === "key" && asking.terminal && (
        <KeyDialog terminal={asking.terminal} onClose={close} />
      )}
    </>
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
