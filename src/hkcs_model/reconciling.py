"""Published totals held against the records, and against what must hold between any two counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Literal

from attrs import frozen

from .blocks import between
from .dataset import Dataset
from .dates import Period
from .entities import Statement
from .languages import Message, Text
from .problems import Origin, Problem
from .quantity import Quantity
from .questions import ask, missing_needs
from .scopes import scope_of_statement, span_of, where_of
from .values import Value

Verdict = Literal["agrees", "records fall short", "records exceed", "no records"]

VERDICTS: tuple[Verdict, ...] = ("agrees", "records fall short", "records exceed", "no records")
"""How records can stand to a published total."""

_ONE_DAY = "holds unless a session lasts several days"
_STAFFED = "holds where every session has staff"

LAWS = (
    ("persons_served", "person_days", ""),
    ("persons_served", "contacts", ""),
    ("persons_served", "staff_contacts", _STAFFED),
    ("person_days", "contacts", _ONE_DAY),
    ("contacts", "staff_contacts", _STAFFED),
    ("enrolled_persons", "enrolments", ""),
)
"""What is never more than what, over one scope and span; and under what condition."""

_BROKEN = "{smaller}: {at_least}; {larger}: {at_most}; there cannot be more of the first"


@frozen(kw_only=True, eq=False, repr=False)
class Reconciliation(Value):
    """One statement, under one of its readings, beside the records in its scope and span.

    Attributes:
        statement: its id.
        labels: what it is called.
        rule: the reading: the rule that its words are taken to mean.
        rule_labels: what that is called.
        is_reading: whether it is one of its other readings, not the one that is counted by.
        stated: what was published.
        recorded: what the records come to; None where there are none.
        verdict: how the two stand.
    """

    statement: str
    labels: Text
    rule: str
    rule_labels: Text
    is_reading: bool
    stated: Quantity
    recorded: Quantity | None
    verdict: Verdict


@frozen(kw_only=True, eq=False, repr=False)
class BrokenLaw(Value):
    """Two statements that no numbers can both keep.

    Attributes:
        smaller: the id of the statement of what can never be more, which says more.
        larger: the id of the statement of what can never be less.
        at_least: what the first says.
        at_most: what the second says.
        labels: what the two are called.
        condition: what the law holds under; None where it always does.
    """

    smaller: str
    larger: str
    at_least: Quantity
    at_most: Quantity
    labels: tuple[Text, Text]
    condition: Message | None

    @property
    def message(self) -> Message:
        """The sentence that tells both, each by what it is called."""
        return self._told(*self.labels)

    @property
    def message_for_those_who_mend(self) -> Message:
        """The same with the ids of the two."""
        return self._told(Text({"en": self.smaller}), Text({"en": self.larger}))

    def _told(self, one: Text, other: Text) -> Message:
        ends = {"at_least": self.at_least, "at_most": self.at_most}
        return Message(_BROKEN, {"smaller": one, "larger": other, **ends})


@frozen(kw_only=True, eq=False, repr=False)
class Reconciled(Value):
    """All statements of a dataset, held against its records and the laws.

    Attributes:
        statements: each statement under each of its readings.
        laws: the laws that two statements break.
    """

    statements: tuple[Reconciliation, ...]
    laws: tuple[BrokenLaw, ...]

    @property
    def differs(self) -> bool:
        """Whether anything does not agree; a total without records agrees with what there is."""
        told = (found.verdict for found in self.statements if not found.is_reading)
        return bool(self.laws) or not {*told} <= {"agrees", "no records"}


def reconcile(dataset: Dataset) -> Reconciled:
    """Hold every published total against the records and against the laws."""
    found = [one for statement in dataset.statements for one in held(dataset, statement)]
    return Reconciled(statements=tuple(found), laws=tuple(broken_laws(dataset)))


def held(dataset: Dataset, statement: Statement) -> Iterator[Reconciliation]:
    """Hold one published total against the records, under each of its readings."""
    for rule in (statement.rule, *statement.readings):
        yield _held(dataset, statement, rule)


def _held(dataset: Dataset, statement: Statement, rule_id: str) -> Reconciliation:
    rule = dataset.rules[rule_id]
    counted = _records_of(dataset, statement, rule_id)
    return Reconciliation(
        statement=statement.id,
        labels=statement.label or _id(statement),
        rule=rule_id,
        rule_labels=rule.label or Text({"en": rule_id}),
        is_reading=rule_id != statement.rule,
        stated=statement.value,
        recorded=counted,
        verdict=_verdict(statement.value, counted),
    )


def _records_of(dataset: Dataset, statement: Statement, rule_id: str) -> Quantity | None:
    rule = dataset.rules[rule_id]
    span = span_of(statement).meet(Period(None, dataset.project.as_at))
    if span is None or missing_needs(dataset.headers, rule):
        return None
    from .recorded import recorded  # counting is loaded where there are records to count

    found = recorded(dataset, ask(dataset, rule, where_of(statement), span), ())
    return found.quantity if found.takes_part else None


def _verdict(stated: Quantity, counted: Quantity | None) -> Verdict:
    if counted is None:
        return "no records"
    if between(stated, counted).is_empty:
        return "records fall short"
    if between(counted, stated).is_empty:
        return "records exceed"
    return "agrees"


def broken_laws(dataset: Dataset) -> Iterator[BrokenLaw]:
    """Return the laws that a statement breaks together with a wider or equal one."""
    by_rule: dict[str, list[Statement]] = {}
    for statement in dataset.statements:
        by_rule.setdefault(statement.rule, []).append(statement)
    scopes = {s.id: scope_of_statement(dataset, s) for s in dataset.statements}
    for smaller, larger, condition in LAWS:
        pairs = product(by_rule.get(smaller, ()), by_rule.get(larger, ()))
        for one, other in pairs:
            inside = scopes[one.id].within(scopes[other.id])
            if inside and between(one.value, other.value).is_empty:
                yield BrokenLaw(
                    smaller=one.id,
                    larger=other.id,
                    at_least=one.value,
                    at_most=other.value,
                    labels=(one.label or _id(one), other.label or _id(other)),
                    condition=Message(condition) if condition else None,
                )


def _id(statement: Statement) -> Text:
    return Text({"en": statement.id})


def warnings(dataset: Dataset) -> Iterator[Problem]:
    """Return a warning for each law that two statements break, whatever is not recorded."""
    origins = {statement.id: statement.origin for statement in dataset.statements}
    for broken in broken_laws(dataset):
        if broken.condition is None:
            yield Problem(
                code="contradiction",
                origin=origins[broken.smaller] or Origin("statements"),
                message=f"statements contradict: {broken.message_for_those_who_mend.say('en')}",
                hint="correct one, or let the report tell both",
                severity="warning",
            )
