"""`python -m local_stack.edge <settings.json>`: serves all three ports until it is told to end."""

import argparse
import asyncio
import contextlib
import logging
import signal
import ssl
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from websockets.asyncio.server import Server, ServerConnection, serve

from local_stack import certificates
from local_stack.edge import relay, web
from local_stack.edge.handshake import INTEGRATION_TIMEOUT_S, Gate, select_subprotocol
from local_stack.edge.identity import ViewerRequestFunction
from local_stack.edge.settings import EdgeSettings, load


class HttpServer(uvicorn.Server):
    """uvicorn without signal handlers: the loop below has them."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def tls_context(folder: Path) -> ssl.SSLContext:
    """The local server certificate; a station may show one of its own, from the same authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    pair = certificates.server(folder)
    context.load_cert_chain(pair.certificate, pair.key)
    context.load_verify_locations(certificates.authority(folder).certificate)
    context.verify_mode = ssl.CERT_OPTIONAL
    return context


async def open_socket(
    settings: EdgeSettings, gate: Gate, port: int, tls: ssl.SSLContext | None
) -> Server:
    async def handle(station: ServerConnection) -> None:
        behind = gate.take_behind(station)
        await relay.relay(station, behind, settings.idle_seconds, settings.max_seconds)

    return await serve(
        handle,
        settings.host,
        port,
        ssl=tls,
        process_request=gate.process_request,
        select_subprotocol=select_subprotocol,
        compression=None,
        server_header=None,
        open_timeout=INTEGRATION_TIMEOUT_S + 5,
        ping_interval=None,
        close_timeout=2,
        max_size=(relay.MAX_MESSAGE_BYTES, relay.MAX_FRAME_BYTES),
    )


async def run(settings: EdgeSettings) -> None:
    stop = asyncio.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signum, stop.set)
    gate = Gate(settings, ViewerRequestFunction(settings.stage))
    tls = tls_context(Path(settings.tls_folder))
    sockets = [
        await open_socket(settings, gate, settings.ocpp_port, None),
        await open_socket(settings, gate, settings.ocpp_tls_port, tls),
    ]
    stack_file = Path(settings.tls_folder).with_name("stack.json")
    app = web.application(
        settings.http_target, Path(settings.dashboard), stack_file, settings.aws_url
    )
    config = uvicorn.Config(
        app,
        settings.host,
        settings.http_port,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    http = HttpServer(config)
    serving = asyncio.create_task(http.serve())
    await asyncio.wait(
        {serving, asyncio.create_task(stop.wait())}, return_when=asyncio.FIRST_COMPLETED
    )
    http.should_exit = True
    for server in sockets:
        server.close()
    await asyncio.gather(serving, *(server.wait_closed() for server in sockets))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m local_stack.edge", description=__doc__)
    parser.add_argument("settings", type=Path)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("websockets").setLevel(logging.WARNING)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    asyncio.run(run(load(parser.parse_args().settings)))


if __name__ == "__main__":
    main()
