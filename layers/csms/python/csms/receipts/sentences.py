"""What a document explains in words: how idle time came about, what is to be noted."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from csms.receipts.content import Content, Idle, Original
from csms.receipts.language import Language


def idle_sentences(content: Content, language: Language) -> list[str]:
    """One for each time of idling, then how much of it was billed."""
    told = [f"{', '.join(_idle(one, content, language))}." for one in content.idle]
    if not told:
        return []
    billed = language.duration(timedelta(seconds=content.idle_billed_s))
    return [*told, f"{language.say('idle.billed', minutes=billed)}."]


def _idle(one: Idle, content: Content, language: Language) -> Iterator[str]:
    zone, day = content.place.time_zone, content.times.started_at

    def said(key: str, at: datetime) -> str:
        clock = language.clock(at, zone)
        other_day = language.date(at, zone) != language.date(day, zone)
        when = f"{language.date(at, zone)}, {clock}" if other_day else clock
        return language.say(f"idle.{key}", at=when)

    if one.last_increase is not None:
        yield said("last_increase", one.last_increase)
    signal = f"signal.{one.signal}"
    yield said(signal if language.knows(f"idle.{signal}") else "signal.none", one.begun_at)
    if one.free_until is not None and one.free_until > one.begun_at:
        yield said("free_until", one.free_until)
    yield said(one.ended_by if language.knows(f"idle.{one.ended_by}") else "ended", one.ended_at)


def reserved_sentences(content: Content, language: Language) -> list[str]:
    """Why a reservation that nobody used cost something."""
    found = content.reserved
    if found is None:
        return []
    at = language.moment(found.until, content.place.time_zone)
    return [language.say(f"reserved.{found.reason}", at=at)]


def why(original: Original, language: Language) -> str:
    """The reason of a correction: a person's words as they are, the machine's in the language."""
    key = f"why.{original.reason}"
    return language.say(key) if language.knows(key) else original.reason


def remarks(content: Content, language: Language) -> list[str]:
    """Bounds of the tariff, flags of the session, and what the issuer has not stated."""
    told = [language.say(f"limit.{content.limit}")] if content.limit else []
    for flag in content.flags:
        known = language.knows(f"flag.{flag}")
        told.append(
            language.say(f"flag.{flag}") if known else language.say("flag.other", flag=flag)
        )
    missing = [language.say(f"missing.{one}") for one in content.issuer.missing]
    if missing:
        told.append(language.say("missing", fields=", ".join(missing)))
    return told


def signed_sentences(content: Content, language: Language) -> list[str]:
    """What the check of the signed readings found."""
    check = content.signed
    if check is None:
        return []
    reasons = "; ".join(_reason(one, language) for one in check.reasons)
    told = [language.say(f"signed.{check.verdict.value}", reasons=reasons)]
    if check.begin_wh is not None and check.end_wh is not None:
        begin, end = (language.energy(one)[:-4] for one in (check.begin_wh, check.end_wh))
        told.append(language.say("signed.same", begin=begin, end=end))
    return [*told, language.say("signed.check")]


def _reason(code: str, language: Language) -> str:
    known = language.knows(f"reason.{code}")
    return language.say(f"reason.{code}") if known else language.say("reason.other", code=code)
