"""Registers against powers: one that stands still, or runs ahead, or counts kWh."""

from dataclasses import replace
from datetime import timedelta

from csms.charging.meter_evidence import MeterEvidence, MeterFlag
from csms.charging.meter_power import HOUR, least_wh, most_wh
from csms.charging.meter_samples import Doubt, Found, Measured

THOUSAND, THOUSANDFOLD, KILOWATT_HOURS = 1000, (300, 3000), "kWh"
# Less than this may flow in an hour before a register shows it; in a short session less.
UNSEEN_WH, SHORTEST_HOURS = 1000, 0.1
# Stations on a bench tell half an hour in seconds: there the EVSE's own power is the bound.
SHORTEST_PROOF = timedelta(minutes=15)
# Many a station's power is a rated or a momentary one: so far from it no energy is believed.
CONTRADICTING = 8


def against_powers(evidence: MeterEvidence, found: Measured) -> Found:
    """A register that stands still while power flows, or counts what did not, or is in kWh."""
    energy, least, most = found.energy_wh, least_wh(evidence), most_wh(evidence)
    slack = _slack_wh(evidence)
    if energy * CONTRADICTING + slack < least:
        thousandth = energy > 0 and THOUSANDFOLD[0] <= least // energy <= THOUSANDFOLD[1]
        if thousandth and evidence.habits.unit is not None:
            return _in_unit(found, evidence.habits.unit)
        hint = f"; {energy * THOUSAND} Wh if the register counts kWh" if thousandth else ""
        return Doubt(
            f"the register gained {energy} Wh, power says at least {least} Wh{hint}", energy
        )
    long_enough = evidence.stopped_at - evidence.started_at >= SHORTEST_PROOF
    if most is not None and long_enough and energy > most * CONTRADICTING + slack:
        return Doubt(f"the register gained {energy} Wh, power says at most {most} Wh", most)
    return found


def _slack_wh(evidence: MeterEvidence) -> float:
    hours = (evidence.stopped_at - evidence.started_at) / HOUR
    return UNSEEN_WH * min(1, max(hours, SHORTEST_HOURS))


def _in_unit(found: Measured, unit: str) -> Measured:
    if unit != KILOWATT_HOURS:
        return found
    in_wh = replace(found, energy_wh=found.energy_wh * THOUSAND)
    return in_wh.flagged(MeterFlag.METER_UNIT)
