"""Who may do what: roles by the groups of the user pool, and the sites that a caller is kept to."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What an operator may do. Each of them may read; `admin` may do everything."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    FINANCE = "finance"
    ADMIN = "admin"


EVERYTHING_BUT_USERS = frozenset({Role.VIEWER, Role.OPERATOR, Role.FINANCE})
# The group of the first version may still do what it could.
GROUPS: dict[str, frozenset[Role]] = {
    "operators": EVERYTHING_BUT_USERS,
    "operator-viewers": frozenset({Role.VIEWER}),
    "operator-staff": frozenset({Role.VIEWER, Role.OPERATOR}),
    "operator-finance": frozenset({Role.VIEWER, Role.FINANCE}),
    "operator-admins": frozenset(Role),
}
# The group that gives one role and no more.
GROUP_OF: dict[Role, str] = {
    Role.VIEWER: "operator-viewers",
    Role.OPERATOR: "operator-staff",
    Role.FINANCE: "operator-finance",
    Role.ADMIN: "operator-admins",
}
SITES_ATTRIBUTE = "custom:sites"


def roles_of(groups: Iterable[str]) -> frozenset[Role]:
    """All roles that groups give."""
    return frozenset(role for group in groups for role in GROUPS.get(group, ()))


def sites_of(claim: object) -> frozenset[str]:
    """Identities with blanks between; none: all sites."""
    return frozenset(claim.split()) if isinstance(claim, str) else frozenset()
