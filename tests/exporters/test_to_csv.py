from __future__ import annotations

import csv
import io
from pathlib import Path

from hkcs_exporters.tidy import FIELDS
from hkcs_model import build_report, load
from hkcs_model.hookspecs import Loss
from hkcs_model.plugins import built_in
from hkcs_model.testing import HARD_TEXTS, hard_report
from tests.reports import exported

GOLDEN = Path(__file__).parents[1] / "golden" / "hkcs.csv"


def rows(data: bytes) -> list[dict[str, str]]:
    """Return a table as its rows."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_the_built_in_report_is_this_table() -> None:
    """Cell by cell; whoever changes it on purpose writes the file anew."""
    assert exported(build_report(load("hkcs")), "csv", bom=False) == GOLDEN.read_bytes()


def test_the_fields_of_a_figure_are_columns_and_so_is_each_dimension() -> None:
    (header, *_) = csv.reader(io.StringIO(exported(hard_report(), "csv").decode("utf-8-sig")))
    expected = [name for name in FIELDS if name != "by"]
    expected[3:3] = ["kind", "year"]
    assert header[: len(expected)] == expected
    assert header[len(expected) :] == ["overlap", "readings", "source", "quote", "assumptions"]


def test_nothing_zero_and_withheld_are_told_apart() -> None:
    found = {row["id"]: row for row in rows(exported(hard_report(), "csv"))}
    assert (found["zero"]["low"], found["zero"]["text"]) == ("0", "0")
    assert (found["withheld"]["low"], found["withheld"]["text"]) == ("", "withheld")
    assert found["withheld"]["withheld"] == "true"
    assert (found["more"]["high"], found["more"]["low_exclusive"]) == ("", "true")
    assert (found["fraction"]["low"], found["fraction"]["high"]) == ("12.5", "13.25")
    assert found["large"]["low"] == str(2**53 + 1)


def test_no_cell_is_a_formula_and_every_text_comes_back() -> None:
    for n, text in enumerate(HARD_TEXTS):
        (row,) = [row for row in rows(exported(hard_report(), "csv")) if row["id"] == f"text-{n}"]
        assert row["quote"].removeprefix("'") == text
        assert row["quote"].lstrip()[:1] not in tuple("=+-@|")


def test_a_byte_order_mark_comes_where_it_is_wanted() -> None:
    assert exported(hard_report(), "csv", bom=True).startswith(b"\xef\xbb\xbfid,")
    assert exported(hard_report(), "csv", bom=False).startswith(b"id,")


def test_it_tells_what_it_cannot_carry() -> None:
    losses = built_in().exporters["csv"].write(hard_report(), io.BytesIO(), _options())
    assert [type(loss) for loss in losses] == [Loss, Loss, Loss]
    assert [loss.what for loss in losses] == ["language", "text", "account"]


def _options() -> object:
    return built_in().exporters["csv"].options()
