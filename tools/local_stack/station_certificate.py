"""Issues a client certificate for a station, unless it has one, by the local authority."""

import argparse
import os
from pathlib import Path

from local_stack import certificates


def main() -> None:
    folder = Path(os.environ.get("LOCAL_DIR") or ".local", "tls")
    parser = argparse.ArgumentParser(
        prog="python -m local_stack.station_certificate", description=__doc__
    )
    parser.add_argument("station", help="becomes the common name and the names of both files")
    parser.add_argument("--folder", type=Path, default=folder)
    arguments = parser.parse_args()
    certificates.prepare(arguments.folder)
    pair = certificates.of_station(arguments.folder, arguments.station)
    print(f"{pair.certificate}\n{pair.key}")


if __name__ == "__main__":
    main()
