"""Local lists on their way: what a message says when it leaves, and what its answer leads to.

Each step is a command whose id is derived from the step before, so a repeat makes none anew.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from csms.clock import Clock
from csms.commands.model import Command
from csms.commands.sending import Call, Phrase
from csms.drivers.list_ports import LocalListRepository, change
from csms.drivers.list_updates import Change, next_message
from csms.drivers.local_lists import Entries, HeldList, WantedList, entry_of
from csms.drivers.model import Token
from csms.drivers.ports import TokenRepository
from csms.errors import Rejected
from csms.ocpp.phrasing.local_lists import MESSAGE, VERB, item_of, sayable, update_of
from csms.stations.configuration import ConfigurationRepository
from csms.stations.model import Station

# Where the station did not say how many it takes at once, most take that many.
ITEMS_PER_MESSAGE = 20
MOST_ITEMS_KEY, MOST_BYTES_KEY = "SendLocalListMaxLength", "LocalAuthListCtrlr.BytesPerMessage"
# API Gateway posts at most 128 KB to a socket; the rest is the CALL around the list.
LARGEST_LIST = 120_000
# Of a command that we give by ourselves: nothing more is tried of a station that has no lists.
BY_ITSELF = "apply_wanted"


@dataclass(frozen=True, slots=True)
class Listing:
    """What is needed to say a list."""

    lists: LocalListRepository
    tokens: TokenRepository
    configurations: ConfigurationRepository


def wanted_entries(wanted: WantedList, protocol: str, tokens: TokenRepository) -> Entries:
    """What a station of this version is to hold. Unknown tokens are not in a list."""
    return listed(tokens.get_many(wanted.token_ids), protocol)


def listed(known: Mapping[str, Token], protocol: str) -> Entries:
    """Those of the tokens that the version can say."""
    entries = {name: entry_of(one) for name, one in known.items()}
    return {name: one for name, one in entries.items() if sayable(name, one, protocol)}


def with_lists(phrase: Phrase, needs: Listing, clock: Clock) -> Phrase:
    """Phrase as usual, a local list by what is wanted and held at this moment."""

    def phrase_list(command: Command, protocol: str, station: Station) -> Call:
        if command.action != VERB:
            return phrase(command, protocol, station)
        return phrase(_with_message(command, protocol, needs, clock()), protocol, station)

    return phrase_list


def _with_message(command: Command, protocol: str, needs: Listing, now: datetime) -> Command:
    """Noted before it leaves: a lost answer must leave a doubt behind, never a wrong belief."""
    station_id, update = command.station_id, update_of(command)
    wanted = needs.lists.wanted(station_id)
    if wanted is None:
        raise Rejected("No local list is wanted: PUT one to /stations/{id}/local-list.")
    entries = wanted_entries(wanted, protocol, needs.tokens)
    limits = _limits(station_id, needs.configurations)
    messages = []

    def send(held: HeldList) -> HeldList:
        if held.unsupported and command.payload.get(BY_ITSELF) is True:
            raise Rejected("The station has no local lists: PUT the list again to try once more.")
        message = next_message(
            held, entries, update, lambda found: fitting(found, protocol, limits, now), now
        )
        messages.append(message)
        return held.sent(message.pending)

    change(station_id, send, needs.lists)
    return replace(command, payload=command.payload | {MESSAGE: messages[-1]})


def fitting(changes: Sequence[Change], protocol: str, limits: tuple[int, int], at: datetime) -> int:
    """How many changes go into one message: by number and by bytes."""
    most, room = limits
    for number, one in enumerate(changes[:most]):
        room -= len(json.dumps(item_of(one, at, protocol), separators=(",", ":"))) + 1
        if room < 0:
            return number
    return min(most, len(changes))


def _limits(station_id: str, configurations: ConfigurationRepository) -> tuple[int, int]:
    """Items and bytes of a message, as the station reported them (1.6 §9.4.3; 2.0.1 D01)."""
    reported = configurations.reported(station_id)
    texts = {name: one.value or "" for name, one in reported.items()}
    items, room = texts.get(MOST_ITEMS_KEY, ""), texts.get(MOST_BYTES_KEY, "")
    return (
        int(items) if _is_limit(items) else ITEMS_PER_MESSAGE,
        min(int(room), LARGEST_LIST) if _is_limit(room) else LARGEST_LIST,
    )


def _is_limit(text: str) -> bool:
    return text.isdecimal() and len(text) < 10 and int(text) > 0


def version_of(command: Command) -> int | None:
    """The number of the list that a CALL sent."""
    number = (command.sent_payload or {}).get("listVersion")
    number = (command.sent_payload or {}).get("versionNumber", number)
    return number if isinstance(number, int) else None
