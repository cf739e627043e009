import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { $api, openFile, type Schemas } from "../../api/client";
import { SLOW_MS } from "../../api/query-client";
import { useFormats } from "../../format/units";
import { Card, PageHead } from "../../ui/card";
import { BY_CURSOR, paged } from "../../ui/paged";
import { Pill } from "../../ui/pill";
import { Empty } from "../../ui/states";
import { Table, Two } from "../../ui/table";
import { Time } from "../../ui/time";
import { tellFailure } from "../../ui/toast";
import { wordsOf } from "../../ui/words";

type Reservation = Schemas["ReservationView"];

export default function Reservations() {
  const { t } = useTranslation();
  const formats = useFormats();
  const reservations = $api.useInfiniteQuery(
    "get",
    "/operator/v1/reservations",
    { params: { query: { limit: 100 } } },
    { ...BY_CURSOR, refetchInterval: SLOW_MS },
  );
  return (
    <>
      <PageHead
        title={t("Reservations")}
        note={t(
          "Kept for 90 days after their end, charged ones for ten years; asked for and cancelled by commands",
        )}
      />
      <Card flush>
        <Table
          label={t("Reservations")}
          {...paged(reservations)}
          keyOf={(one) => `${one.station_id}.${one.reservation_id}`}
          empty={
            <Empty title={t("Nothing is reserved.")}>
              {t("Drivers reserve in the app; you do by a command to the station.")}
            </Empty>
          }
          columns={[
            { title: t("Where"), cell: (one) => <Place reservation={one} /> },
            { title: t("State"), cell: (one) => <Pill word={one.state} /> },
            { title: t("Token"), cell: (one) => one.token_id ?? "–" },
            { title: t("Why it ended"), cell: (one) => endOf(one) },
            { title: t("Until"), end: true, cell: (one) => <Time at={one.expires_at} /> },
            {
              title: t("Fee"),
              end: true,
              cell: (one) =>
                one.cost && (
                  <Two
                    main={<Fee reservation={one} amount={formats.money(one.cost.gross)} />}
                    sub={one.cost_reason && t(wordsOf(one.cost_reason))}
                  />
                ),
            },
            {
              title: t("Session"),
              end: true,
              cell: (one) =>
                one.session_id ? <Link to={`/sessions/${one.session_id}`}>{t("Open")}</Link> : "–",
            },
          ]}
        />
      </Card>
    </>
  );
}

/** What was charged opens its receipt. */
function Fee({ reservation, amount }: { reservation: Reservation; amount: string }) {
  const { t } = useTranslation();
  const { reservation_id, station_id, transfer_id } = reservation;
  if (!transfer_id) return amount;
  const place = `station_id=${encodeURIComponent(station_id)}`;
  const open = () =>
    openFile(`/reservations/${reservation_id}/receipt?format=pdf&${place}`).catch(
      (problem: unknown) => tellFailure(t("There is no receipt yet."), problem),
    );
  return (
    <button type="button" className="link" aria-label={`${t("Receipt")}: ${amount}`} onClick={open}>
      {amount}
    </button>
  );
}

function Place({ reservation }: { reservation: Reservation }) {
  const { t } = useTranslation();
  const { station_id, evse_id } = reservation;
  return (
    <Two
      main={<Link to={`/stations/${encodeURIComponent(station_id)}`}>{station_id}</Link>}
      sub={evse_id ? `${t("Charging point")} ${evse_id}` : t("any charging point")}
    />
  );
}

/** The station's word, where there is one for an end or a refusal. */
function endOf({ end_reason, state, answer }: Reservation): string {
  return end_reason ?? (state === "rejected" ? answer : null) ?? "–";
}
