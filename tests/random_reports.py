"""Reports at random: figures of every shape, alone and as rows of a table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from hkcs_model.entities import Activity, Agency, Programme, Project, Source
from hkcs_model.languages import LANGUAGES, Message, Text
from hkcs_model.quantity import Number, Quantity, exact
from hkcs_model.report import Figure, Provenance, Report, Table
from hkcs_model.testing import HARD_TEXTS

DIMENSIONS = ("kind", "year")

_words = st.one_of(
    st.sampled_from(HARD_TEXTS), st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
)
_texts = st.dictionaries(st.sampled_from(LANGUAGES), _words, min_size=1).map(Text)
_wholes = st.one_of(st.integers(0, 3000), st.integers(2**53, 10**23))
_fractions = st.decimals(0, 10**6, places=4, allow_nan=False, allow_infinity=False)
_numbers: st.SearchStrategy[Number] = st.one_of(_wholes, _fractions.map(exact))
_periods = st.sampled_from(["../2014-12-31", "2007-09-01/2014-12-31", "1992-01-01/2007-12-31"])
_sentences = st.lists(
    st.builds(lambda what: Message("{what}", {"what": what}), _words), max_size=1
).map(tuple)


@st.composite
def _quantities(draw: st.DrawFn) -> Quantity:
    """Return an exact number, a rounded one, one with two ends or one without an upper limit."""
    low, high = sorted([draw(_numbers), draw(_numbers)])
    if draw(st.booleans()):
        return Quantity.exactly(low)
    if draw(st.booleans()):
        return Quantity(low, None, low_exclusive=draw(st.booleans()))
    if draw(st.booleans()):
        return Quantity.parse(f"~{draw(st.integers(1, 10**20))}", fractions=draw(st.booleans()))
    is_wide = low < high
    return Quantity(low, high, is_wide and draw(st.booleans()), is_wide and draw(st.booleans()))


@st.composite
def _ends(draw: st.DrawFn) -> dict[str, Any]:
    """Return the ends of a figure, or the marks of one that is withheld or not known."""
    kind = draw(st.sampled_from(["withheld", "unknown", "number", "number", "number"]))
    if kind != "number":
        is_ratio = kind == "unknown"
        return {"low": None, "high": None, "withheld": not is_ratio, "is_ratio": is_ratio}
    quantity = draw(_quantities())
    names = ("low", "high", "low_exclusive", "high_exclusive", "about")
    return {name: getattr(quantity, name) for name in names}


@st.composite
def _figures(draw: st.DrawFn, /, id_: str, **given: Any) -> Figure:
    return Figure(
        id=id_,
        labels=draw(_texts),
        rule_labels=draw(_texts),
        basis=draw(st.sampled_from(["recorded", "stated", "combined"])),
        set_aside=draw(st.integers(0, 2)),
        contradictions=draw(_sentences),
        assumptions=draw(_sentences),
        quote=draw(st.one_of(st.just(""), _words)),
        source=draw(st.sampled_from(["", "page", "nowhere"])),
        **{"rule": "contacts", "period": draw(_periods), **draw(_ends()), **given},
    )


@st.composite
def _tables(draw: st.DrawFn) -> tuple[list[Figure], list[Table]]:
    """Return the rows of a table, and the table; either may be missing."""
    values = st.tuples(*(st.sampled_from(["", "visit", "=1", "社工"]) for _ in DIMENSIONS))
    rows = draw(st.lists(values, max_size=3, unique=True))
    adding = {"adds_up": draw(st.booleans()), "overlap": draw(st.sampled_from([0, 3, None]))}
    programme = draw(st.sampled_from(["", "care"]))
    given = {"programme": programme, "period": draw(_periods), **adding}
    figures = [
        draw(_figures("rows", by=dict(zip(DIMENSIONS, row, strict=True)), **given)) for row in rows
    ]
    total = draw(_figures("rows", **given))
    return figures, [Table(total=total, by=DIMENSIONS)] if draw(st.booleans()) else []


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Return a report with a few figures, in one of the languages."""
    alone = [
        draw(_figures(f"figure-{n}", programme=draw(st.sampled_from(["", "care", "no-title"]))))
        for n in range(draw(st.integers(0, 3)))
    ]
    rows, tables = draw(_tables())
    return Report(
        agency=Agency(name=draw(_texts)),
        project=Project(title=draw(_texts), as_at=date(2014, 12, 31)),
        programmes=(Programme(id="care", title=draw(_texts)),),
        figures=(*alone, *rows),
        tables=tuple(tables),
        activities=draw(
            st.sampled_from([(), (Activity(id="one", programme="care", kind="visit"),)])
        ),
        sources=draw(st.sampled_from([(), (Source(id="page", title=Text({"en": "Page"})),)])),
        provenance=Provenance(
            version="0",
            digest="0" * 64,
            as_at=date(2014, 12, 31),
        ),
    ).in_language(draw(st.sampled_from(LANGUAGES)))


def as_number(text: str | None) -> Number | None:
    """Return digits as the number that they are; None where there are none."""
    return exact(Decimal(text)) if text else None
