from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.builders import NOW, minutes

from csms import bootstrap
from csms.adapters.memory.certificates import MemoryCertificates
from csms.stations.certificates import (
    CertificateRepository,
    CertificateState,
    Installed,
    RequestState,
    SigningRequest,
    StationCertificate,
)

REQUEST = SigningRequest("CP1", "csr", NOW, "V2GCertificate", 7)
CERTIFICATE = StationCertificate(
    station_id="CP1",
    serial="AB",
    fingerprint="ab" * 32,
    subject="CN=CP1",
    issuer="CN=CA",
    not_before=NOW,
    not_after=datetime(2027, 1, 31, 23, 59, tzinfo=UTC),
    use="ChargingStationCertificate",
    state=CertificateState.ISSUED,
    recorded_at=NOW,
    command_id="C1",
)


@pytest.fixture(params=["memory", "dynamodb"])
def certificates(request: pytest.FixtureRequest) -> CertificateRepository:
    if request.param == "memory":
        return MemoryCertificates()
    request.getfixturevalue("deployment")
    return bootstrap.certificates()


def test_a_request_is_kept_once_and_whole(certificates: CertificateRepository) -> None:
    certificates.add_request(REQUEST)
    certificates.add_request(replace(REQUEST, requested_at=minutes(5)))
    assert certificates.request("CP1", REQUEST.request_id) == REQUEST
    assert certificates.request("CP2", REQUEST.request_id) is None
    plain = SigningRequest("CP1", "csr", minutes(1))
    certificates.add_request(plain)
    assert certificates.of_station("CP1") == ([], [plain, REQUEST])


def test_a_request_is_decided_once(certificates: CertificateRepository) -> None:
    issued = replace(REQUEST, state=RequestState.ISSUED, chain="PEM")
    assert not certificates.decide(issued)
    certificates.add_request(REQUEST)
    assert certificates.decide(issued)
    assert not certificates.decide(replace(REQUEST, state=RequestState.REFUSED, reason="late"))
    certificates.add_request(REQUEST)
    assert certificates.request("CP1", REQUEST.request_id) == issued


def test_a_certificate_is_kept_once_and_whole(certificates: CertificateRepository) -> None:
    certificates.add(CERTIFICATE)
    certificates.add(replace(CERTIFICATE, subject="CN=other"))
    assert certificates.get("CP1", "AB") == CERTIFICATE
    assert certificates.get("CP2", "AB") is None
    registered = replace(CERTIFICATE, serial="CD", command_id=None, recorded_at=minutes(1))
    certificates.add(registered)
    assert certificates.of_station("CP1") == ([registered, CERTIFICATE], [])


def test_a_state_changes_only_from_the_one_that_was_read(
    certificates: CertificateRepository,
) -> None:
    assert not certificates.set_state(CERTIFICATE, CertificateState.ACTIVE)
    certificates.add(CERTIFICATE)
    assert certificates.set_state(CERTIFICATE, CertificateState.REVOKED)
    assert not certificates.set_state(CERTIFICATE, CertificateState.ACTIVE)
    found = certificates.get("CP1", "AB")
    assert found is not None
    assert found.state is CertificateState.REVOKED


def test_certificates_are_found_by_the_month_of_their_end(
    certificates: CertificateRepository,
) -> None:
    wanted = [replace(CERTIFICATE, station_id=f"CP{number}") for number in range(20)]
    for one in wanted:
        certificates.add(one)
    later = datetime(2027, 2, 1, tzinfo=UTC)
    certificates.add(replace(CERTIFICATE, serial="EE", not_after=later))
    january = certificates.ending(datetime(2027, 1, 1, tzinfo=UTC))
    assert january == sorted((one.station_id, "AB") for one in wanted)
    assert certificates.ending(later) == [("CP1", "EE")]
    assert certificates.ending(datetime(2026, 1, 1, tzinfo=UTC)) == []


def test_what_is_installed_replaces_what_was(certificates: CertificateRepository) -> None:
    assert certificates.installed("CP1") is None
    certificates.put_installed("CP1", Installed(NOW, {"status": "NotFound"}))
    newer = Installed(minutes(1), {"status": "Accepted", "certificateHashData": [{"a": 1}]})
    certificates.put_installed("CP1", newer)
    assert certificates.installed("CP1") == newer
    assert certificates.installed("CP2") is None
