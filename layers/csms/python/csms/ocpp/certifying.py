"""From a SignCertificate to a certificate that the station uses (2.0.1 A02, A03; white paper 1.6).

The chain is stored with the decision; every later step can be repeated from there.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from csms.commands.model import Command, CommandState
from csms.commands.ports import CommandRepository
from csms.errors import Rejected
from csms.ids import digest, ulid_from
from csms.stations.certificates import (
    IN_FORCE,
    STATION_USE,
    CertificateAuthority,
    CertificateRepository,
    CertificateState,
    Installed,
    RequestState,
    SigningRequest,
    StationCertificate,
)
from csms.stations.credentials import TrustedCertificate, distrusting, trusting
from csms.stations.journal import SECURITY_FINDING, JournalEntry, StationJournal
from csms.stations.model import Station
from csms.stations.ports import StationRepository
from csms.stations.signing import CertificateReader, require_signable

# 2.0.1 CertificateSigned: certificateChain. A station may hold less (MaxCertificateChainSize).
LONGEST_CHAIN = 10_000
# A station that is away for a day still gets what it asked for.
DELIVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Certifying:
    """What the life of certificates needs."""

    stations: StationRepository
    certificates: CertificateRepository
    commands: CommandRepository
    journal: StationJournal


def issue(  # noqa: PLR0913, PLR0917  two keys, the time, and three services
    station_id: str,
    request_id: str,
    now: datetime,
    needs: Certifying,
    authority: CertificateAuthority,
    reader: CertificateReader,
    operator_name: str = "",
) -> RequestState | None:
    """Check a request, have it signed, and send what was issued; None if there is no request."""
    request = needs.certificates.request(station_id, request_id)
    station = needs.stations.get(station_id)
    if request is None or station is None:
        return None
    if request.state is RequestState.REQUESTED:
        decided = _decided(request, station, authority, reader, operator_name)
        if needs.certificates.decide(decided) and decided.state is RequestState.REFUSED:
            find(needs.journal, station_id, now, "CertificateRequestRefused", decided.reason or "")
        request = needs.certificates.request(station_id, request_id) or decided
    if request.chain is not None:
        _send(request, request.chain, now, needs, reader)
    return request.state


def record(certificate: StationCertificate, needs: Certifying) -> None:
    """Keep a certificate; one towards us opens the door from now on."""
    needs.certificates.add(certificate)
    if certificate.use == STATION_USE:
        trusted = TrustedCertificate(certificate.fingerprint, certificate.not_after)
        needs.stations.change_credentials(
            certificate.station_id, lambda station: trusting(station, trusted)
        )


def end(certificate: StationCertificate, state: CertificateState, needs: Certifying) -> None:
    """Revoked, rejected or expired: it opens no door any more."""
    needs.stations.change_credentials(
        certificate.station_id, lambda station: distrusting(station, certificate.fingerprint)
    )
    if certificate.state in IN_FORCE:
        needs.certificates.set_state(certificate, state)


def after_answer(command: Command, now: datetime, needs: Certifying) -> None:
    """What the station says of a certificate that it was sent, or of those that it has."""
    if command.sent_action == "GetInstalledCertificateIds" and command.answer is not None:
        at = command.answered_at or now
        needs.certificates.put_installed(command.station_id, Installed(at, command.answer))
    if command.sent_action != "CertificateSigned" or command.answer is None:
        return
    certificates, _ = needs.certificates.of_station(command.station_id)
    sent = next((one for one in certificates if one.command_id == command.command_id), None)
    if sent is None or sent.state is not CertificateState.ISSUED:
        return
    if command.answer.get("status") == "Accepted":
        needs.certificates.set_state(sent, CertificateState.ACTIVE)
    elif command.state is CommandState.REJECTED:
        end(sent, CertificateState.REJECTED, needs)
        reason = f"the station refused certificate {sent.serial}"
        find(needs.journal, command.station_id, now, "CertificateRejected", reason)


def find(journal: StationJournal, station_id: str, at: datetime, kind: str, reason: str) -> None:
    """A finding that somebody should look at: in the journal, and on the bus."""
    content: dict[str, Any] = {"type": kind, "reason": reason}
    journal.record(JournalEntry(station_id, SECURITY_FINDING, at, at, content, critical=True))


def _decided(
    request: SigningRequest,
    station: Station,
    authority: CertificateAuthority,
    reader: CertificateReader,
    operator_name: str,
) -> SigningRequest:
    try:
        require_signable(reader.request(request.csr), station, operator_name)
        chain = authority.issue(request.csr, request.use or STATION_USE, _key(request))
        if len(chain) > LONGEST_CHAIN:
            raise Rejected(f"the chain has more than {LONGEST_CHAIN} characters")
    except Rejected as reason:
        return replace(request, state=RequestState.REFUSED, reason=str(reason))
    return replace(request, state=RequestState.ISSUED, chain=chain)


def _send(
    request: SigningRequest,
    chain: str,
    now: datetime,
    needs: Certifying,
    reader: CertificateReader,
) -> None:
    read = reader.certificate(chain)
    command_id = ulid_from(request.requested_at, int(_key(request), 16))
    record(
        StationCertificate(
            station_id=request.station_id,
            serial=read.serial,
            fingerprint=read.fingerprint,
            subject=read.subject,
            issuer=read.issuer,
            not_before=read.not_before,
            not_after=read.not_after,
            use=request.use or STATION_USE,
            state=CertificateState.ISSUED,
            recorded_at=now,
            command_id=command_id,
        ),
        needs,
    )
    payload: dict[str, Any] = {"certificateChain": chain}
    if request.use is not None:
        payload["certificateType"] = request.use
    if request.number is not None:
        payload["requestId"] = request.number
    needs.commands.add(
        Command(request.station_id, command_id, "CertificateSigned", payload, now, now + DELIVERY)
    )


def _key(request: SigningRequest) -> str:
    """32 hexadecimal digits that another station's same request does not have."""
    return digest("certificate", request.station_id, request.request_id)
