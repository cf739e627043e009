"""Copy this file to `<key>.py`; say only what deviates, each with its source.

`tests/vendors/frames/<key>.jsonl` holds the frames: CONTRIBUTING.md, "A vendor in ten minutes".
"""

from csms.vendors.model import Identity, Match, Notes, Payload, Quirk, Traits, Vendor


def _identify(said: Identity) -> Identity:
    """What the maker writes into its texts, taken apart. Leave out if there is nothing to do."""
    return said


def _status(payload: Payload, notes: Notes) -> Payload:  # noqa: ARG001
    """The payload as the standard would have it; `notes` takes what else it says."""
    return payload


VENDOR = Vendor(
    key="blueprint",
    name="Example Works",
    matches=(Match(vendor="Example Works"),),
    quirks=(
        Quirk(
            "EXA-1",
            says="StatusNotification carries its fault code in info",
            handled="the code becomes a fault",
            source="link to an issue, a manual's page, a log",
            grade="A",
        ),
    ),
    traits=Traits(highest_stack_level=0),
    identify=_identify,
    incoming={"StatusNotification": _status},
)
