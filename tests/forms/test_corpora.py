"""What others collected: texts, JSON, workbooks that break readers; told of and never a crash."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hkcs_model.dataset import Dataset
from hkcs_model.intake import load
from hkcs_model.intake.folder import OLD_ENCODINGS
from hkcs_model.problems import DatasetError, Problem, UsageError
from tests.datasets import PROJECT as PROJECT_TEXT
from tests.datasets import write_dataset
from tests.forms.forms import PROJECT, problems_of

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"

pytestmark = pytest.mark.shared


def files_in(folder: str, pattern: str = "*") -> list[Any]:
    """Return the files of a corpus as parameters; none where there is no such folder."""
    found = sorted(path for path in (CORPORA / folder).glob(pattern) if path.is_file())
    return [pytest.param(path, id=str(path.relative_to(CORPORA))) for path in found]


def read_or_told(source: Path, encoding: str = "") -> Dataset | tuple[Problem, ...]:
    """Return a dataset, or the problems that it has, each with its file."""
    try:
        return load(source, encoding=encoding)
    except DatasetError as error:
        told = error.problems
    assert any(problem.severity == "error" for problem in told)
    assert all(str(problem.origin) for problem in told)
    return told


@pytest.mark.parametrize("path", files_in("json-test-suite/test_parsing", "n_*.json"))
def test_what_is_no_json_is_refused(path: Path) -> None:
    """Nothing is read of it, and the file is named."""
    (problem,) = problems_of(path)
    assert problem.code in ("not-json", "not-utf-8")
    assert problem.origin.file == path.name


@pytest.mark.parametrize("path", files_in("json-test-suite/test_parsing", "[iy]_*.json"))
def test_json_that_is_no_dataset_is_told_of_and_never_crashes(path: Path) -> None:
    """Also what parsers may take or leave: huge numbers, halves of signs, a depth of 500."""
    assert isinstance(read_or_told(path), tuple)


@pytest.mark.parametrize("path", files_in("json-test-suite/test_parsing", "*.json"))
def test_json_that_is_no_table_is_told_of_and_never_crashes(path: Path, tmp_path: Path) -> None:
    """Each as the array of a table, beside a sound project."""
    head = json.dumps(PROJECT)[:-1].encode()
    target = tmp_path / "dataset.json"
    target.write_bytes(head + b', "activities": ' + path.read_bytes() + b"}")
    found = read_or_told(target)
    if path.name.startswith("n_"):
        assert isinstance(found, tuple)


@pytest.mark.parametrize("path", files_in("messytables-horror/horror"))
def test_a_horror_is_told_of_and_never_crashes(path: Path) -> None:
    """As a dataset of its own: workbooks, archives, web pages, and none of them a dataset."""
    try:
        problems = read_or_told(path)
    except UsageError as error:
        assert str(error).startswith(f"{path.name}: not a form of a dataset; ")  # noqa: PT017
    else:
        assert isinstance(problems, tuple)


ENCODINGS = ("", *OLD_ENCODINGS)
TEXTS = [
    *files_in("messytables-horror/horror", "*.[cst]sv"),
    *files_in("csv-spectrum/csvs"),
    *files_in("cpython-cjkencodings"),
    *files_in("synthetic-hk", "*.csv"),
    *files_in("synthetic-hk", "*.txt"),
    *files_in("blns"),
    *files_in("csv-injection-payloads/Intruder"),
]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("path", TEXTS)
def test_a_text_as_a_table_is_told_of_and_never_crashes(
    path: Path, encoding: str, tmp_path: Path
) -> None:
    """Each as a table and as a register; bytes of another encoding are told with their line."""
    data = path.read_bytes()
    sound = {"activities": "id,programme,kind\na1,edu,course\n"}
    folder = write_dataset(tmp_path, {**sound, "organisations": data, "register.a1.csv": data})
    found = read_or_told(folder, encoding)
    if isinstance(found, tuple):
        undecoded = [one for one in found if one.code in ("not-utf-8", "not-of-the-encoding")]
        assert all(problem.origin.row for problem in undecoded)
        assert {one.origin.file for one in found} <= {"organisations.csv", "register.a1.csv"}


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("big5hkscs", "big5hkscs"), ("gb18030", "gb18030"), ("big5", "big5hkscs")],
)
def test_texts_of_older_encodings_are_read_as_what_they_are(
    name: str, encoding: str, shared: Path, tmp_path: Path
) -> None:
    """Without `--encoding` the message says which would read it; with it no sign differs."""
    corpus = shared / "corpora" / "cpython-cjkencodings"
    lines = [
        [
            line.replace(b'"', b"")
            for line in (corpus / file).read_bytes().splitlines()
            if line.strip()
        ]
        for file in (f"{name}.txt", f"{name}-utf8.txt")
    ]
    assert len(lines[0]) == len(lines[1])
    rows = [
        b"id,name\n" + b"".join(b'%d,"%s"\n' % pair for pair in enumerate(part, 1))
        for part in lines
    ]
    old = write_dataset(tmp_path / "old", {"organisations": rows[0]})
    (problem,) = problems_of(old)
    assert problem.code == "not-utf-8"
    assert encoding in problem.hint
    new = load(write_dataset(tmp_path / "new", {"organisations": rows[1]}))
    assert load(old, encoding=encoding).digest == new.digest


SCHOOLS = PROJECT_TEXT + ('[columns]\norganisations.id = "學校編號"\norganisations.name = "學校"\n')
NAMES = {
    "excel-utf8-bom.csv": "",
    "excel-ansi-big5hkscs.csv": "big5hkscs",
    "wps-gb18030.csv": "gb18030",
    "mixed-newlines.csv": "",
}


@pytest.mark.parametrize("name", NAMES)
def test_schools_are_read_from_what_spreadsheets_in_hong_kong_save(
    name: str, shared: Path, tmp_path: Path
) -> None:
    """Full-width digits and characters of HKSCS included; columns of no meaning are told."""
    data = (shared / "corpora" / "synthetic-hk" / name).read_bytes()
    folder = write_dataset(tmp_path, {"project": SCHOOLS, "organisations": data})
    dataset = load(folder, encoding=NAMES[name])
    assert [one.id for one in dataset.organisations][:2] == ["S001", "S002"]
    names = [str(one.name) for one in dataset.organisations]
    assert names[0] == "大埔官立中學"
    assert not any("?" in one or "\ufffd" in one for one in names)
    assert {warning.code for warning in dataset.warnings} == {"column-not-read"}


def told_of_schools(path: Path, folder: Path, encoding: str = "") -> Iterator[tuple[str, str]]:
    """Return what is told of a file as the table of schools: the kind and the place of each."""
    write_dataset(folder, {"project": SCHOOLS, "organisations": path.read_bytes()})
    found = read_or_told(folder, encoding)
    for problem in found.warnings if isinstance(found, Dataset) else found:
        if problem.code != "column-not-read":
            yield problem.code, str(problem.origin)


def test_files_that_were_damaged_are_told_with_file_and_line(shared: Path, tmp_path: Path) -> None:
    """Bytes of another encoding, a save that lost characters, one that was encoded twice, tabs."""
    corpus = shared / "corpora" / "synthetic-hk"
    ansi = corpus / "excel-ansi-cp950-lossy.csv"
    assert list(told_of_schools(ansi, tmp_path / "1")) == [("not-utf-8", "organisations.csv:1")]
    lossy = list(told_of_schools(ansi, tmp_path / "2", "big5hkscs"))
    assert lossy == [("lossy-text", "organisations.csv:3:學校")]
    twice = list(told_of_schools(corpus / "double-encoded.csv", tmp_path / "3"))
    assert {code for code, _ in twice} == {"missing-column"}
    assert all(place.startswith("organisations.csv:1:") for _, place in twice)
    tabs = list(told_of_schools(corpus / "excel-unicode-utf16le-tab.txt", tmp_path / "4"))
    assert tabs == [("not-commas", "organisations.csv:1")]


def test_cells_that_spreadsheets_compute_are_texts(shared: Path, tmp_path: Path) -> None:
    data = (shared / "corpora" / "synthetic-hk" / "formula-cells.csv").read_bytes()
    dataset = load(write_dataset(tmp_path, {"organisations": data}))
    assert [str(one.name) for one in dataset.organisations] == [
        *("=1+1", "＝1+1", "=1+1", "+852 2345 6789", "-5", "@SUM(1)", "=1+1")
    ]


def test_a_workbook_with_two_far_corners_is_read_in_a_moment(shared: Path) -> None:
    """4.8 kB that kill a reader which makes all the cells between them."""
    path = shared / "corpora" / "synthetic-hk" / "sparse-corners-4.8kB.xlsx"
    assert isinstance(read_or_told(path), tuple)


@pytest.mark.parametrize("path", files_in("csv-spectrum/csvs"))
def test_the_spectrum_of_csv_is_read_as_others_read_it(path: Path, tmp_path: Path) -> None:
    """As attributes of persons: the cells are those of the corpus's own JSON, trimmed."""
    wanted = _read_by_others(path)
    dataset = load(write_dataset(tmp_path, {"persons": _numbered(path, len(wanted))}))
    found = [
        {name: value for name, value in person.attributes.items() if value}
        for person in dataset.persons
    ]
    assert found == [
        {name: str(value).strip() for name, value in row.items() if str(value).strip()}
        for row in wanted
    ]


def _read_by_others(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of the corpus as its own JSON has them."""
    rows = json.loads((path.parents[1] / "json" / f"{path.stem}.json").read_text("utf-8"))
    if path.stem == "location_coordinates":  # an object alone, of another telephone number
        return [rows | {"Contact Phone Number": "2095257564"}]
    found: list[dict[str, Any]] = rows
    return found


def _numbered(path: Path, length: int) -> str:
    """Return a file of the corpus with an id in front of every row, also of rows of two lines."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert len(rows) == length
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in [header, *rows]]
    ids = ["id", *map(str, range(length))]
    return "".join(",".join([id_, *row]) + "\n" for id_, row in zip(ids, quoted, strict=True))
