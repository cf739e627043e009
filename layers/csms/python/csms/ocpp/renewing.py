"""Once a day: renew the certificates that end soon, and let go of those that have ended."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from csms.commands.model import Command
from csms.ids import digest, ulid_from
from csms.ocpp.certifying import Certifying, end
from csms.stations.certificates import (
    IN_FORCE,
    STATION_USE,
    CertificateState,
    Ending,
    StationCertificate,
)

_USES = {STATION_USE: "charging_station", "V2GCertificate": "v2g"}
# Asked for weeks in vain: now somebody has to look (`station.certificate_ending`).
NOTED_AHEAD = timedelta(days=7)
# As long as the schedule's period: the next day asks anew.
ASKED_FOR = timedelta(days=1)


def renew_all(
    now: datetime, ahead: timedelta, needs: Certifying, *, signing: bool
) -> tuple[int, int]:
    """How many were asked to be renewed, and how many have expired.

    Without an authority (`signing`) nobody could answer, so nobody is asked.
    """
    asked = expired = 0
    for certificate in _ending(now, ahead, needs):
        if certificate.not_after <= now + NOTED_AHEAD and _renewable(certificate, needs):
            ended = certificate.not_after <= now
            needs.certificates.note_ending(certificate, Ending.ENDED if ended else Ending.SOON)
        if certificate.not_after <= now:
            end(certificate, CertificateState.EXPIRED, needs)
            expired += 1
        elif signing and _renewable(certificate, needs):
            _ask(certificate, now, needs)
            asked += 1
    return asked, expired


def _ending(now: datetime, ahead: timedelta, needs: Certifying) -> Iterator[StationCertificate]:
    """Those in force, by the months from the last one on: a day without a run loses nothing."""
    month, last = (now.replace(day=1) - timedelta(days=1)).replace(day=1), now + ahead
    while (month.year, month.month) <= (last.year, last.month):
        for station_id, serial in needs.certificates.ending(month):
            found = needs.certificates.get(station_id, serial)
            if found is not None and found.state in IN_FORCE and found.not_after <= last:
                yield found
        month = (month + timedelta(days=32)).replace(day=1)


def _renewable(certificate: StationCertificate, needs: Certifying) -> bool:
    """Its station is still registered, and no later one for the same use is in force already."""
    if certificate.use not in _USES or needs.stations.get(certificate.station_id) is None:
        return False
    others, _ = needs.certificates.of_station(certificate.station_id)
    return not any(
        one.use == certificate.use
        and one.state in IN_FORCE
        and one.not_after > certificate.not_after
        for one in others
    )


def _ask(certificate: StationCertificate, now: datetime, needs: Certifying) -> None:
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    key = digest("renew", certificate.station_id, certificate.serial)
    command = Command(
        station_id=certificate.station_id,
        command_id=ulid_from(day, int(key, 16)),
        action="renew_certificate",
        payload={"use": _USES[certificate.use]},
        created_at=now,
        expires_at=now + ASKED_FOR,
    )
    needs.commands.add(command)
