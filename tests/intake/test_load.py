"""From a folder, or a name, to a dataset: whole, or with every problem told."""

import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given
from hypothesis import strategies as st

from hkcs_model import intake, plugins
from hkcs_model.columns import Cells
from hkcs_model.content import Content
from hkcs_model.dates import PartialDate
from hkcs_model.entities import FigureRequest, Relation, Source, Statement
from hkcs_model.intake import BUILT_IN, load
from hkcs_model.intake.draft import content_of
from hkcs_model.languages import Text
from hkcs_model.problems import DatasetError, Origin, UsageError
from hkcs_model.quantity import Quantity
from hkcs_model.rules import Rule
from tests.datasets import ASKED, PROJECT, SOUND, Files, draft_of, write_dataset

VECTORS = sorted(Path(__file__).parents[1].glob("vectors/[0-9]*/dataset"))
OWN_RULE = '[[rules]]\nid = "phoned"\nover = "attendances"\nkey = ["person"]\n'


def test_the_dataset_that_ships_with_the_package_loads_without_a_warning() -> None:
    dataset = load()
    assert dataset.warnings == ()
    assert dataset.project.as_at == date(2014, 12, 31)
    assert load("hkcs").digest == dataset.digest


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_dataset_that_ships_loads_by_its_name(name: str) -> None:
    """Whatever is odd in one is told as a warning."""
    assert {problem.severity for problem in load(name).warnings} <= {"warning"}


def test_the_dataset_loads_from_a_package_that_is_no_folder(tmp_path: Path) -> None:
    """It is read through the import system, so a zipped package has it too."""
    package = Path(str(files("hkcs_model")))
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as whole:
        for file in sorted(package.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                whole.write(file, Path("hkcs_model") / file.relative_to(package))
    code = "import hkcs_model; print(hkcs_model.__file__, hkcs_model.load().digest)"
    # Coverage would count the archive's modules as other sources, which nothing else reaches.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        encoding="utf-8",
        env={**kept, "PYTHONPATH": str(archive)},
    )
    where, found = done.stdout.split()
    assert where.startswith(str(archive))
    assert found == load().digest


def test_the_dataset_is_found_where_the_package_has_no_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    expected = load("hkcs").digest
    monkeypatch.setattr(intake, "__file__", str(tmp_path / "package.zip" / "intake" / "all.py"))
    assert load("hkcs").digest == expected


def test_there_are_twenty_numbered_vectors() -> None:
    assert len(VECTORS) == 20


@pytest.mark.parametrize("folder", VECTORS, ids=[folder.parent.name for folder in VECTORS])
def test_every_numbered_vector_loads(folder: Path) -> None:
    """Without an error; what is odd in them is told as a warning."""
    dataset = load(folder)
    assert {problem.severity for problem in dataset.warnings} <= {"warning"}
    assert len(dataset.sessions) > 0


def test_a_sound_dataset_is_what_its_files_say(tmp_path: Path) -> None:
    dataset = load(write_dataset(tmp_path, SOUND))
    assert dataset.warnings == ()
    assert dataset.agency.name == Text({"en": "Harbour Youth Service"})
    assert [programme.id for programme in dataset.programmes] == ["edu"]
    assert dataset.requests == ()
    assert dataset.statements[0] == Statement(
        id="st1",
        rule="contacts",
        value=Quantity(35, 44, about=10),
        written="~40",
        activity="a1",
        programme="edu",
    )
    assert dataset.relations == (
        Relation(a="st1", b="st2", relation="disjoint", by="the director"),
    )
    assert dataset.sources == (Source(id="web", title=Text({"en": "Website"})),)
    assert dataset.milestones[0].date == PartialDate(2014, 5)
    assert dataset.activities[0].partners == ("pku",)
    assert dataset.activity_of["a2"] is dataset.activities[1]
    assert dataset.organisations[0].origin == Origin("organisations.csv", 2)
    assert dataset.groups[0].activity == "a1"
    assert dataset.headers["attendances"] == ("session", "person", "status")
    assert len(dataset.persons) == 3
    assert dataset.as_at == PartialDate(2014, 12, 31)
    assert repr(dataset) == (f"<Dataset Bridges of Harbour Youth Service, {dataset.digest[:12]}>")


def test_the_figures_that_a_project_asks_for_are_its_requests(tmp_path: Path) -> None:
    dataset = load(write_dataset(tmp_path, ASKED))
    assert dataset.warnings == ()
    assert dataset.project.source == "web"
    assert dataset.requests == (
        FigureRequest(
            id="met",
            rule="contacts/enrolments",
            where={
                "group": ("g1",),
                "person.gender": ("F",),
                "partner": ("pku",),
                "activity": ("a2",),
            },
        ),
        FigureRequest(id="absent", rule="absences", by=("session.room", "activity")),
    )


def test_other_columns_of_descriptive_tables_are_attributes(tmp_path: Path) -> None:
    activities = "id,programme,kind,district,origin\na1,edu,course,北,x\na2,edu,visit,,\n"
    dataset = load(write_dataset(tmp_path, {"activities": activities}))
    assert [activity.attributes for activity in dataset.activities] == [
        {"district": "北", "origin": "x"},
        {},
    ]


def test_texts_are_given_per_language(tmp_path: Path) -> None:
    """A column without a language is in the dataset's own."""
    header = "id,programme,kind,title,title@zh-Hans,title@zh-Hant"
    activities = f"{header}\na1,edu,course,Bridges,桥,\na2,edu,course,,,橋\n"
    dataset = load(write_dataset(tmp_path, {"activities": activities}))
    assert [activity.title for activity in dataset.activities] == [
        Text({"en": "Bridges", "zh-Hans": "桥"}),
        Text({"zh-Hant": "橋"}),
    ]


def test_the_values_of_a_dimension_have_words(tmp_path: Path) -> None:
    """What nobody gave words for is shown as it is, in the dataset's language."""
    dataset = load(write_dataset(tmp_path, SOUND))
    assert dataset.words_for("kind", "course") == Text({"en": "course", "zh-Hant": "課程"})
    assert dataset.words_for("kind", "visit") == Text({"en": "visit"})


def test_a_rule_of_the_agency_s_own_may_be_named(tmp_path: Path) -> None:
    files = {"project": PROJECT + OWN_RULE, "statements": "id,rule,value\nst1,phoned,4\n"}
    dataset = load(write_dataset(tmp_path, files))
    assert list(dataset.own_rules) == ["phoned"]
    assert dataset.rules["phoned"].key == ("person",)
    assert "contacts" in dataset.rules


def test_a_statement_of_a_rule_with_a_filter_needs_no_records(tmp_path: Path) -> None:
    """The rule filters by a dimension that only records would have; the statement stands."""
    project = f'{PROJECT}{OWN_RULE}where = {{ mode = ["phone"] }}\n'
    files = {"project": project, "statements": "id,rule,value\nst1,phoned,4\n"}
    assert load(write_dataset(tmp_path, files)).statements[0].value == Quantity.exactly(4)


def test_a_rule_of_a_plugin_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule(id="meals", over="attendances", key=("person", "session"))
    monkeypatch.setattr(plugins, "plugin_rules", lambda: {"meals": rule})
    project = f'{PROJECT}[[figures]]\nid = "f"\nrule = "meals/contacts"\n'
    files = {
        "project": project,
        "statements": "id,rule,value,readings\nst1,meals,4,\nst2,contacts,4,meals; contacts\n",
    }
    assert load(write_dataset(tmp_path, files)).own_rules == {"meals": rule}


def test_statements_that_contradict_are_told_as_warnings(tmp_path: Path) -> None:
    files = {
        "activities": "id,programme,kind\na1,edu,course\n",
        "statements": "id,rule,value,activity\nall,contacts,4,\npart,contacts,9,a1\n",
    }
    (warning,) = load(write_dataset(tmp_path, files)).warnings
    assert warning.code == "contradiction"
    assert str(warning) == (
        "statements.csv:3: warning: statements contradict: part: at least 9; all: at most 4;"
        " not all of it can be true; correct one, or let the report tell both"
    )


def test_warnings_are_told_with_the_errors(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path, {"budget": "x\n", "persns": "id\n"})
    with pytest.raises(DatasetError, match=r"(?s)^budget\.csv: warning: .*\n1 error, 1 warning$"):
        load(folder)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("hkc", "did you mean hkcs?", id="near"),
        pytest.param("nowhere", "there are hkcs, sample", id="far"),
        pytest.param("x" * 5000, "there are hkcs, sample", id="longer than any path"),
        pytest.param("a\0b", "there are hkcs, sample", id="NUL"),
    ],
)
def test_an_unknown_name_is_answered_with_those_that_there_are(name: str, hint: str) -> None:
    with pytest.raises(UsageError) as raised:
        load(name)
    said = "no such path, and no dataset that ships with the package"
    assert str(raised.value) == f"{name}: {said}; {hint}"


def test_what_is_no_regular_file_is_no_dataset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe or device may have no end, so it is not begun."""
    pipe = tmp_path / "pipe.json"
    pipe.touch()
    monkeypatch.setattr(Path, "is_file", lambda _: False)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it is opened"))
    with pytest.raises(UsageError, match=r"pipe.json: a device or pipe, and no file; save what"):
        load(pipe)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("notes.txt", b"{}", id="a text"),
        pytest.param("book.xls", b"", id="an empty workbook"),
        pytest.param("data.bin", b"SQLite", id="half of what SQLite files begin with"),
        pytest.param("project.toml", PROJECT.encode(), id="the project without its folder"),
        pytest.param("sessions.csv", b"id,activity,date\n", id="a table without its folder"),
    ],
)
def test_a_file_that_is_no_form_is_refused(name: str, data: bytes, tmp_path: Path) -> None:
    """And the message shows its name, not where it lies."""
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(UsageError) as raised:
        load(file)
    assert str(raised.value) == (
        f"{name}: not a form of a dataset; "
        "take a folder with project.toml, or a .json, .xlsx or SQLite file"
    )


@pytest.mark.parametrize(
    "encode",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(lambda text: text.encode("utf-8-sig"), id="BOM"),
        pytest.param(lambda text: text.encode("utf-16"), id="UTF-16"),
        pytest.param(lambda text: text.replace("\n", " \n").encode(), id="blanks"),
        pytest.param(lambda text: (text + "\n\n").encode(), id="blank rows at the end"),
    ],
)
def test_the_digest_is_that_of_the_content(encode: object, tmp_path: Path) -> None:
    assert callable(encode)
    plain = load(write_dataset(tmp_path / "plain", SOUND)).digest
    other = {name: encode(text) for name, text in SOUND.items()}
    assert load(write_dataset(tmp_path / "other", other)).digest == plain


def _changes() -> list[ParameterSet]:
    """Return each file with one of its words another."""
    words = ("2014", "a1", "pku", "chan-tai-man", "st1", "web", "edu", "Opened")
    other = {word: word + word[-1] for word in words} | {"2014": "2012"}
    return [
        pytest.param(name, str(old), str(old).replace(word, other[word], 1), id=f"{word}-of-{name}")
        for name, old in SOUND.items()
        for word in words
        if word in str(old)
    ]


@pytest.mark.parametrize(("name", "old", "new"), _changes())
def test_the_digest_changes_with_every_cell(name: str, old: str, new: str, tmp_path: Path) -> None:
    """Whichever text of whichever file is another, the digest is another."""
    assert old != new
    plain = _content_of(tmp_path / "plain", SOUND).digest()
    assert _content_of(tmp_path / "other", {**SOUND, name: new}).digest() != plain


def _content_of(folder: Path, files: Files) -> Content:
    """Return what files say, whether or not it could be counted."""
    draft = draft_of(folder, files)
    assert draft.project is not None
    return content_of(draft.project, draft.raw.tables)


TEXTS = st.text("ab\x1d\x1e\x1f,", max_size=4)


@given(*2 * [st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3)])
def test_the_digest_tells_any_two_contents_apart(
    these: list[tuple[str, str]], those: list[tuple[str, str]]
) -> None:
    """Also where cells hold the signs that a fingerprint might part them by."""
    assert (_digest_of(these) == _digest_of(those)) == (these == those)


def test_the_digest_does_not_run_cells_together() -> None:
    assert _digest_of([("a\x1fb", ""), ("c", "")]) != _digest_of([("a", ""), ("b\x1fc", "")])


def _digest_of(rows: list[tuple[str, str]]) -> str:
    ids, names = (Cells.of(cells) for cells in zip(*rows, strict=True))
    tables = {"organisations": {"id": ids, "name": names}}
    return Content(project={"project": {"title": "x"}}, tables=tables).digest()


def test_the_digest_is_the_same_in_any_order_of_columns_and_keys(tmp_path: Path) -> None:
    header, *rows = str(SOUND["groups"]).splitlines()
    turned = "\n".join(",".join(reversed(line.split(","))) for line in (header, *rows))
    project = str(SOUND["project"])
    moved = project.replace('title = "Bridges"\nas_at', "as_at").replace(
        "2014-12-31\n", '2014-12-31\ntitle = "Bridges"\n', 1
    )
    files: Files = {**SOUND, "groups": turned, "project": moved}
    assert moved != project
    plain = load(write_dataset(tmp_path / "plain", SOUND)).digest
    assert load(write_dataset(tmp_path / "other", files)).digest == plain


def test_problems_can_be_told_as_data(tmp_path: Path) -> None:
    """Every part of a problem is a plain value."""
    with pytest.raises(DatasetError, match="persns") as raised:
        load(write_dataset(tmp_path, {"persns": "id\n"}))
    (problem,) = raised.value.problems
    told = json.dumps([problem.code, problem.origin.file, problem.message, problem.hint])
    assert json.loads(told)[:2] == ["unknown-table", "persns.csv"]


def test_a_folder_that_cannot_be_listed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(UsageError, match=r"cannot be read: permission denied; see to its"):
        load(tmp_path)


def test_an_encoding_that_is_none_of_the_known_ones_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^big5: not an encoding; did you mean big5hkscs\?$"):
        load("hkcs", encoding="big5")
