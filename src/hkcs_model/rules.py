"""Counting rules: the one operator's arguments, the catalogue of them, and ratios of two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import field, frozen

from .facts import (
    FACT_TABLES,
    FactTable,
    determines,
    dimensions,
    has_dimension,
    has_key_part,
    is_single_valued,
)
from .languages import Text
from .problems import Fault
from .quantity import Number
from .spelling import did_you_mean
from .values import Value

FAMILIES = ("persons", "days", "contacts", "sessions and groups")
"""What the catalogue's rules count, in the order in which they are listed."""

Weight = Literal["hours", "days"]


@frozen(kw_only=True, eq=False, repr=False)
class Rule(Value):
    """What is counted: of the facts of `over` that belong, the distinct values of `key`.

    With a weight, the weight is added up for each distinct key instead, and each sum held to `cap`.

    Attributes:
        id: what statements, figures and questions name it by.
        over: the fact table.
        key: the dimensions whose distinct values are counted; `person` may be one of them.
        where: what belongs, beside the question's own filters; empty means every fact.
        weight: `hours` or `days`, added up; None counts.
        cap: the most that one key can weigh; None is no limit.
        label: what it is called, as a plural that stands after a number.
        family: the heading that it is listed under.
    """

    id: str
    over: str
    key: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]] = field(factory=dict, hash=False)
    weight: Weight | None = None
    cap: Number | None = None
    label: Text = Text()
    family: str = ""

    @property
    def table(self) -> FactTable:
        """The fact table that it counts over."""
        return FACT_TABLES[self.over]

    @property
    def is_of_persons(self) -> bool:
        """Whether it tells persons apart: then its small numbers are protected."""
        return "person" in self.key

    @property
    def lasts(self) -> bool:
        """Whether its facts last from day to day: then a date does not tell them apart."""
        return self.table.dated == "span"

    @property
    def has_fractions(self) -> bool:
        """Whether its figures can have fractions, as hours and days can."""
        return self.weight is not None

    def separates(self, dimension: str) -> bool:
        """Tell whether its figures over the values of a dimension add up to their total."""
        return is_single_valued(self.table, dimension) and determines(
            self.table, self.key, dimension
        )


def _rule(  # noqa: PLR0913, PLR0917 - one argument a column of the catalogue's table
    family: str,
    id_: str,
    over: str,
    key: str,
    en: str,
    hant: str,
    hans: str,
    weight: Weight | None = None,
    cap: Number | None = None,
) -> Rule:
    label = Text({"en": en, "zh-Hant": hant, "zh-Hans": hans})
    return Rule(
        id=id_,
        over=over,
        key=tuple(key.split()),
        weight=weight,
        cap=cap,
        label=label,
        family=family,
    )


_PERSONS, _DAYS, _CONTACTS, _SESSIONS = FAMILIES

# fmt: off
_CATALOGUE = (
    _rule(_PERSONS, "persons_served", "attendances", "person",
          "persons served (head count, unduplicated)", "服務人數(不重複)", "服务人数(不重复)"),
    _rule(_CONTACTS, "contacts", "attendances", "person session",
          "contacts (person-times)", "服務人次", "服务人次"),
    _rule(_CONTACTS, "staff_contacts", "staffed_attendances", "staff person session",
          "contacts between a member of staff and a person", "接觸次數", "接触次数"),
    _rule(_CONTACTS, "contact_hours", "attendances", "person session",
          "contact hours", "人時", "人时", weight="hours"),
    _rule(_DAYS, "person_days", "attendance_dates", "person date",
          "person-days of attendance", "人日", "人日"),
    _rule(_CONTACTS, "absences", "absences", "person session",
          "absences", "缺席人次", "缺席人次"),
    _rule(_PERSONS, "enrolled_persons", "enrolments", "person",
          "persons enrolled", "登記人數", "登记人数"),
    _rule(_PERSONS, "enrolments", "enrolments", "person activity",
          "enrolments (places taken)", "修讀人次(按活動)", "修读人次(按活动)"),
    _rule(_PERSONS, "enrolments_started", "enrolment_starts", "person activity",
          "new enrolments", "新登記", "新登记"),
    _rule(_PERSONS, "enrolments_ended", "enrolment_ends", "person activity",
          "enrolments ended", "結束登記", "结束登记"),
    _rule(_DAYS, "enrolled_days", "enrolled_dates", "person date",
          "days enrolled", "在冊人日", "在册人日"),
    _rule(_DAYS, "enrolled_nights", "enrolled_nights", "person date",
          "nights of stay", "住宿晚數", "住宿晚数"),
    _rule(_SESSIONS, "sessions", "sessions", "session",
          "sessions held", "節數", "节数"),
    _rule(_DAYS, "service_days", "session_dates", "date",
          "days on which service was given", "服務日數", "服务日数"),
    _rule(_PERSONS, "staff", "staffing", "staff",
          "staff deployed", "派出人員數", "派出人员数"),
    _rule(_DAYS, "staff_days", "staffing", "staff date",
          "staff-days (days of supervision)", "督導人日", "督导人日", weight="days", cap=1),
    _rule(_DAYS, "staff_hours", "staffing_sessions", "staff session",
          "staff hours", "服務時數", "服务时数", weight="hours"),
    _rule(_SESSIONS, "groups", "groups", "group",
          "groups (intake cohorts) active", "組數(批/屆)", "组数(批/届)"),
    _rule(_SESSIONS, "groups_started", "group_starts", "group",
          "groups started", "新開組數", "新开组数"),
    _rule(_SESSIONS, "groups_completed", "group_ends", "group",
          "groups completed", "完成組數", "完成组数"),
    _rule(_SESSIONS, "activities", "activities", "activity",
          "activities", "活動數", "活动数"),
)
# fmt: on

CATALOGUE = {rule.id: rule for rule in _CATALOGUE}
"""Every rule that ships with the library by its id, in the order of the contract."""

_RULE_ID = r"[^\W\d]\w*"
_EXPRESSION = re.compile(rf"({_RULE_ID})(?:/(?:({_RULE_ID})|\(({_RULE_ID})\+({_RULE_ID})\)))?")


@frozen(eq=False, repr=False)
class Expression(Value):
    """What a figure shows: one rule, a ratio `a/b`, or a share `a/(a+b)`.

    Attributes:
        above: the id of the rule, or of the one above the line.
        below: the id of the rule below the line; of a share, the other one; empty for one rule.
        is_share: whether the line is `above/(above+below)`.
    """

    above: str
    below: str = ""
    is_share: bool = False

    @classmethod
    def parse(cls, text: str) -> Expression | None:
        """Read a rule, ratio or share; return None where the text is none of them."""
        match = _EXPRESSION.fullmatch(text.replace(" ", ""))
        if not match:
            return None
        above, below, first, second = match.groups()
        if first:
            return cls(above, second, is_share=True) if first == above else None
        return cls(above, below or "")

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that take part."""
        return (self.above, self.below) if self.below else (self.above,)

    def __str__(self) -> str:
        if self.is_share:
            return f"{self.above}/({self.above}+{self.below})"
        return "/".join(self.rules)


def faults(rule: Rule) -> Iterator[tuple[str, Fault]]:
    """Tell what is wrong with a rule that somebody else declared: the field, and the fault."""
    if not re.fullmatch(_RULE_ID, rule.id):
        hint = "use letters, digits and _, a letter first"
        yield "id", Fault("not-an-id", "not an id that a question can name", hint)
    if rule.over not in FACT_TABLES:
        hint = did_you_mean(rule.over, FACT_TABLES)
        yield "over", Fault("no-such-facts", "no such fact table", hint)
        return
    if not rule.key:
        yield "key", Fault("no-key", "an empty key", "name what is counted, such as person")
    yield from _faults_of_parts(rule)
    if rule.weight and "session" not in rule.table.parts:
        hint = "leave it out, or count a table of sessions"
        yield "weight", Fault("no-weight", f"{rule.over} has no {rule.weight}", hint)
    if rule.cap is not None and rule.weight is None:
        hint = "add a weight, or leave it out"
        yield "cap", Fault("cap-without-weight", "a cap without a weight", hint)


def _faults_of_parts(rule: Rule) -> Iterator[tuple[str, Fault]]:
    own = dimensions(rule.table)
    for part in rule.key:
        if not has_key_part(rule.table, part):
            hint = did_you_mean(part, sorted({*own, *rule.table.parts}))
            message = f"{rule.over} cannot be told apart by {part}"
            yield "key", Fault("no-such-key", message, hint)
    for dimension in rule.where:
        if not has_dimension(rule.table, dimension):
            message = f"{rule.over} has no dimension {dimension}"
            yield "where", Fault("no-such-dimension", message, did_you_mean(dimension, own))
