"""The commands that count: what `count`, `explain` and `reconcile` print, warn of and refuse."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from click.shell_completion import ShellComplete

from hkcs_model import cli
from hkcs_model.cli import main
from hkcs_model.languages import LANGUAGES, translate
from hkcs_model.plugins import SWITCH
from hkcs_model.rules import CATALOGUE
from tests.datasets import PROJECT, Files, write_dataset

RECORDS: Files = {
    "project": PROJECT + '[[programmes]]\nid = "pro"\n',
    "activities": "id,programme,kind,place\n"
    'a1,edu,course,"Harbour, East"\na2,pro,visit,Harbour\na3,pro,visit,\n',
    "sessions": "id,activity,date,mode,staff\ns1,a1,2014-01-10,phone,wong-siu-man\n"
    "s2,a1,2014-02-10,,\ns3,a2,2014-03-10,visit,wong-siu-man\ns4,a3,2013-03-11,phone,lam\n",
    "persons": "id,district\nchan-tai-man,Sha Tin\nlee-siu-ming,Kowloon\nho,\n",
    "attendances": "session,person,status\n"
    "s1,chan-tai-man,attended\ns1,lee-siu-ming,attended\ns2,chan-tai-man,attended\ns2,ho,\n"
    "s3,lee-siu-ming,attended\ns4,lee-siu-ming,attended\n",
}
"""Contacts: 3 of a1 and one that may be, 1 of a2, 1 of a3."""
STATED: Files = {**RECORDS, "statements": "id,rule,value,activity\nst1,contacts,3,a1\n"}
DIFFERENT: Files = {**RECORDS, "statements": "id,rule,value,activity\nst1,contacts,2,a1\n"}
PERSONAL = ("chan", "lee-siu", "wong", "Sha Tin", "Kowloon")
"""What is of persons and staff, of which no message may show a part."""


@frozen
class Said:
    """What a command said, and what it ended with."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it printed, as data."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with datasets, which is where we are; no plugin is there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(SWITCH, "")
    for name, files in {"data": RECORDS, "stated": STATED, "different": DIFFERENT}.items():
        write_dataset(tmp_path / name, files)
    return tmp_path


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in this process."""

    def run_it(*words: str) -> Said:
        capsysbinary.readouterr()
        status = main(list(words))
        out, err = capsysbinary.readouterr()
        return Said(status, out.decode(), err.decode())

    return run_it


def figures(said: Said) -> list[tuple[str, str]]:
    """Return the row and the text of each figure that was printed as JSON."""
    assert said.status == 0, said.err
    return [("/".join(one["by"].values()), one["text"]) for one in said.data["figures"]]


def counted(run: Run, *words: str) -> list[tuple[str, str]]:
    return figures(run("count", "data", *words, "--format", "json"))


# ---- count ----


def test_rules_are_counted_as_a_table(run: Run) -> None:
    said = run("count", "data", "contacts", "persons_served")
    assert (said.status, said.err) == (0, "")
    one, other, blank, *_ = said.out.splitlines()
    assert one.startswith(CATALOGUE["contacts"].label.say("en"))
    assert one.endswith("  5 to 6")
    assert other.endswith("  2 to 3")
    assert blank == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("contacts", [("", "5 to 6")], id="a-rule"),
        pytest.param("contacts/sessions", [("", "1.25 to 1.50")], id="a-ratio"),
        pytest.param("contacts/(contacts+absences)", [("", "0.83 to 1.00")], id="a-share"),
        pytest.param(
            "contacts --by activity", [("a1", "3 to 4"), ("a2", "1"), ("a3", "1")], id="rows"
        ),
        pytest.param(
            "contacts --by programme,year",
            [("edu/2014", "3 to 4"), ("pro/2013", "1"), ("pro/2014", "1")],
            id="two-dimensions",
        ),
        pytest.param(
            "contacts --by programme --by year,programme",
            [("edu/2014", "3 to 4"), ("pro/2013", "1"), ("pro/2014", "1")],
            id="by-given-twice",
        ),
        pytest.param(
            "contacts --by mode",
            [("phone", "3 to 5"), ("visit", "1 to 3"), ("", "1 to 2")],
            id="not-recorded",
        ),
        pytest.param("contacts --where mode=phone", [("", "3 to 5")], id="a-value-or-may-be"),
        pytest.param("contacts --where mode=", [("", "1 to 2")], id="what-is-not-recorded"),
        pytest.param("contacts --where activity=a1,a2", [("", "4 to 5")], id="several-values"),
        pytest.param(
            "contacts --where activity=a1 --where activity=a2", [("", "4 to 5")], id="where-twice"
        ),
        pytest.param(
            "contacts --where activity=a1 --where month=2014-01", [("", "2")], id="filters-by-two"
        ),
        pytest.param(
            "contacts --where year=2013,2014 --by year",
            [("2013", "1"), ("2014", "4 to 5")],
            id="rows-within-a-filter",
        ),
        pytest.param("contacts --period 2013", [("", "1")], id="a-year"),
        pytest.param("contacts --period 2014-02/..", [("", "2 to 3")], id="an-open-period"),
        pytest.param("contacts --period fy:2013-14", [("", "4 to 5")], id="a-financial-year"),
        pytest.param("contacts --basis recorded", [("", "5 to 6")], id="a-basis"),
        pytest.param("contacts --period 2012", [("", "0")], id="nothing"),
        pytest.param("contacts --period 2012 --by activity", [], id="no-rows"),
    ],
)
def test_what_is_asked_is_counted(words: str, found: list[tuple[str, str]], run: Run) -> None:
    assert counted(run, *words.split()) == found


def test_a_value_with_a_comma_is_given_as_it_is(run: Run) -> None:
    """Where it occurs; else each part is a value."""
    asked = ("contacts", "--by", "activity", "--where")
    assert counted(run, *asked, "place=Harbour, East") == [("a1", "3 to 4"), ("a3", "at most 1")]
    both = [("a1", "3 to 4"), ("a2", "1"), ("a3", "at most 1")]
    assert counted(run, *asked, "place=Harbour, East", "--where", "place=Harbour") == both
    said = run("count", "data", *asked, "place=Harbour,West", "--format", "json")
    assert figures(said) == [("a2", "1"), ("a3", "at most 1")]
    assert said.err == "West occurs nowhere as place; there are Harbour, Harbour, East\n"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("mode=phon", "phon occurs nowhere as mode; did you mean phone", id="near"),
        pytest.param("mode=qqq", "qqq occurs nowhere as mode; there are phone, visit", id="far"),
        pytest.param(
            "programme=edy",
            "edy occurs nowhere as programme; did you mean edu",
            id="of-the-project",
        ),
        pytest.param(
            "staff=wong-siu-mun", "a value that occurs nowhere as staff; correct it", id="staff"
        ),
        pytest.param(
            "person.district=Sha Tim",
            "a value that occurs nowhere as person.district; correct it",
            id="persons",
        ),
    ],
)
@pytest.mark.parametrize("command", ["count", "explain"])
def test_a_value_that_occurs_nowhere_is_warned_of_and_counted_0(
    command: str, asked: str, told: str, run: Run
) -> None:
    """Nobody's value is shown, nor what somebody typed for one."""
    said = run(command, "data", "contacts", "--where", asked)
    assert said.status == 0
    assert said.err.startswith(told)
    assert said.err.count("\n") == 1
    assert not [value for value in PERSONAL if value in said.err]
    if "staff" in asked or "person" in asked:
        assert asked.partition("=")[2] not in said.err


@pytest.mark.parametrize("form", ["table", "csv", "json", "html"])
def test_figures_are_written_in_any_format_of_reports(form: str, run: Run) -> None:
    said = run("count", "data", "contacts", "--by", "activity", "--format", form)
    assert said.status == 0
    assert "3 to 4" in said.out
    if form == "json":
        (one, *_) = said.data["figures"]
        assert (one["rule"], one["by"], one["low"], one["high"]) == (
            "contacts", {"activity": "a1"}, 3, 4,
        )  # fmt: skip
        assert (one["basis"], one["adds_up"], one["contradicts"]) == ("recorded", True, False)
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(said.out)))
        assert [(row["low"], row["high"]) for row in rows] == [("3", "4"), ("1", "1"), ("1", "1")]
        assert "a1" in rows[0].values()
    if form == "html":
        assert said.out.startswith("<!")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "words",
    [
        pytest.param("count data contacts --by mode", id="count"),
        pytest.param("explain data contacts --by mode --rows", id="explain"),
    ],
)
def test_words_are_in_the_language_asked_for(words: str, language: str, run: Run) -> None:
    said = run(*words.split(), "--lang", language)
    assert said.status == 0
    assert CATALOGUE["contacts"].label.say(language) in said.out
    assert translate("(not recorded)", language) in said.out


def test_words_are_else_in_the_datasets_language(run: Run, folder: Path) -> None:
    project = folder / "data" / "project.toml"
    project.write_text(project.read_text().replace("as_at", 'language = "zh-Hant"\nas_at'))
    label = CATALOGUE["contacts"].label.say("zh-Hant")
    assert label in run("count", "data", "contacts").out
    assert label in run("explain", "data", "contacts").out
    assert run("count", "data", "contacts", "--format", "json").data["language"] == "zh-Hant"


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        pytest.param("-o out.csv", "\ufeff", id="the-suffix-decides"),
        pytest.param("-o out.json", "{", id="another-suffix"),
        pytest.param("-o out.txt --format table", "contacts", id="a-table"),
        pytest.param("-o out.txt --format json", "{", id="a-format"),
    ],
)
def test_figures_are_written_to_a_file(words: str, begins: str, run: Run, folder: Path) -> None:
    said = run("count", "data", "contacts", *words.split())
    assert (said.status, said.out) == (0, "")
    (file,) = folder.glob("out.*")
    assert file.read_text(encoding="utf-8").startswith(begins)


def test_a_hyphen_is_standard_output(run: Run) -> None:
    assert run("count", "data", "contacts", "-o", "-") == run("count", "data", "contacts")


@pytest.mark.parametrize(
    ("basis", "text"),
    [
        pytest.param("combined", "5", id="combined"),
        pytest.param("recorded", "5 to 6", id="recorded"),
        pytest.param("stated", "3", id="stated"),
    ],
)
def test_a_basis_is_asked_for(basis: str, text: str, run: Run) -> None:
    """3 are stated of a1, where 3 to 4 are recorded; 2 are recorded elsewhere."""
    said = run("count", "stated", "contacts", "--basis", basis, "--format", "json")
    assert figures(said) == [("", text)]
    assert said.data["figures"][0]["basis"] == basis


# ---- what is refused ----


@pytest.mark.parametrize("command", ["count", "explain"])
@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["contcts"], "contcts: no such rule; did you mean contacts", id="rule"),
        pytest.param(["contacts/"], "contacts/: not a rule", id="no-expression"),
        pytest.param(["contacts/staf"], "staf: no such rule; did you mean staff", id="in-a-ratio"),
        pytest.param(
            ["enrolments"], "enrolments: the dataset has neither enrolments nor", id="no-table"
        ),
        pytest.param(["staff_hours"], "neither sessions.hours nor a statement", id="no-column"),
        pytest.param(["contacts", "--by", "mod"], "no dimension mod; did you mean mode", id="by"),
        pytest.param(["contacts", "--by", "person"], "no dimension person", id="by-persons"),
        pytest.param(
            ["contacts", "--where", "mod=phone"], "no dimension mod; did you mean mode", id="where"
        ),
        pytest.param(
            ["contacts", "--where", "phone"],
            "--where phone: write it as DIM=VALUE",
            id="no-equals-sign",
        ),
        pytest.param(["contacts", "--where", "=phone"], "no dimension", id="no-dimension"),
        pytest.param(["contacts", "--where", "year=2k"], "contacts: not a date", id="date"),
        pytest.param(["contacts", "--where", "month=2014-13"], "contacts: no such", id="month"),
        pytest.param(["contacts", "--period", "20l4"], "20l4: ", id="period"),
        pytest.param(
            ["contacts", "--period", "2014/2013"], "2014/2013: ", id="period-that-ends-before"
        ),
        pytest.param(["contacts", "--period", "2015"], "after the as-at day", id="period-to-come"),
        pytest.param(["contacts", "--basis", "record"], "'recorded'", id="basis"),
        pytest.param(
            ["contacts", "--basis", "stated"],
            "contacts: the dataset has no statement of it",
            id="nothing-stated",
        ),
        pytest.param(["contacts", "--lang", "zh"], "'zh-Hant'", id="language"),
        pytest.param(["contacts", "--format", "yaml"], "json", id="format"),
    ],
)
def test_wrong_usage_is_answered_with_what_is_right(
    command: str, words: list[str], told: str, run: Run
) -> None:
    """Status 2, nothing on standard output, and no traceback."""
    said = run(command, "data", *words)
    assert (said.status, said.out) == (2, "")
    assert told in said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("count", "DATASET", id="no-dataset"),
        pytest.param("count data", "RULE", id="no-rule"),
        pytest.param("explain data", "RULE", id="no-rule-to-explain"),
        pytest.param("explain data contacts sessions", "sessions", id="two-rules-to-explain"),
        pytest.param("count dat contacts", "dat: no such path", id="no-such-dataset"),
        pytest.param("reconcile hkc", "did you mean hkcs?", id="no-such-dataset-to-reconcile"),
        pytest.param("reconcile data --lang zh", "'zh-Hant'", id="language"),
        pytest.param("count data contacts -o out.xyz", "no format has that ending", id="suffix"),
        pytest.param("count data contacts --period", "--period", id="no-value"),
    ],
)
def test_a_missing_or_wrong_word_is_named(words: str, told: str, run: Run) -> None:
    said = run(*words.split())
    assert (said.status, said.out) == (2, "")
    assert told in said.err


@pytest.mark.parametrize("command", ["count", "explain"])
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("person.distric=Sha Tin", id="an-attribute-of-persons"),
        pytest.param("staf=wong-siu-man", id="staff"),
    ],
)
def test_no_refusal_shows_a_value_of_a_person(command: str, asked: str, run: Run) -> None:
    said = run(command, "data", "contacts", "--where", asked)
    assert said.status == 2
    assert not [value for value in PERSONAL if value in said.err]


@pytest.mark.parametrize("words", ["count bad contacts", "explain bad contacts", "reconcile bad"])
def test_a_faulty_dataset_is_never_counted(words: str, run: Run, folder: Path) -> None:
    write_dataset(folder / "bad", {**RECORDS, "attendances": "session,person\ns9,chan-tai-man\n"})
    said = run(*words.split())
    assert (said.status, said.out) == (1, "")
    assert "\nattendances.csv:2:session: " in said.err
    assert "Traceback" not in said.err
    assert not [value for value in PERSONAL if value in said.err]


def test_a_file_that_cannot_be_written_is_told(run: Run) -> None:
    said = run("count", "data", "contacts", "-o", "no/out.csv")
    assert (said.status, said.out) == (1, "")
    assert "no such folder" in said.err


# ---- explain ----


def test_a_figure_is_explained_step_by_step(run: Run) -> None:
    said = run("explain", "data", "contacts", "--period", "2014")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].endswith(": 4 to 5")
    assert lines[-1].startswith("= ")
    assert not [value for value in PERSONAL if value in said.out]


def test_each_row_is_explained(run: Run) -> None:
    said = run("explain", "data", "contacts", "--by", "activity", "--where", "programme=pro")
    heads = [block.splitlines()[0] for block in said.out.split("\n\n") if "(activity: " in block]
    assert [head.rsplit(" (activity: ", 1)[1] for head in heads] == ["a2): 1", "a3): 1"]


def test_an_explanation_is_data_too(run: Run) -> None:
    said = run("explain", "data", "contacts", "--by", "activity", "--format", "json")
    found = said.data["explanations"]
    assert [one["by"]["activity"] for one in found] == ["a1", "a2", "a3"]
    for one in found:
        (part,) = one["parts"]
        assert (part["steps"][-1]["low"], part["steps"][-1]["high"]) == (part["low"], part["high"])
        assert part["facts"] == []


def test_facts_are_shown_on_request(run: Run) -> None:
    """Each with file and row: then persons' ids are shown."""
    said = run("explain", "data", "contacts", "--where", "activity=a1", "--rows")
    assert "attendances.csv:2: person chan-tai-man, session s1: counts\n" in said.out
    facts = run("explain", "data", "contacts", "--rows", "--format", "json")
    (one,) = facts.data["explanations"]
    assert sorted(fact["row"] for fact in one["parts"][0]["facts"]) == [2, 3, 4, 5, 6, 7]


def test_nothing_to_explain_is_nothing(run: Run) -> None:
    words = ("explain", "data", "contacts", "--by", "activity", "--period", "2012")
    assert run(*words, "--format", "json").data == {"explanations": []}
    assert run(*words).status == 0


# ---- reconcile ----


@pytest.mark.parametrize(
    ("dataset", "verdict", "status"),
    [
        pytest.param("stated", "agrees", 0, id="agrees"),
        pytest.param("different", "records exceed", 1, id="differs"),
        pytest.param("hkcs", "no records", 0, id="no-records"),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_difference_fails_where_that_is_asked_for(
    dataset: str, verdict: str, status: int, form: str, run: Run
) -> None:
    """The answer is printed all the same."""
    plain = run("reconcile", dataset, "--format", form)
    failing = run("reconcile", dataset, "--fail", "--format", form)
    assert (plain.status, failing.status) == (0, status)
    assert plain.out == failing.out
    assert verdict in plain.out


def test_the_dataset_that_ships_is_reconciled_where_none_is_named(run: Run) -> None:
    assert run("reconcile") == run("reconcile", "hkcs")


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_reconciled_is_told_once(form: str, run: Run) -> None:
    """That records exceed a total is the answer, and no warning beside it."""
    said = run("reconcile", "different", "--format", form)
    assert (said.status, said.err) == (0, "")


@pytest.mark.parametrize("command", ["count different contacts", "explain different contacts"])
def test_what_contradicts_is_warned_of(command: str, run: Run) -> None:
    said = run(*command.split())
    assert said.status == 0
    assert said.err.startswith("statements.csv:2: warning: ")
    assert "cannot" in said.out


def test_a_law_that_is_broken_fails_too(run: Run, folder: Path) -> None:
    """Also where no total has any record."""
    rows = "id,rule,value\nst1,staff_hours,9\nst2,enrolled_persons,9\nst3,enrolments,8\n"
    write_dataset(folder / "laws", {**RECORDS, "statements": rows})
    said = run("reconcile", "laws", "--fail", "--format", "json")
    assert said.status == 1
    assert [law["smaller"] for law in said.data["laws"]] == ["st2"]
    assert {one["verdict"] for one in said.data["statements"]} == {"no records"}


def test_without_statements_there_is_nothing_to_reconcile(run: Run) -> None:
    said = run("reconcile", "data", "--fail", "--format", "json")
    assert (said.status, said.data) == (0, {"statements": [], "laws": []})
    assert run("reconcile", "data", "--lang", "zh-Hant").out.strip()


# ---- completion ----


def completed(*words: str) -> dict[str, str | None]:
    shell = ShellComplete(cli.commands, {}, "hkcs-model", "_HKCS_MODEL_COMPLETE")
    found = shell.get_completions(list(words[:-1]), words[-1])
    return {item.value: item.help for item in found}


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        pytest.param(["count", "hkcs", "contact"], {"contacts", "contact_hours"}, id="a-rule"),
        pytest.param(["count", "hkcs", "contacts", "staff_d"], {"staff_days"}, id="another-rule"),
        pytest.param(["explain", "hkcs", "enrolled_n"], {"enrolled_nights"}, id="to-explain"),
        pytest.param(["count", "hkcs", ""], set(CATALOGUE), id="every-rule"),
        pytest.param(["count", "hkcs", "qqq"], set[str](), id="no-rule"),
        pytest.param(["count", "hk"], {"hkcs", "hk"}, id="a-dataset"),
        pytest.param(["reconcile", "hk"], {"hkcs", "hk"}, id="a-dataset-to-reconcile"),
        pytest.param(["count", "--basis", "st"], {"stated"}, id="a-basis"),
    ],
)
def test_a_shell_completes(words: list[str], offered: set[str]) -> None:
    assert set(completed(*words)) == offered


def test_a_completed_rule_says_what_it_is_called() -> None:
    label = CATALOGUE["staff_days"].label.say("en")
    assert completed("count", "hkcs", "staff_days") == {"staff_days": label}


def test_figures_of_statements_are_a_page_too(run: Run) -> None:
    """Where a statement has no figure of its own on the page, its name stands without a link."""
    said = run("count", "hkcs", "contacts", "--format", "html")
    assert said.status == 0
    assert "shenzhen-contacts" in said.out
    assert 'href="#shenzhen-contacts' not in said.out


def test_numbers_with_a_fraction_are_numbers_in_data_too(run: Run, folder: Path) -> None:
    """Exact, and never text: programs add them up."""
    files = {
        **RECORDS,
        "sessions": "id,activity,date,hours\ns1,a1,2014-01-10,1.25\n",
        "persons": "id\np1\n",
        "attendances": "session,person\ns1,p1\n",
    }
    write_dataset(folder / "halves", files)
    said = run("explain", "halves", "contact_hours", "--format", "json")
    (explained,) = json.loads(said.out, parse_float=Decimal)["explanations"]
    assert explained["parts"][0]["low"] == Decimal("1.25")
