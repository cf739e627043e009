"""Circontrol eVolve, Raption, eNext, Master/Slave: what they do is chosen at their installation.

No frame of one is public: the manuals say which switches there are, each station shows how it is
set. So nothing is assumed here; what comes is understood either way.
"""

from csms.vendors.model import Match, Quirk, Vendor

EVOLVE = "manualshive.com circontrol/evolve-smart-series/2607978?page=40"
RAPTION = "manualshive.com circontrol/ccs/2607958?page=75"

VENDOR = Vendor(
    key="circontrol",
    name="Circontrol",
    matches=(Match(vendor="Circontrol"),),
    quirks=(
        Quirk(
            "CIR-1",
            says="two spellings of the vendor, CIRCONTROL and Circontrol",
            handled="compared without case; a boot with another spelling is accepted",
            source="sap-labs-france/ev-server b639f63ea, 5cd4d3b2b",
            grade="B",
        ),
        Quirk(
            "CIR-2",
            says="two switches: the energy of Start and StopTransaction, and that of MeterValues,"
            " is each the meter's register or the session's",
            handled="what each message kind counts is found out for each station",
            source=f"{EVOLVE}; Master/Slave 2607961?page=68; easymanua.ls raption-series p. 89",
            grade="B",
        ),
        Quirk(
            "CIR-3",
            says="a switch: MeterValues without power; interval 0 sends none at all",
            handled="a session lives on the register alone; no power is shown as none, not as 0",
            source=RAPTION,
            grade="B",
        ),
        Quirk(
            "CIR-4",
            says="a switch: a rejected StartTransaction does not stop the charging; another for"
            " ConcurrentTx",
            handled="the refused start opens a session that is metered, and stops as any other",
            source=RAPTION,
            grade="B",
        ),
        Quirk(
            "CIR-5",
            says="a switch: Authorize follows a remote start, or not",
            handled="both orders are taken: a start is authorised by itself",
            source=RAPTION,
            grade="B",
        ),
        Quirk(
            "CIR-6",
            says="a switch: the clock is not set by Heartbeat; interval 0 sends none",
            handled="times that cannot be true give way to the moment of receipt, and are counted",
            source=f"{RAPTION}; easymanua.ls raption-series p. 105",
            grade="B",
        ),
        Quirk(
            "CIR-7",
            says="a switch: compressed messages (permessage-deflate is offered)",
            handled="the upgrade is accepted without the extension, as RFC 7692 has it",
            source=EVOLVE,
            grade="B",
            test="unit/vendors/test_circontrol.py::test_offered_compression_does_not_hinder_the_upgrade",
        ),
        Quirk(
            "CIR-8",
            says="StopTransaction with transactionId 0 after an offline session (not certain)",
            handled="the only session open then is meant; else the stop waits for its start",
            source="a public CSMS source, repository not known",
            grade="C",
        ),
    ),
)
