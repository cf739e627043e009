import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useFormats } from "../../format/units";
import { Facts } from "../../ui/card";
import { Pill } from "../../ui/pill";
import { Time } from "../../ui/time";
import { wordsOf } from "../../ui/words";

export function SessionFacts({ session }: { session: Schemas["OperatorSessionView"] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { flags, events_missing, decided, tariff_id } = session;
  return (
    <Facts
      facts={[
        [t("Started"), <Time key="a" at={session.started_at} />],
        [t("Stopped"), session.stopped_at && <Time key="b" at={session.stopped_at} />],
        [t("Ended"), session.ended_at && <Time key="c" at={session.ended_at} />],
        [t("Settled"), session.settled_at && <Time key="d" at={session.settled_at} />],
        [t("Stop reason"), session.stop_reason],
        [t("Charging point"), session.evse_id],
        [t("Token"), session.token_id],
        [t("Driver"), session.driver_id],
        [t("Organisation"), session.organisation_id],
        [t("Transaction"), session.transaction_id],
        [t("Tariff"), tariff_id && `${tariff_id} · v${session.tariff_version}`],
        [t("Why this tariff"), session.tariff_reason],
        [
          t("Idle time charged"),
          session.idle_seconds_billed ? formats.duration(session.idle_seconds_billed) : null,
        ],
        [t("Messages missing"), events_missing ? formats.number(events_missing) : null],
        [t("Limit reached"), session.limit_applied],
        [
          t("Decided"),
          decided && `${wordsOf(decided.decision)}: ${decided.reason} (${decided.by})`,
        ],
        [
          t("Flags"),
          flags.length > 0 && (
            <span className="row" key="f">
              {flags.map((one) => (
                <Pill key={one} word={one.toLowerCase()} tone="amber" />
              ))}
            </span>
          ),
        ],
      ]}
    />
  );
}
