"""Scenarios against any deployment; each is written once for all versions that it concerns."""

from station_simulator.scenarios import (
    certificates,
    clock_wrong,
    configuration,
    device_model_report,
    duplicates_and_reordering,
    firmware_update,
    happy_path,
    hostile,
    local_list,
    log_upload,
    lost_answers,
    new_in_21,
    offline_replay,
    power_loss,
    refused_token,
    remote_start,
    reservation,
)
from station_simulator.scenarios.stage import Scenario

SCENARIOS: dict[str, Scenario] = {
    one.SCENARIO.name: one.SCENARIO
    for one in (
        happy_path,
        offline_replay,
        remote_start,
        reservation,
        refused_token,
        lost_answers,
        power_loss,
        firmware_update,
        log_upload,
        configuration,
        device_model_report,
        local_list,
        certificates,
        clock_wrong,
        duplicates_and_reordering,
        hostile,
        new_in_21,
    )
}
