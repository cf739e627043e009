"""Circontrol: the upgrade to WebSocket."""

from csms.ocpp.handshake import choose_subprotocol, offered_subprotocols


def test_offered_compression_does_not_hinder_the_upgrade() -> None:
    headers = {
        "Sec-WebSocket-Protocol": "ocpp1.6, ocpp1.5",
        "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
    }
    assert choose_subprotocol(offered_subprotocols(headers)) == "ocpp1.6"
