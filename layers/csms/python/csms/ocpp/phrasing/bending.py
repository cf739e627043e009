"""A verb in the words of one maker's stations; raw actions go as they were given."""

from dataclasses import replace

from csms.commands.model import Command
from csms.commands.sending import Call, Phrase
from csms.ocpp.phrasing import VERBS, phrase
from csms.stations.model import Station
from csms.stations.profile import ProfileRepository
from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor


def phrase_for(profiles: ProfileRepository) -> Phrase:
    """As `phrase`, then bent to what the station's maker is known to understand."""

    def in_its_words(command: Command, protocol: str, station: Station) -> Call:
        call = phrase(command, protocol, station)
        if command.action not in VERBS:
            return call
        maker = vendor(profiles.get(station.station_id).vendor_key)
        return replace(call, payload=bent(call.action, call.payload, maker))

    return in_its_words
