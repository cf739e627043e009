"""Issues a client certificate for a station, signed by the authority of the local stack."""

import argparse
from pathlib import Path

from cryptography.x509.oid import ExtendedKeyUsageOID

from local_stack import certificates


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m local_stack.station_certificate", description=__doc__
    )
    parser.add_argument("station", help="becomes the common name and the names of both files")
    parser.add_argument("--folder", type=Path, default=Path(".local/tls"))
    arguments = parser.parse_args()
    certificates.prepare(arguments.folder)
    pair = certificates.KeyPair(
        arguments.folder / f"{arguments.station}.pem", arguments.folder / f"{arguments.station}.key"
    )
    certificates.issue(arguments.folder, pair, arguments.station, ExtendedKeyUsageOID.CLIENT_AUTH)
    print(f"{pair.certificate}\n{pair.key}")


if __name__ == "__main__":
    main()
