import { type ChangeEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { call, type Schemas } from "../../api/client";
import { reasonOf } from "../../api/problem";
import { queryClient } from "../../api/query-client";
import { Dialog } from "../../ui/dialog";
import { Field, Input } from "../../ui/fields";
import { Pill } from "../../ui/pill";
import { Note } from "../../ui/states";
import { Table } from "../../ui/table";

type Result = Schemas["ImportResult"];

const COLUMNS = "station_id, name, site_id, evses, current_type, max_power_w, connectors, password";

async function send(csv: string, dryRun: boolean): Promise<Result> {
  const headers = { "content-type": "text/csv" };
  const path = `/stations/imports?dry_run=${dryRun}`;
  return (await (await call(path, { method: "POST", headers, body: csv })).json()) as Result;
}

/** Many stations from a CSV file: tried first, then taken over; new passwords are shown once. */
export function ImportDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [csv, setCsv] = useState("");
  const [result, setResult] = useState<Result | null>(null);
  const [failure, setFailure] = useState("");

  async function run(text: string, dryRun: boolean) {
    setFailure("");
    try {
      setResult(await send(text, dryRun));
      if (!dryRun) await queryClient.invalidateQueries();
    } catch (error) {
      setResult(null);
      setFailure(reasonOf(error));
    }
  }

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const text = (await event.target.files?.[0]?.text()) ?? "";
    setCsv(text);
    if (text) await run(text, true);
  }

  const close = () => {
    setResult(null);
    setCsv("");
    setFailure("");
    onClose();
  };
  return (
    <Dialog wide title={t("Import stations")} open={open} onClose={close}>
      <Field label={t("CSV file")} hint={COLUMNS}>
        <Input type="file" accept=".csv,text/csv" onChange={choose} />
      </Field>
      {failure && (
        <div role="alert">
          <Note tone="red">{failure}</Note>
        </div>
      )}
      {result && (
        <Table
          label={t("What becomes of each row")}
          rows={result.results}
          keyOf={(one) => String(one.row)}
          empty={t("The file has no rows.")}
          columns={[
            { title: t("Row"), cell: (one) => one.row },
            { title: t("Station"), cell: (one) => one.station_id ?? "–" },
            { title: t("Outcome"), cell: (one) => <Pill word={one.outcome} /> },
            { title: t("Password"), cell: (one) => one.password && <code>{one.password}</code> },
            { title: t("Error"), cell: (one) => one.errors.join(" ") || "–" },
          ]}
        />
      )}
      {result && !result.dry_run && (
        <Note tone="amber">{t("Passwords are shown once. Keep them now.")}</Note>
      )}
      <footer>
        <button type="button" className="button" onClick={close}>
          {t("Close")}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={!result?.dry_run || result.created + result.changed === 0}
          onClick={() => run(csv, false)}
        >
          {t("Take over")}
        </button>
      </footer>
    </Dialog>
  );
}
