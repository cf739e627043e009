"""Settings: the environment, read once and never at import.

A plain dataclass: pydantic-settings would cost the OCPP path its cold start.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

# Below two heartbeats of 300 s: every other beat is written, at half the price.
SEEN_EVERY_S = 540
# So many heartbeats may be missing before a station counts as offline.
MISSED_BEATS = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """What a deployment decides; names as in `template.yaml`."""

    stations_table: str
    sessions_table: str
    telemetry_table: str
    ledger_table: str
    directory_table: str
    event_bus_name: str = ""
    settle_session_arn: str = ""
    alerts_topic_arn: str = ""
    late_facts_url: str = ""
    command_timeouts_url: str = ""
    origin_secret: str = ""
    heartbeat_interval_s: int = 300
    final_reading_wait_s: int = 300
    telemetry_retention_days: int = 90
    command_expiry_s: int = 3600
    cost_update_interval_s: int = 60
    receipt_link: str = ""
    transaction_queue_wait_s: int = 21_600
    disconnect_grace_s: int = 180
    stale_available_s: int = 600
    silent_session_days: int = 7
    settlement_overdue_s: int = 900
    station_watch_url: str = ""
    lowest_security_profile: int = 2
    client_certificates: bool = False
    certificate_authority: str = "none"
    private_ca_arn: str = ""
    operator_name: str = ""
    renew_days: int = 30
    refuse_debtors: bool = True
    vehicle_pki_url: str = ""
    vat_register_url: str = ""
    certificate_secret_arn: str = ""
    payments_table: str = ""
    audit_table: str = ""
    figures_table: str = ""
    user_pool_id: str = ""
    user_pool_client_id: str = ""
    live_table: str = ""
    incidents_table: str = ""
    alert_queue_url: str = ""
    incidents_topic_arn: str = ""
    channel_key_id: str = ""
    alert_hold_s: int = 20
    network_outage_stations: int = 20
    local_webhooks: bool = False
    dashboard_url: str = ""
    reconciliations_url: str = ""
    four_eyes_above: int = 50
    payment_secret_arn: str = ""
    payment_provider_url: str = ""
    payment_checks_url: str = ""
    top_up_minimum: int = 5
    top_up_maximum: int = 500
    tariff_profiles: str = ""
    public_url: str = ""
    late_facts: str = "correct"
    correction_charge_most: int = 10
    correction_days: int = 30
    minimum_balance: int = 5
    balance_step: int = 5

    @property
    def silent_after(self) -> timedelta:
        """Without a sign of life for longer, a station counts as offline."""
        return timedelta(seconds=MISSED_BEATS * self.heartbeat_interval_s + SEEN_EVERY_S)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Build the settings; KeyError names a missing table variable."""
    return Settings(
        stations_table=environment["STATIONS_TABLE"],
        sessions_table=environment["SESSIONS_TABLE"],
        telemetry_table=environment["TELEMETRY_TABLE"],
        ledger_table=environment["LEDGER_TABLE"],
        directory_table=environment["DIRECTORY_TABLE"],
        event_bus_name=environment.get("EVENT_BUS_NAME", ""),
        settle_session_arn=environment.get("SETTLE_SESSION_ARN", ""),
        command_timeouts_url=environment.get("COMMAND_TIMEOUTS_URL", ""),
        alerts_topic_arn=environment.get("ALERTS_TOPIC_ARN", ""),
        late_facts_url=environment.get("LATE_FACTS_URL", ""),
        origin_secret=environment.get("ORIGIN_SECRET", ""),
        heartbeat_interval_s=int(environment.get("HEARTBEAT_INTERVAL_SECONDS", "300")),
        final_reading_wait_s=int(environment.get("FINAL_READING_WAIT_SECONDS", "300")),
        telemetry_retention_days=int(environment.get("TELEMETRY_RETENTION_DAYS", "90")),
        command_expiry_s=int(environment.get("COMMAND_EXPIRY_SECONDS", "3600")),
        cost_update_interval_s=int(environment.get("COST_UPDATE_INTERVAL_SECONDS", "60")),
        receipt_link=environment.get("RECEIPT_LINK", ""),
        transaction_queue_wait_s=int(environment.get("TRANSACTION_QUEUE_WAIT_SECONDS", "21600")),
        disconnect_grace_s=int(environment.get("DISCONNECT_GRACE_SECONDS", "180")),
        stale_available_s=int(environment.get("STALE_AVAILABLE_SECONDS", "600")),
        silent_session_days=int(environment.get("SILENT_SESSION_DAYS", "7")),
        settlement_overdue_s=int(environment.get("SETTLEMENT_OVERDUE_SECONDS", "900")),
        station_watch_url=environment.get("STATION_WATCH_URL", ""),
        lowest_security_profile=int(environment.get("LOWEST_SECURITY_PROFILE", "2")),
        client_certificates=environment.get("CLIENT_CERTIFICATES", "") == "on",
        certificate_authority=environment.get("CERTIFICATE_AUTHORITY", "none"),
        private_ca_arn=environment.get("PRIVATE_CA_ARN", ""),
        operator_name=environment.get("OPERATOR_NAME", ""),
        renew_days=int(environment.get("CERTIFICATE_RENEW_DAYS", "30")),
        refuse_debtors=environment.get("CHARGING_ON_DEBT", "refuse") == "refuse",
        vehicle_pki_url=environment.get("VEHICLE_PKI_URL", ""),
        vat_register_url=environment.get("VAT_REGISTER_URL", ""),
        certificate_secret_arn=environment.get("CERTIFICATE_SECRET_ARN", ""),
        payments_table=environment.get("PAYMENTS_TABLE", ""),
        audit_table=environment.get("AUDIT_TABLE", ""),
        figures_table=environment.get("FIGURES_TABLE", ""),
        user_pool_id=environment.get("USER_POOL_ID", ""),
        user_pool_client_id=environment.get("USER_POOL_CLIENT_ID", ""),
        live_table=environment.get("LIVE_TABLE", ""),
        incidents_table=environment.get("INCIDENTS_TABLE", ""),
        alert_queue_url=environment.get("ALERT_QUEUE_URL", ""),
        incidents_topic_arn=environment.get("INCIDENTS_TOPIC_ARN", ""),
        channel_key_id=environment.get("CHANNEL_KEY_ID", ""),
        network_outage_stations=int(environment.get("NETWORK_OUTAGE_STATIONS", "20")),
        alert_hold_s=int(environment.get("ALERT_HOLD_SECONDS", "20")),
        local_webhooks=environment.get("LOCAL_WEBHOOKS", "") == "on",
        dashboard_url=environment.get("DASHBOARD_URL", ""),
        four_eyes_above=int(environment.get("FOUR_EYES_ABOVE", "50")),
        reconciliations_url=environment.get("RECONCILIATIONS_URL", ""),
        payment_secret_arn=environment.get("PAYMENT_SECRET_ARN", ""),
        payment_provider_url=environment.get("PAYMENT_PROVIDER_URL", ""),
        payment_checks_url=environment.get("PAYMENT_CHECKS_URL", ""),
        top_up_minimum=int(environment.get("TOP_UP_MINIMUM", "5")),
        top_up_maximum=int(environment.get("TOP_UP_MAXIMUM", "500")),
        tariff_profiles=environment.get("TARIFF_PROFILES", ""),
        public_url=environment.get("PUBLIC_URL", ""),
        late_facts=environment.get("LATE_FACTS", "correct"),
        correction_charge_most=int(environment.get("CORRECTION_CHARGE_MOST", "10")),
        correction_days=int(environment.get("CORRECTION_DAYS", "30")),
        minimum_balance=int(environment.get("MINIMUM_BALANCE", "5")),
        balance_step=int(environment.get("BALANCE_STEP", "5")),
    )
