"""How a small, healthy station answers commands that mean the same in all versions."""

import asyncio
from abc import ABC, abstractmethod
from typing import Any

from station_simulator.client import Client, Payload
from station_simulator.local_list import LocalList
from station_simulator.wishes import Reboot, Trigger, Update, Upload, Wish

TRIGGERS = {
    "BootNotification",
    "Heartbeat",
    "MeterValues",
    "StatusNotification",
    "TransactionEvent",
}
IMMEDIATE = {"Hard", "Immediate"}
ACCEPTED: Payload = {"status": "Accepted"}


class Commands(Client, ABC):
    """Keeps what it is told, and puts what is left to do into `wishes`."""

    def __init__(self, station_id: str, connection: Any) -> None:
        super().__init__(station_id, connection)
        self.wishes: asyncio.Queue[Wish] = asyncio.Queue()
        self.reservations: set[int] = set()
        self.local_list = LocalList()
        self.certificate_chain: str | None = None
        self.answers |= {
            "CancelReservation": self._cancel_reservation,
            "CertificateSigned": self._certificate_signed,
            "ChangeAvailability": lambda _: {"status": "Scheduled" if self.busy else "Accepted"},
            "ClearCache": lambda _: ACCEPTED,
            "ClearChargingProfile": lambda _: ACCEPTED,
            "DataTransfer": lambda _: {"status": "UnknownVendorId"},
            "GetLog": self._get_log,
            "ReserveNow": self._reserve_now,
            "Reset": self._reset,
            "SendLocalList": lambda asked: {"status": self.local_list.update(asked)},
            "SetChargingProfile": lambda _: ACCEPTED,
            "TriggerMessage": self._trigger,
        }

    @property
    @abstractmethod
    def busy(self) -> bool:
        """Whether a vehicle is charging."""

    def wish(self, wish: Wish) -> None:
        """To be done once the answer is sent."""
        self.afterwards(lambda: self.wishes.put_nowait(wish))

    def update_firmware(self, asked: Payload) -> Payload:
        """2.x's UpdateFirmware, and 1.6's SignedUpdateFirmware."""
        self.wish(Update(asked.get("requestId")))
        return ACCEPTED

    def _reset(self, asked: Payload) -> Payload:
        self.wish(Reboot(immediate=asked["type"] in IMMEDIATE))
        waits = self.busy and asked["type"] == "OnIdle"
        return {"status": "Scheduled" if waits else "Accepted"}

    def _trigger(self, asked: Payload) -> Payload:
        if asked["requestedMessage"] not in TRIGGERS:
            return {"status": "NotImplemented"}
        self.wish(Trigger(asked["requestedMessage"]))
        return ACCEPTED

    def _reserve_now(self, asked: Payload) -> Payload:
        if self.busy:
            return {"status": "Occupied"}
        self.reservations.add(asked["reservationId"] if "reservationId" in asked else asked["id"])
        return ACCEPTED

    def _cancel_reservation(self, asked: Payload) -> Payload:
        known = asked["reservationId"] in self.reservations
        self.reservations.discard(asked["reservationId"])
        return {"status": "Accepted" if known else "Rejected"}

    def _certificate_signed(self, asked: Payload) -> Payload:
        self.certificate_chain = asked["certificateChain"]
        return ACCEPTED

    def _get_log(self, asked: Payload) -> Payload:
        self.wish(Upload(asked["requestId"], diagnostics=False))
        return {"status": "Accepted", "filename": "log.txt"}
