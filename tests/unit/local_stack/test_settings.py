"""Settings of the local stack come from the environment; mistakes are explained."""

import pytest

from local_stack.settings import ROOT, CannotStart, check_ports, read_settings


def test_the_defaults_are_the_contract() -> None:
    settings = read_settings({"OCPP_PORT": "", "DEMO": "1"})
    ports = (
        settings.ocpp_port,
        settings.ocpp_tls_port,
        settings.http_port,
        settings.aws_port,
    )
    assert ports == (9000, 9443, 8080, 4566)
    assert settings.demo
    assert settings.stack_file == ROOT / ".local" / "stack.json"


def test_simulated_stations_can_be_left_out() -> None:
    assert not read_settings({"DEMO": "0"}).demo


def test_a_port_must_be_a_number() -> None:
    with pytest.raises(CannotStart, match="AWS_PORT=many"):
        read_settings({"AWS_PORT": "many"})


def test_two_services_cannot_share_a_port() -> None:
    with pytest.raises(CannotStart, match="wanted twice"):
        check_ports(read_settings({"HTTP_PORT": "9000"}))
