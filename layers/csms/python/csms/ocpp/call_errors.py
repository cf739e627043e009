"""CALLERROR codes and the one place where exceptions become codes.

Code names: OCPP-J 1.6 §4.2.3 (with its own spelling), OCPP 2.0.1 Part 4 §4.3. The meanings of
NotImplemented and NotSupported are the specification's; the `ocpp` package swaps them.
"""

from enum import StrEnum

from csms.errors import CsmsError


class Code(StrEnum):
    """Codes in the spelling of OCPP 2.x."""

    FORMAT_VIOLATION = "FormatViolation"
    GENERIC_ERROR = "GenericError"
    INTERNAL_ERROR = "InternalError"
    MESSAGE_TYPE_NOT_SUPPORTED = "MessageTypeNotSupported"
    NOT_IMPLEMENTED = "NotImplemented"
    NOT_SUPPORTED = "NotSupported"
    OCCURRENCE_CONSTRAINT_VIOLATION = "OccurrenceConstraintViolation"
    PROPERTY_CONSTRAINT_VIOLATION = "PropertyConstraintViolation"
    PROTOCOL_ERROR = "ProtocolError"
    RPC_FRAMEWORK_ERROR = "RpcFrameworkError"
    SECURITY_ERROR = "SecurityError"
    TYPE_CONSTRAINT_VIOLATION = "TypeConstraintViolation"


OF_1_6 = {
    Code.FORMAT_VIOLATION: "FormationViolation",
    Code.OCCURRENCE_CONSTRAINT_VIOLATION: "OccurenceConstraintViolation",
    Code.RPC_FRAMEWORK_ERROR: "FormationViolation",
    Code.MESSAGE_TYPE_NOT_SUPPORTED: "GenericError",
}


def code_for(code: Code, protocol: str) -> str:
    """The code as the version of the connection spells it."""
    return OF_1_6.get(code, code.value) if protocol == "ocpp1.6" else code.value


class CallError(CsmsError):
    """Answer this CALL with a CALLERROR."""

    def __init__(self, code: Code, description: str) -> None:
        """`description` is for a technician: no payloads, no tokens."""
        super().__init__(description)
        self.code = code
        self.description = description[:255]
