"""Registers against powers: one that stands still, or is a thousandfold off."""

from dataclasses import replace

from csms.charging.meter_evidence import MeterEvidence, MeterFlag
from csms.charging.meter_power import least_wh, most_wh
from csms.charging.meter_samples import Doubt, Found, Measured

THOUSAND, THOUSANDFOLD, KILOWATT_HOURS = 1000, (300, 3000), "kWh"
# Less than this may flow before a register shows it; powers must say ten times the energy.
UNSEEN_WH, FROZEN_FACTOR = 1000, 10


def against_powers(evidence: MeterEvidence, found: Measured) -> Found:
    """A register that stands still while power flows, or is a thousandfold off."""
    energy, least, most = found.energy_wh, least_wh(evidence), most_wh(evidence)
    if energy * FROZEN_FACTOR < least and least > UNSEEN_WH:
        thousandth = energy > 0 and THOUSANDFOLD[0] <= least // energy <= THOUSANDFOLD[1]
        if thousandth and evidence.habits.unit is not None:
            return _in_unit(found, evidence.habits.unit)
        hint = f"; {energy * THOUSAND} Wh if the register counts kWh" if thousandth else ""
        return Doubt(
            f"the register gained {energy} Wh, power says at least {least} Wh{hint}", energy
        )
    if most is not None and energy >= most * THOUSANDFOLD[0]:
        return Doubt(f"the register gained {energy} Wh, power says at most {most} Wh", most)
    return found


def _in_unit(found: Measured, unit: str) -> Measured:
    if unit != KILOWATT_HOURS:
        return found
    in_wh = replace(found, energy_wh=found.energy_wh * THOUSAND)
    return in_wh.flagged(MeterFlag.METER_UNIT)
