"""The guide that comes with an empty dataset, as headings, paragraphs and small tables.

The workbook's first sheet and the folder's page are both made from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from ..languages import Message, Name
from ..quantity import Quantity
from ..rules import CATALOGUE
from ..tables import TABLES
from . import example
from .describing import TABLES_DESCRIBED, describe_column, example_of

if TYPE_CHECKING:
    from ..languages import Sayable

Form = Literal["workbook", "folder"]

RULES = "rules"
"""The name of the guide's table that lists the counting rules."""

_FIRST = ("project", "programmes", "activities", "sessions", "persons", "attendances")


@frozen
class Heading:
    """A line above what follows.

    Attributes:
        text: the words.
        level: 1 for the guide's title, 2 for its parts.
    """

    text: Sayable
    level: int = 2


@frozen
class Paragraph:
    """Some sentences.

    Attributes:
        text: the words.
    """

    text: Sayable


@frozen
class Grid:
    """A small table.

    Attributes:
        header: the names of its columns.
        rows: its rows, each as long as the header.
        caption: what stands above it; empty for nothing.
        name: what a writer of the guide knows it by; empty where nobody asks for it.
    """

    header: tuple[Sayable, ...]
    rows: tuple[tuple[Sayable, ...], ...]
    caption: str = ""
    name: str = ""


Block = Heading | Paragraph | Grid


def guide(form: Form) -> tuple[Block, ...]:
    """Return the guide of an empty dataset in one of its two forms."""
    return (
        Heading(Message("How to fill in this dataset"), 1),
        *_what_this_is(form),
        *_order(form),
        *_cells(form),
        *_worked_example(),
        *_commands(form),
        *_rules(),
        *(_columns() if form == "folder" else ()),
    )


def _what_this_is(form: Form) -> Iterator[Block]:
    yield Paragraph(
        Message(
            "Write down here what your agency did: which sessions it held, and who came. All figures of a report are counted from these rows, and each figure can be traced back to them."  # noqa: E501
        )
    )
    if form == "workbook":
        yield Paragraph(
            Message(
                "Each sheet is a table, and each row of it one thing. The first row names the columns: leave the names as they are. Point at a name to read what stands below it; a name on dark ground has to be filled in for each row. Where a small arrow appears beside a cell, choose from its list. This sheet is not read: write notes here as you like."  # noqa: E501
            )
        )
    else:
        yield Paragraph(
            Message(
                "Each file that ends in {csv} is a table, and each row of it one thing: open it in Excel, and save it as {save}. The first row names the columns: leave the names as they are. The file {project} holds {parts}: open it in a text editor. What each column is for stands at the end of this page.",  # noqa: E501
                {
                    "csv": ".csv",
                    "save": "CSV UTF-8",
                    "project": "project.toml",
                    "parts": "project, programmes, figures, rules",
                },
            )
        )


def _order(form: Form) -> Iterator[Block]:
    rest = tuple(name for name in TABLES_DESCRIBED if name not in _FIRST)
    yield Heading(Message("In which order to fill it in"))
    yield _tables(_FIRST)
    yield Paragraph(Message("The others are for those who need them:"))
    yield _tables(rest)
    if form == "workbook":
        yield Paragraph(
            Message(
                "Delete every sheet for which you keep no records. An empty sheet says that there was nothing of the kind, which is counted as 0; a sheet that is not there says that nobody recorded it."  # noqa: E501
            )
        )
    else:
        yield Paragraph(
            Message(
                "Delete every file for which you keep no records. An empty table says that there was nothing of the kind, which is counted as 0; a table that is not there says that nobody recorded it."  # noqa: E501
            )
        )
    yield Paragraph(
        Message(
            "The same goes for columns: delete those that you do not keep, such as {status} where you list only those who came.",  # noqa: E501
            {"status": "attendances.status"},
        )
    )


def _tables(names: tuple[str, ...]) -> Grid:
    rows = tuple((Name(name), TABLES_DESCRIBED[name]) for name in names)
    return Grid((Message("Table"), Message("What stands in it")), rows)


def _cells(form: Form) -> Iterator[Block]:
    yield Heading(Message("How cells are written"))
    rows = [
        (
            Message("Dates"),
            Message(
                "Year, month, day: {day}. In Hong Kong's order the day comes first, always: {local}. Where only the month or the year is known, write just that: {month}, {year}.",  # noqa: E501
                {"day": "2024-05-04", "local": "4/5/2024", "month": "2024-05", "year": "2024"},
            ),
        ),
        (
            Message("Blank cells"),
            Message(
                "Leave blank what nobody recorded. Write no 0 and no guess: the figure then says between which two numbers it lies. A blank last day says that it is still going on."  # noqa: E501
            ),
        ),
        (
            Message("Numbers"),
            Message("Digits alone, without a unit: {number}.", {"number": "12.5"}),
        ),
        (
            Message("Several in one cell"),
            Message("With a semicolon between two: {staff}.", {"staff": "Lam; Ho"}),
        ),
        (
            Message("Ids"),
            Message(
                "Short codes of your own that begin with a letter, such as {person}, each used once in its table; other tables refer to the row by it. Never use names or identity card numbers of those whom you serve.",  # noqa: E501
                {"person": "P01"},
            ),
        ),
        (
            Message("Columns of your own"),
            Message(
                "You may add columns, such as {column} to {table}: figures can then be split by them.",  # noqa: E501
                {"column": "gender", "table": "persons"},
            ),
        ),
        (
            Message("A second language"),
            Message(
                "Texts in another language stand in a column beside: {column}.",
                {"column": "title@zh-Hant"},
            ),
        ),
    ]
    if form == "workbook":
        rows.insert(
            1,
            (
                Message("Dates in Excel"),
                Message(
                    "Excel makes a day of a month, 1 May of May. On the sheets {tables} put an apostrophe in front where only the month or the year is known: {month}.",  # noqa: E501
                    {"tables": "sessions, enrolments", "month": "'2024-05"},
                ),
            ),
        )
    yield Grid((Message("What"), Message("How")), tuple(rows))


def _worked_example() -> Iterator[Block]:
    yield Heading(Message("An example: one month of a small group"))
    yield Paragraph(
        Message(
            "In May 2024 a support group for carers met four times, the last time for half a day. At the first meeting a guest was there whose name nobody took; from the second on a third carer came. One carer was absent once. This is how it is written down:"  # noqa: E501
        )
    )
    for name, (header, *rows) in example.TABLES.items():
        yield Grid(header, tuple(rows), name)
    yield Paragraph(Message("From these rows the following is counted:"))
    yield Grid(
        (Message("Rule"), Message("Name"), Message("Figure"), Message("Why")),
        tuple(
            (Name(id_), CATALOGUE[id_].label, Quantity.parse(written), why)
            for id_, written, why in example.FIGURES
        ),
    )


def _commands(form: Form) -> Iterator[Block]:
    dataset = "carers.xlsx" if form == "workbook" else "carers"
    yield Heading(Message("How to check and count"))
    yield Paragraph(
        Message(
            "Save it, open a terminal in the folder where it lies, and type a line such as these, with the name of your own in the place of {dataset}.",  # noqa: E501
            {"dataset": dataset},
        )
    )
    does = (
        (
            "check",
            "",
            Message("tells everything that is wrong, with its row and what to write instead"),
        ),
        ("count", " persons_served contacts", Message("counts by the rules that are named")),
        ("explain", " persons_served", Message("tells step by step how the figure comes about")),
        (
            "export",
            " -o report.html",
            Message("writes the report, to read in a browser and to print"),
        ),
    )
    yield Grid(
        (Message("Command"), Message("What it does")),
        tuple((Name(f"hkcs-model {name} {dataset}{rest}"), what) for name, rest, what in does),
    )


def _rules() -> Iterator[Block]:
    yield Heading(Message("The counting rules"))
    rows = tuple((Name(rule.id), rule.label) for rule in CATALOGUE.values())
    yield Grid((Message("Rule"), Message("Name")), rows, name=RULES)


def _columns() -> Iterator[Block]:
    yield Heading(Message("What each column is for"))
    header = (Message("Column"), Message("What it is for"), Message("For example"))
    for name, table in TABLES.items():
        rows = tuple(
            (
                Name(column.name),
                describe_column(name, column),
                Name(example_of(f"{name}.{column.name}")),
            )
            for column in table.columns.values()
        )
        yield Grid(header, rows, name)
