"""Certificates: items in their station's partition, and a pointer by the month of their end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import documents, keys
from csms.adapters.dynamodb.table import ConditionFailed, Item, Table
from csms.adapters.dynamodb.update import Update
from csms.stations.certificates import (
    CertificateState,
    Installed,
    RequestState,
    SigningRequest,
    StationCertificate,
)

if TYPE_CHECKING:
    from datetime import datetime

    from csms.stations.certificates import Ending

REQUEST, CERTIFICATE, INSTALLED = "REQ#", "CERT#", "INSTALLED"
REQUESTS_KEPT, POINTERS_KEPT = timedelta(days=90), timedelta(days=60)


class DynamoCertificates:
    """CertificateRepository over the stations table."""

    def __init__(self, table: Table) -> None:
        """The stations table."""
        self._table = table

    def add_request(self, request: SigningRequest) -> None:
        """See the port."""
        item = {
            "pk": keys.certificates(request.station_id),
            "sk": REQUEST + request.request_id,
            "station_id": request.station_id,
            "csr": request.csr,
            "certificate_use": request.use,
            "number": request.number,
            "state": request.state.value,
            "requested_at": clock.to_text(request.requested_at),
            "expires_at": clock.epoch_seconds(request.requested_at + REQUESTS_KEPT),
        }
        try:
            self._table.put(item, "attribute_not_exists(pk)")
        except ConditionFailed:
            return

    def request(self, station_id: str, request_id: str) -> SigningRequest | None:
        """See the port."""
        item = self._table.get(keys.certificates(station_id), REQUEST + request_id)
        return _request_from(item) if item else None

    def decide(self, request: SigningRequest) -> bool:
        """See the port."""
        update = Update().set(state=request.state.value, reason=request.reason, chain=request.chain)
        asked = update.value("asked", RequestState.REQUESTED.value)
        place = keys.certificates(request.station_id), REQUEST + request.request_id
        return self._update(place, update, f"#state = {asked}")

    def add(self, certificate: StationCertificate) -> None:
        """See the port. The pointer first: one too many is skipped, one missing never renewed."""
        shard = keys.station_list_shard(certificate.station_id)
        pointer = Update().set(
            station_id=certificate.station_id,
            serial=certificate.serial,
            expires_at=clock.epoch_seconds(certificate.not_after + POINTERS_KEPT),
        )
        month = keys.ending_certificates(certificate.not_after, shard)
        self._table.update(
            month, f"{certificate.station_id}#{certificate.serial}", pointer.render()
        )
        update = Update().set(
            station_id=certificate.station_id,
            serial=certificate.serial,
            fingerprint=certificate.fingerprint,
            subject=certificate.subject,
            issuer=certificate.issuer,
            not_before=clock.to_text(certificate.not_before),
            not_after=clock.to_text(certificate.not_after),
            certificate_use=certificate.use,
            state=certificate.state.value,
            recorded_at=clock.to_text(certificate.recorded_at),
            command_id=certificate.command_id,
        )
        place = keys.certificates(certificate.station_id), CERTIFICATE + certificate.serial
        self._update(place, update, "attribute_not_exists(pk)")

    def get(self, station_id: str, serial: str) -> StationCertificate | None:
        """See the port."""
        item = self._table.get(keys.certificates(station_id), CERTIFICATE + serial)
        return _certificate_from(item) if item else None

    def set_state(self, certificate: StationCertificate, state: CertificateState) -> bool:
        """See the port."""
        update = Update().set(state=state.value)
        before = update.value("before", certificate.state.value)
        place = keys.certificates(certificate.station_id), CERTIFICATE + certificate.serial
        return self._update(place, update, f"#state = {before}")

    def note_ending(self, certificate: StationCertificate, noted: Ending) -> None:
        """See the port. The catalogue makes the event of the change."""
        place = keys.certificates(certificate.station_id), CERTIFICATE + certificate.serial
        self._update(place, Update().set(ending=noted.value), "attribute_exists(pk)")

    def of_station(self, station_id: str) -> tuple[list[StationCertificate], list[SigningRequest]]:
        """See the port."""
        items = self._all(keys.certificates(station_id))
        certificates = [
            _certificate_from(one) for one in items if one["sk"].startswith(CERTIFICATE)
        ]
        requests = [_request_from(one) for one in items if one["sk"].startswith(REQUEST)]
        return (
            sorted(certificates, key=lambda one: one.recorded_at, reverse=True),
            sorted(requests, key=lambda one: one.requested_at, reverse=True),
        )

    def ending(self, month: datetime) -> list[tuple[str, str]]:
        """See the port."""
        shards = map(str, range(keys.STATION_LIST_SHARDS))
        found = [self._all(keys.ending_certificates(month, shard)) for shard in shards]
        return sorted((item["station_id"], item["serial"]) for items in found for item in items)

    def put_installed(self, station_id: str, installed: Installed) -> None:
        """See the port."""
        update = Update().set(
            reported_at=clock.to_text(installed.reported_at),
            answer=documents.to_text(installed.answer),
        )
        self._table.update(keys.certificates(station_id), INSTALLED, update.render())

    def installed(self, station_id: str) -> Installed | None:
        """See the port."""
        item = self._table.get(keys.certificates(station_id), INSTALLED)
        if item is None:
            return None
        return Installed(clock.from_text(item["reported_at"]), documents.from_text(item["answer"]))

    def _all(self, pk: str) -> list[Item]:
        items: list[Item] = []
        start: Item | None = None
        while True:
            more, start = self._table.query(pk, start=start)
            items += more
            if start is None:
                return items

    def _update(self, place: tuple[str, str], update: Update, condition: str) -> bool:
        try:
            self._table.update(*place, update.render(condition))
        except ConditionFailed:
            return False
        return True


def _request_from(item: Item) -> SigningRequest:
    return SigningRequest(
        station_id=item["station_id"],
        csr=item["csr"],
        requested_at=clock.from_text(item["requested_at"]),
        use=item.get("certificate_use"),
        number=int(item["number"]) if "number" in item else None,
        state=RequestState(item["state"]),
        reason=item.get("reason"),
        chain=item.get("chain"),
    )


def _certificate_from(item: Item) -> StationCertificate:
    return StationCertificate(
        station_id=item["station_id"],
        serial=item["serial"],
        fingerprint=item["fingerprint"],
        subject=item["subject"],
        issuer=item["issuer"],
        not_before=clock.from_text(item["not_before"]),
        not_after=clock.from_text(item["not_after"]),
        use=item["certificate_use"],
        state=CertificateState(item["state"]),
        recorded_at=clock.from_text(item["recorded_at"]),
        command_id=item.get("command_id"),
    )
