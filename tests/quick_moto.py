"""botocore and moto's DynamoDB as before, without the work that they do over and over.

Measured with moto 5.2.5: two thirds of the time of a functional test were spent there. Each part
below says what it saves; `tests/unit/adapters/test_quick_moto.py` compares with moto as it comes.
"""

from __future__ import annotations

import base64
import copy
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore.hooks import EventAliaser
from moto.core import responses
from moto.core.serialize import BaseJSONSerializer
from moto.core.utils import method_names_from_class
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import StreamRecord
from moto.dynamodb.parsing.ast_nodes import (
    DepthFirstTraverser,
    Expression,
    Node,
    UpdateExpressionFunction,
)
from moto.dynamodb.parsing.expressions import UpdateExpressionParser
from moto.dynamodb.parsing.validators import ActionCountValidator, OverlappingPathsValidator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from botocore.loaders import Loader
    from moto.core.model import StructureShape

_make_loader, _begin_aliaser = botocore.session.create_loader, EventAliaser.__init__
_read: dict[Any, Any] = {}
_named: dict[str, str] = {}
_structure_as_it_comes = BaseJSONSerializer._serialize_type_structure
_counts_as_they_come = ActionCountValidator.verify_action_counts
_overlaps_as_they_come = OverlappingPathsValidator.check_for_overlapping_paths
_processed: dict[tuple[type, type], bool] = {}


def _loader(*arguments: Any) -> Loader:
    """A session's reader of service descriptions, megabytes of JSON: they are read once for all."""
    loader = _make_loader(*arguments)
    vars(loader)["_cache"] = _read
    return loader


def _aliaser(self: Any, *arguments: Any) -> None:
    """Each event's present name is looked for in a list of former ones: once for all sessions."""
    _begin_aliaser(self, *arguments)
    self._alias_name_cache = _named


def _structure(self: Any, serialized: Any, value: Any, shape: StructureShape, key: str) -> None:
    """An attribute's value has ten members, and each is looked for under six names."""
    if key and shape.name == "AttributeValue" and (wire := _wire(value)) is not None:
        self._default_serialize(serialized, wire, shape, key)
    else:
        _structure_as_it_comes(self, serialized, value, shape, key)


def _wire(value: Any) -> dict[str, Any] | None:
    """As it goes over the wire; None for bytes and for what is not plain."""
    if type(value) is not dict or len(value) != 1:
        return None
    ((kind, held),) = value.items()
    match kind, held:
        case ("S" | "N", str()) | ("BOOL" | "NULL", bool()):
            return value
        case ("SS" | "NS", list()):
            return value if all(isinstance(one, str) for one in held) else None
        case ("M", dict()):
            members = {name: _wire(one) for name, one in held.items()}
            return None if None in members.values() else {kind: members}
        case ("L", list()):
            elements = [_wire(one) for one in held]
            return None if None in elements else {kind: elements}
    return None


def _traverse(self: Any, node: Any, child_id: int = -1) -> Any:
    """Ten validators walk each update expression; which nodes concern one is asked once."""
    kind: Any = type(node)
    if not _is_node(kind):
        return node
    parent = node.parent
    for position, child in enumerate(node.children or ()):
        self.pre_processing_of_child(node, position)
        self.traverse_node_recursively(child, position)
    if (type(self), kind) not in _processed:
        _processed[type(self), kind] = issubclass(kind, self.nodes_to_be_processed())
    if _processed[type(self), kind]:
        node = self.process(node)
        node.parent = parent
        if parent:
            parent.children[child_id] = node
    return node


def _find_clauses(self: Any, clause_types: Sequence[type]) -> list[Any]:
    """The question whether a class is abstractly another one's child has one answer."""
    clauses = []
    for child in self.children or ():
        kind: Any = type(child)
        if kind in clause_types:
            clauses.append(child)
        elif _is_searched(kind):
            clauses.extend(child.find_clauses(clause_types))
    return clauses


@cache
def _is_node(kind: Any) -> bool:
    return issubclass(kind, Node)


@cache
def _is_searched(kind: Any) -> bool:
    return issubclass(kind, Expression | UpdateExpressionFunction)


def _copy_of_node(self: Any, memo: dict[int, Any]) -> Any:
    """A tree: its parents need no looking up."""
    made = object.__new__(type(self))
    vars(made).update(vars(self))
    if self.children is not None:
        made.children = [copy.deepcopy(child, memo) for child in self.children]
        for child in made.children:
            kind: Any = type(child)
            if _is_node(kind):
                child.parent = made
    return made


def _counts(self: Any, node: Any) -> Any:
    """The root's clauses are those of all below."""
    return node if node.parent else _counts_as_they_come(self, node)


def _overlaps(self: Any, node: Any) -> Any:
    """As above."""
    return node if node.parent else _overlaps_as_they_come(self, node)


def _regular_json(self: Any) -> dict[str, Any]:
    """Without a copy of all that is below on each level."""
    value = self.value
    if isinstance(value, dict):
        value = {name: _plain(one) for name, one in value.items()}
    elif isinstance(value, list):
        value = [_plain(one) for one in value]
    elif self.is_binary() and isinstance(value, str):
        value = base64.b64decode(value)
    return {self.type: value}


def _plain(value: Any) -> Any:
    return value.to_regular_json() if isinstance(value, DynamoType) else copy.deepcopy(value)


def _itself(self: StreamRecord, memo: dict[int, Any]) -> StreamRecord:
    """A transaction copies its tables; what their streams have said does not change."""
    return self


# An expression is parsed three times for each request, and the same ones come again; whoever
# changes a tree has copied it. The names of a class's methods were looked up for each request.
_parse = staticmethod(lru_cache(maxsize=5_000)(UpdateExpressionParser.make))
_methods = cache(method_names_from_class)

PARTS: tuple[tuple[Any, str, Any], ...] = (
    (botocore.session, "create_loader", _loader),
    (EventAliaser, "__init__", _aliaser),
    (BaseJSONSerializer, "_serialize_type_structure", _structure),
    (DepthFirstTraverser, "traverse_node_recursively", _traverse),
    (Node, "find_clauses", _find_clauses),
    (Node, "__deepcopy__", _copy_of_node),
    (ActionCountValidator, "verify_action_counts", _counts),
    (OverlappingPathsValidator, "check_for_overlapping_paths", _overlaps),
    (UpdateExpressionParser, "make", _parse),
    (responses, "method_names_from_class", _methods),
    (DynamoType, "to_regular_json", _regular_json),
    (StreamRecord, "__deepcopy__", _itself),
)


_AS_IT_COMES = tuple((owner, name, vars(owner).get(name)) for owner, name, _ in PARTS)


def install() -> None:
    """For this process."""
    for owner, name, part in PARTS:
        setattr(owner, name, part)


def remove() -> None:
    """As it comes; what it does not have goes."""
    for owner, name, part in _AS_IT_COMES:
        if part is None:
            delattr(owner, name)
        else:
            setattr(owner, name, part)
