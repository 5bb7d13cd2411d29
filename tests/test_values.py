"""Values compare, hash and show themselves as attrs would have them do it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve, field, fields, frozen, has

from hkcs_model import entities, hookspecs, languages, problems, report, rules
from hkcs_model.problems import Origin
from hkcs_model.values import Value


@frozen(kw_only=True)
class AsAttrs:
    name: str
    notes: Mapping[str, str] = field(factory=dict, hash=False)
    seen: int = field(default=0, eq=False, repr=False)


@frozen(kw_only=True, eq=False, repr=False)
class Ours(Value):
    name: str
    notes: Mapping[str, str] = field(factory=dict, hash=False)
    seen: int = field(default=0, eq=False, repr=False)


@frozen(eq=False, repr=False)
class Nothing(Value):
    """Has no fields."""


GIVEN: tuple[dict[str, Any], ...] = (
    {"name": "a"},
    {"name": "b"},
    {"name": "a", "notes": {"x": "y"}},
    {"name": "a", "seen": 3},
)


@pytest.mark.parametrize("one", GIVEN, ids=str)
@pytest.mark.parametrize("other", GIVEN, ids=str)
def test_they_are_equal_where_attrs_says_so(one: dict[str, Any], other: dict[str, Any]) -> None:
    equal = AsAttrs(**one) == AsAttrs(**other)
    assert (Ours(**one) == Ours(**other)) is equal
    assert (Ours(**one) != Ours(**other)) is not equal
    assert not equal or hash(Ours(**one)) == hash(Ours(**other))


@pytest.mark.parametrize("given", GIVEN, ids=str)
def test_they_show_themselves_as_attrs_shows_them(given: dict[str, Any]) -> None:
    assert repr(Ours(**given)) == repr(AsAttrs(**given)).replace("AsAttrs", "Ours")


def test_a_value_of_another_class_is_another_value() -> None:
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())
    assert repr(Nothing()) == "Nothing()"
    assert Nothing() != Ours(name="a")
    assert Ours(name="a") != AsAttrs(name="a")


def test_a_value_that_cannot_be_hashed_says_so() -> None:
    with pytest.raises(TypeError, match="unhashable type: 'list'"):
        hash(Origin(["not a name"]))  # type: ignore[arg-type]


@pytest.mark.parametrize("module", [entities, hookspecs, languages, problems, report, rules])
def test_every_value_of_a_module_still_is_one(module: Any) -> None:
    """Neither compared by identity nor shown as an address."""
    for cls in vars(module).values():
        if isinstance(cls, type) and has(cls) and not issubclass(cls, BaseException):
            assert cls.__eq__ is not object.__eq__
            assert cls.__hash__ is not object.__hash__
            assert cls.__repr__ is not object.__repr__
            assert "__dict__" not in dir(cls) or not fields(cls)


def test_one_that_is_changed_is_another() -> None:
    was = Ours(name="a")
    assert evolve(was, name="b") == Ours(name="b") != was
