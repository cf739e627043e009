"""A certificate of the station's own: SignCertificate, then CertificateSigned."""

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from station_simulator.operator_api import eventually
from station_simulator.scenarios.stage import Scenario, Skipped, Stage, online


async def play(stage: Stage) -> None:
    """Where the CSMS has no certificate authority the request is refused, and that is all."""
    station = stage.station()
    async with online(station):
        await station.boot()
        stage.step("request")
        status = await station.sign_certificate(_request(station.id))
        if stage.api is not None:
            events = (await stage.view("/events", kind="SignCertificate"))["items"]
            stage.same("requests in the journal", len(events), 1)
        if status == "Rejected":
            raise Skipped("the CSMS has no certificate authority")
        stage.same("the request", status, "Accepted")
        stage.step("certificate")

        async def signed() -> str | None:
            return station.certificate_chain

        chain = x509.load_pem_x509_certificates(
            (await eventually("CertificateSigned", signed)).encode()
        )
        names = chain[0].subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        stage.same("the name in the certificate", [one.value for one in names], [station.id])


def _request(station_id: str) -> str:
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Stationmaster"),
            x509.NameAttribute(NameOID.COMMON_NAME, station_id),
        ]
    )
    key = ec.generate_private_key(ec.SECP256R1())
    request = (
        x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, hashes.SHA256())
    )
    return request.public_bytes(serialization.Encoding.PEM).decode()


SCENARIO = Scenario(
    play, "the request in the journal; a certificate for the station, where there is an authority"
)
