"""Where hardware deviates from OCPP: between frame and handler, in both directions.

Handlers and domain know no vendor. `incoming` repairs and translates what stations send before a
handler sees it, `answers` what they reply, `outgoing` bends what is sent to them. Everything that
is done to a frame has a name (`anomalies`) and is counted. A maker is one file in `makers`.
"""
