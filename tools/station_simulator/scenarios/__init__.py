"""Scenarios against any deployment: each yields its steps and what it measured."""

from station_simulator.scenarios import happy_path, offline_replay
from station_simulator.scenarios.runner import Scenario

SCENARIOS: dict[str, Scenario] = {
    "happy_path": happy_path.run,
    "offline_replay": offline_replay.run,
}
