"""The commands that hold one thing against another, and those that read and write datasets."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from hkcs_model import load
from hkcs_model.cli import main
from hkcs_model.languages import LANGUAGES
from hkcs_model.plugins import SWITCH
from tests.datasets import PROJECT, Files, write_dataset

FIGURES = """
[[figures]]
id = "met"
label = "carers met"
rule = "persons_served"
[[figures]]
id = "by-activity"
rule = "contacts"
by = ["activity"]
"""
MARCH: Files = {
    "project": PROJECT + FIGURES,
    "activities": "id,programme,kind\na1,edu,group\na2,edu,visit\n",
    "persons": "id,same_as\nchan-tai-man,\nlee-siu-ming,\nho,\nlam,\n",
    "sessions": "id,activity,date\ns1,a1,2014-03-02\ns2,a1,2014-03-16\n",
    "attendances": "session,person,status\ns1,chan-tai-man,attended\ns1,lee-siu-ming,\n"
    "s1,ho,attended\ns2,chan-tai-man,attended\ns2,lam,attended\n",
    "statements": "id,rule,value,activity\nst1,sessions,2,a1\n",
}
APRIL: Files = {
    **MARCH,
    "persons": "id,same_as\nchan-tai-man,\nlee-siu-ming,\nho,\nlam,ho\nyip,\n",
    "sessions": "id,activity,date\ns1,a1,2014-03-02\ns2,a1,2014-03-16\ns3,a2,2014-04-13\n",
    "attendances": "session,person,status\ns1,chan-tai-man,attended\ns1,lee-siu-ming,absent\n"
    "s1,ho,attended\ns2,chan-tai-man,attended\ns2,lam,attended\ns3,yip,attended\n",
}
FAULTY: Files = {
    **MARCH,
    "sessions": "id,activity,date\ns1,a1,2014-03-02\ns2,a1,2014-13-16\n",
}
PERSONAL = ("chan", "lee-siu", "yip", "lam")


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
    for name, files in {"march": MARCH, "april": APRIL, "faulty": FAULTY}.items():
        write_dataset(tmp_path / name, files)
    return tmp_path


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in this process."""

    def run_it(words: str, *more: str) -> Said:
        capsysbinary.readouterr()
        status = main([*words.split(), *more])
        out, err = capsysbinary.readouterr()
        return Said(status, out.decode(), err.decode())

    return run_it


# ---- compare ----


def test_what_changed_is_told_with_its_causes_and_rows(run: Run) -> None:
    said = run("compare march april")
    assert (said.status, said.err) == (0, "")
    assert said.out == (
        "carers met                    3 to 4  →       3  (±0..−1)\n"
        "  persons joined or parted    3 to 4  →  2 to 3  (−1)\n"
        "  rows added                  2 to 3  →  3 to 4  (+1)\n"
        "  rows edited                 3 to 4  →       3  (±0..−1)\n"
        "contacts (person-times) (a1)  4 to 5  →       4  (±0..−1)\n"
        "  rows edited                 4 to 5  →       4  (±0..−1)\n"
        "contacts (person-times) (a2)       0  →       1  (+1)\n"
        "  rows added                       0  →       1  (+1)\n"
        "figures that are the same: 1 of 4\n"
        "persons joined or parted: persons 1\n"
        "rows added: persons 1, sessions 1, attendances 1\n"
        "rows edited: attendances 1\n"
    )


def test_each_row_is_told_by_its_place_and_never_by_its_name(run: Run) -> None:
    """Of a row that both have, where it stands in both, if that is not the same."""
    said = run("compare march april --rows contacts")
    *_, joined, added, session, edited, attendance = said.out.splitlines()
    assert joined == "persons joined or parted: persons.csv:5: same_as"
    assert added == "rows added: persons.csv:6"
    assert session == "rows added: sessions.csv:4"
    assert edited == "rows edited: attendances.csv:3: status"
    assert attendance == "rows added: attendances.csv:7"
    assert not [name for name in PERSONAL if name in said.out]
    data = run("compare march april --format json").data
    assert data["rows"][0] == {
        "cause": "persons joined or parted",
        "table": "persons",
        "old": "persons.csv:5",
        "new": "persons.csv:5",
        "columns": ["same_as"],
    }
    assert {"old": None, "new": "sessions.csv:4"}.items() <= data["rows"][2].items()


def test_a_comparison_is_data_for_programs(run: Run) -> None:
    figures = run("compare march april persons_served --format json").data["figures"]
    exact = {"low_exclusive": False, "high_exclusive": False, "about": None}
    three, wide, few = (
        {"low": low, "high": high, "text": text, **exact}
        for low, high, text in ((3, 3, "3"), (3, 4, "3 to 4"), (2, 3, "2 to 3"))
    )
    assert figures == [
        {
            "id": "",
            "rule": "persons_served",
            "label": "persons served (head count, unduplicated)",
            "by": {},
            "where": {},
            "period": "../2014-12-31",
            "old": wide,
            "new": three,
            "change": {"low": 0, "high": -1},
            "causes": [
                dict(zip(("cause", "low", "high", "before", "after"), cause, strict=True))
                for cause in (
                    ("persons joined or parted", -1, -1, wide, few),
                    ("rows added", 1, 1, few, wide),
                    ("rows edited", 0, -1, wide, three),
                )
            ],
        }
    ]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param("compare march april", 0, id="told-only"),
        pytest.param("compare march april --fail", 1, id="a-difference-fails"),
        pytest.param("compare march march --fail", 0, id="no-difference"),
        pytest.param("compare march april sessions --format json --fail", 1, id="as-data"),
        pytest.param("compare march april sesions", 2, id="no-such-rule"),
        pytest.param("compare march nowhere", 2, id="no-such-dataset"),
        pytest.param("compare march faulty", 1, id="a-faulty-one"),
        pytest.param("compare march nothing.html", 2, id="no-such-report"),
    ],
)
def test_a_comparison_ends_with_what_it_found(words: str, status: int, run: Run) -> None:
    said = run(words)
    assert said.status == status
    assert "Traceback" not in said.err


def test_where_nothing_is_asked_nothing_is_told(run: Run, folder: Path) -> None:
    write_dataset(folder / "empty", {})
    assert run("compare empty empty").out == "there is no figure in either\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_speaks_three_languages(language: str, run: Run) -> None:
    words = {"en": "rows added", "zh-Hant": "新增", "zh-Hans": "新增"}
    assert words[language] in run(f"compare march april --lang {language}").out


def test_both_are_read_as_the_options_say(run: Run, folder: Path) -> None:
    """The file has the rows of both."""
    said = run("compare faulty march sessions --set-aside aside.csv")
    assert said.status == 0
    assert (
        said.err == "3 rows were set aside: see aside.csv\n0 rows were set aside: see aside.csv\n"
    )
    assert folder.joinpath("aside.csv").read_text("utf-8-sig").count("\n") == 4


def test_saved_reports_are_compared_by_what_they_say(run: Run) -> None:
    """Either may be a page, data, or the dataset itself; there are no rows in them."""
    run("export march -o march.html")
    run("export april -o april.json")
    pages = run("compare march.html april.json")
    assert pages.status == 0
    assert pages.out == (
        "carers met                    3 to 4  →  3  (±0..−1)\n"
        "  records                     3 to 4  →  3  (±0..−1)\n"
        "contacts (person-times) (a1)  4 to 5  →  4  (±0..−1)\n"
        "  records                     4 to 5  →  4  (±0..−1)\n"
        "contacts (person-times) (a2)       0  →  1  (+1)\n"
        "  records                          0  →  1  (+1)\n"
        "figures that are the same: 1 of 4\n"
    )
    assert run("compare march april.json").out == pages.out
    assert run("compare march.html april").out == pages.out


def test_a_question_that_was_saved_is_compared_with_the_same_question(run: Run) -> None:
    run("count march contacts persons_served -o march.json")
    said = run("compare march.json april contacts --format json").data
    (figure,) = said["figures"]
    assert (figure["old"]["text"], figure["new"]["text"]) == ("4 to 5", "5")
    assert [cause["cause"] for cause in figure["causes"]] == ["records"]


# ---- verify ----


@pytest.mark.parametrize("name", ["report.html", "report.json"])
def test_a_report_holds_for_the_dataset_it_was_made_from(name: str, run: Run) -> None:
    run("export march -o", name)
    said = run("verify", name, "march")
    assert (said.status, said.err) == (0, "")
    assert said.out == "figures that are as the dataset gives them: all 4\n"
    data = run("verify", name, "march", "--format", "json").data
    assert (data["holds"], data["same_dataset"], data["altered"]) == (True, True, [])
    assert {figure["agrees"] for figure in data["figures"]} == {True}


def test_a_report_that_no_longer_holds_is_told_figure_by_figure(run: Run) -> None:
    """What the dataset says of the same days, totals too, what is new, and that it is another."""
    run("export march -o report.html")
    said = run("verify report.html april")
    assert said.status == 1
    assert said.out == (
        "carers met: saved as 3 to 4, now 3\n"
        "contacts (person-times) (a1): saved as 4 to 5, now 4\n"
        "contacts (person-times): saved as 4 to 5, now 5\n"
        "in the report by now, and not in this one: contacts (person-times) (a2): 1\n"
        "the dataset is not the one that the report was made from\n"
        "figures that are not as the dataset gives them: 3 of 4\n"
    )
    data = run("verify report.html april --format json").data
    assert [figure["agrees"] for figure in data["figures"]] == [True, False, False, False]
    assert data["missing"] == [{"id": "by-activity", "by": {"activity": "a2"}}]
    assert (data["holds"], data["same_dataset"]) == (False, False)


def test_a_figure_that_cannot_be_counted_again_is_told_with_the_reason(
    run: Run, folder: Path
) -> None:
    """A rule that is gone, a row that is gone, a total that is none any more."""
    own = '[[rules]]\nid = "mine"\nover = "sessions"\nkey = ["session"]\n'
    write_dataset(folder / "own", {**MARCH, "project": PROJECT + own})
    run("count own mine sessions --by activity -o counted.json")
    less = {"sessions": "id,activity,date\n", "attendances": None, "statements": None}
    write_dataset(folder / "less", {**MARCH, "project": PROJECT, **less})
    said = run("verify counted.json less")
    assert said.status == 1
    gone, empty, gone_total, *rest = said.out.splitlines()
    assert gone.startswith(
        "mine (a1): saved as 2; it cannot be counted again:"
        " mine: no such rule; there are persons_served, contacts, "
    )
    assert empty == (
        "sessions held (a1): saved as 2; it cannot be counted again: there is no such row any more"
    )
    assert gone_total.startswith("mine: saved as 2; it cannot be counted again: mine: no such rule")
    assert rest == [
        "sessions held: saved as 2, now 0",
        "the dataset is not the one that the report was made from",
        "figures that are not as the dataset gives them: 4 of 4",
    ]
    data = run("verify counted.json less --format json").data
    assert [figure["now"] is None for figure in data["figures"]] == [True, True, True, False]


@pytest.mark.parametrize(
    ("of", "changed"),
    [
        ("text", "sessions held: saved as 13 to 14, now 2\n"),
        ("texts", "sessions held: saved as 13至14, now 2\n"),
        ("high", "sessions held: saved as 2 to 3, now 2\n"),
    ],
)
def test_words_that_somebody_changed_in_a_saved_report_are_told(
    of: str, changed: str, run: Run, folder: Path
) -> None:
    """In the reader's language or in the others, as a number that the words do not say."""
    run("export march -o report.json")
    report = json.loads(folder.joinpath("report.json").read_text("utf-8"))
    figure = report["figures"][0]
    if of == "texts":
        figure[of]["zh-Hans"] = "13至14"
    else:
        figure[of] = {"text": "13 to 14", "high": 3}[of]
    folder.joinpath("report.json").write_text(json.dumps(report), "utf-8")
    said = run("verify report.json march")
    assert said.status == 1
    assert said.out.startswith(changed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('href="data:application/json;base64,', 'href="data:text/plain,', id="other"),
        pytest.param('id="figures-as-data"', 'id="else"', id="none"),
    ],
)
def test_a_page_without_its_data_is_no_saved_report(
    old: str, new: str, run: Run, folder: Path
) -> None:
    run("export march -o report.html")
    page = folder.joinpath("report.html").read_text("utf-8")
    folder.joinpath("bare.html").write_text(page.replace(old, new), "utf-8")
    said = run("verify bare.html march")
    assert said.status == 2
    assert said.err.startswith("bare.html: not a saved report; ")


def test_a_number_that_somebody_changed_in_a_page_is_told(run: Run, folder: Path) -> None:
    """The page is held against its own data, in each language."""
    run("export march -o report.html")
    page = folder.joinpath("report.html").read_text("utf-8")
    assert page.count(">3 to 4</data>")
    altered = page.replace(">3 to 4</data>", ">13 to 14</data>", 1)
    folder.joinpath("altered.html").write_text(altered, "utf-8")
    said = run("verify altered.html march")
    assert said.status == 1
    assert said.out.splitlines()[:2] == [
        f"the page shows a figure that its own data do not say, or not as often: {text}"
        for text in ("13 to 14", "3 to 4")
    ]


def test_a_question_asked_of_records_alone_is_asked_so_again(run: Run, folder: Path) -> None:
    statements = "id,rule,value,activity\nst1,contacts,40,a1\n"
    write_dataset(folder / "both", {**MARCH, "statements": statements})
    for basis in ("recorded", "stated", "combined"):
        run(f"count both contacts --basis {basis} -o {basis}.json")
        assert run(f"verify {basis}.json both").status == 0


NOT_REPORTS = [
    pytest.param("nowhere.json", None, "cannot be read: no such file or directory", id="none"),
    pytest.param("text.json", b"{", "not a saved report; take a report as", id="no-json"),
    pytest.param("bytes.json", b"\xff", "not a saved report; take a report as", id="no-text"),
    pytest.param("other.json", b'{"schema": 4}', "not a saved report; take", id="another"),
    pytest.param("list.json", b"[]", "not a saved report; take a report as", id="a-list"),
    pytest.param("page.html", b"<p>4</p>", "not a saved report; take a report as", id="a-page"),
]


@pytest.mark.parametrize(("name", "data", "told"), NOT_REPORTS)
def test_what_is_no_report_is_not_verified(
    name: str, data: bytes | None, told: str, run: Run, folder: Path
) -> None:
    if data is not None:
        folder.joinpath(name).write_bytes(data)
    said = run("verify", name, "march")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"{name}: {told}")


@pytest.mark.parametrize(
    ("low", "high"), [pytest.param('"3"', "4", id="a text"), pytest.param("3", "[]", id="a list")]
)
def test_a_report_whose_numbers_are_none_is_refused(
    low: str, high: str, run: Run, folder: Path
) -> None:
    run("export march -o report.json")
    text = folder.joinpath("report.json").read_text("utf-8")
    changed = text.replace('"low": 3,', f'"low": {low},').replace('"high": 4,', f'"high": {high},')
    assert changed != text
    folder.joinpath("report.json").write_text(changed, "utf-8")
    assert run("verify report.json march").err.startswith("report.json: not a saved report; ")


@pytest.mark.parametrize("name", ["report.html", "report.json"])
def test_a_saved_report_is_told_as_no_dataset(name: str, run: Run) -> None:
    run("export march -o", name)
    said = run("check", name)
    assert (said.status, said.out) == (2, "")
    assert said.err == (
        f"{name}: a saved report, and no dataset;"
        " name the dataset that it was made from, or hold the two together with verify\n"
    )


# ---- rows that are set aside ----

COMMANDS = [
    "check faulty",
    "count faulty sessions",
    "explain faulty sessions",
    "reconcile faulty",
    "export faulty --format json",
    "rules --dataset faulty",
    "convert faulty -o copy",
    "compare march faulty",
    "verify report.json faulty",
]


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_that_reads_a_dataset_can_set_faulty_rows_aside(
    words: str, run: Run, folder: Path
) -> None:
    """The faulty session, and the two attendances that name it."""
    run("export march -o report.json")
    refused = run(words)
    assert refused.status == 1
    assert "sessions.csv:3:date: no such day in the calendar" in refused.err + refused.out
    assert not folder.joinpath("copy").exists()
    said = run(f"{words} --set-aside aside.csv")
    assert said.status == (1 if words.startswith("verify") else 0)
    assert "3 rows were set aside: see aside.csv\n" in said.err
    _, *rows = folder.joinpath("aside.csv").read_text("utf-8-sig").splitlines()
    assert [row.partition(",")[0] for row in rows] == [
        *("sessions.csv:3:date", "attendances.csv:5:session", "attendances.csv:6:session")
    ]


def test_one_row_is_one_and_the_rows_of_each_table_add_up(run: Run, folder: Path) -> None:
    write_dataset(folder / "one", {**MARCH, "persons": str(MARCH["persons"]) + "ho,\n"})
    said = run("check one --set-aside aside.csv")
    assert (said.status, said.err) == (0, "1 row was set aside: see aside.csv\n")
    assert "persons: 5 there, 4 counted, 1 set aside\n" in said.out
    assert "attendances: 5 there, 5 counted, 0 set aside\n" in said.out
    data = run("check one --set-aside aside.csv --format json").data
    assert data["rows"]["persons"] == {"there": 5, "counted": 4, "set_aside": 1}


def test_what_is_wrong_with_more_than_rows_cannot_be_set_aside(run: Run, folder: Path) -> None:
    """It is told, and nothing is written."""
    write_dataset(folder / "broken", {**FAULTY, "persons": "no\nchan-tai-man\n"})
    said = run("check broken --set-aside aside.csv")
    assert said.status == 1
    assert "persons.csv:1:id: a required column that is missing; add it\n" in said.out
    assert not folder.joinpath("aside.csv").exists()


# ---- encodings ----


def test_a_file_of_an_older_program_is_read_in_the_encoding_that_is_named(
    run: Run, folder: Path
) -> None:
    text = "id,name\nx,邨\n".encode("big5hkscs")
    write_dataset(folder / "old", {**MARCH, "organisations": text})
    refused = run("check old")
    assert refused.status == 1
    assert "read it with --encoding big5hkscs or gb18030" in refused.out
    assert run("check old --encoding big5hkscs").status == 0
    wrong = run("check old --encoding latin1")
    assert (wrong.status, wrong.out) == (2, "")
    assert "'big5hkscs'" in wrong.err


# ---- convert ----


@pytest.mark.parametrize("target", ["copy", "copy.json", "copy.xlsx", "copy.sqlite", "COPY.DB"])
def test_a_dataset_is_converted_and_gives_the_same_figures(target: str, run: Run) -> None:
    said = run("convert march -o", target)
    assert (said.status, said.out, said.err) == (0, "", "")
    same = run("compare march", target, "--fail")
    assert (same.status, same.out) == (0, "figures that are the same: 3 of 3\n")


CANNOT = [
    pytest.param("copy.csv", 2, "copy.csv: no form of a dataset ends so; take .json,", id="csv"),
    pytest.param("-", 2, "-: a dataset is not written to standard output; name a", id="output"),
    pytest.param("april", 2, "april: is there already; name a new folder, or an", id="a-folder"),
    pytest.param("no/copy", 1, "no/copy: not written: there is no such folder", id="no-folder"),
    pytest.param("no/copy.json", 1, "no/copy.json: not written: there is no such", id="no-home"),
]


@pytest.mark.parametrize(("target", "status", "told"), CANNOT)
def test_where_a_dataset_cannot_be_written_nothing_is(
    target: str, status: int, told: str, run: Run, folder: Path
) -> None:
    before = sorted(path.name for path in folder.iterdir())
    said = run("convert march -o", target)
    assert (said.status, said.out) == (status, "")
    assert said.err.startswith(told)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_an_empty_folder_that_is_there_is_filled(run: Run, folder: Path) -> None:
    folder.joinpath("empty").mkdir()
    assert run("convert march -o empty").status == 0
    assert run("check empty").status == 0
    folder.joinpath("file").write_text("x")
    assert run("convert march -o file").err.startswith("file: is there already; ")


# ---- what is not known ----


def test_what_is_not_known_is_told_as_such(run: Run, folder: Path) -> None:
    """A ratio over nothing; it is known once there is something, and then has changed."""
    for name, staff in (("none", ""), ("some", "Lam")):
        sessions = f"id,activity,date,staff,status\ns1,a1,2014-03-02,{staff or 'Lam'},"
        status = "held" if staff else "cancelled"
        write_dataset(
            folder / name,
            {
                **MARCH,
                "project": PROJECT,
                "statements": None,
                "sessions": f"{sessions}{status}\n",
                "attendances": "session,person,status\ns1,ho,attended\n",
            },
        )
    said = run("compare none some contacts/staff_days")
    assert said.out.startswith(
        "contacts (person-times) / staff-days (days of supervision)  not known  →"
    )
    assert "(" not in said.out.splitlines()[0].rpartition("→")[2]
    data = run("compare none some contacts/staff_days --format json").data["figures"][0]
    assert (data["old"], data["change"]) == (None, {"low": None, "high": None})
    run("count none contacts/staff_days -o none.json")
    assert run("verify none.json none").status == 0
    assert "saved as not known, now " in run("verify none.json some").out


def test_a_change_that_has_no_upper_limit_is_told_at_its_lower_end(run: Run, folder: Path) -> None:
    for name, value in (("exact", "4"), ("open", ">=6")):
        statements = f"id,rule,value,activity\nst1,contacts,{value},a1\n"
        files = {**MARCH, "project": PROJECT, "attendances": None, "statements": statements}
        write_dataset(folder / name, files)
    assert "4  →  at least 6  (+2..)\n" in run("compare exact open").out


# ---- nothing is lost ----


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("export march --format csv -o march/sessions.csv", id="a table of a folder"),
        pytest.param("export march --format json -o march/project.toml", id="its project"),
        pytest.param("export one.json -o one.json", id="a file"),
        pytest.param("count march contacts -o march/sessions.csv --format table", id="figures"),
        pytest.param("export march -o x.csv --set-aside march/sessions.csv", id="rows set aside"),
    ],
)
def test_no_output_is_written_over_the_dataset(words: str, run: Run, folder: Path) -> None:
    """What there was is there, and nothing else is."""
    run("convert march -o one.json")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    said = run(words)
    assert said.status == 2
    assert said.err.endswith(": the dataset itself is there; give another name\n")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_report_may_stand_beside_the_tables(run: Run, folder: Path) -> None:
    """A file of another kind in the folder is no table, and one of another folder is none of it."""
    assert run("export march -o march/report.html").status == 0
    assert run("export march -o march/report.html").status == 0
    assert run("export march -o april/report.json").status == 0
    assert run("export hkcs --format csv -o march/report.html").status == 0
    assert folder.joinpath("march", "report.html").read_bytes()[:3] == b"\xef\xbb\xbf"


def test_two_outputs_are_not_one_file(run: Run, folder: Path) -> None:
    said = run("export faulty --format csv -o both.csv --set-aside both.csv")
    assert said.status == 2
    assert "both.csv: the rows that are set aside go there; give another name" in said.err
    assert folder.joinpath("both.csv").read_text("utf-8-sig").startswith("set aside from,")


def test_a_place_that_may_not_be_looked_at_is_no_place_for_a_dataset(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    known = load("hkcs")
    monkeypatch.setattr("hkcs_model.cli.keeping.loaded", lambda _: known)
    monkeypatch.setattr(Path, "is_dir", refused)
    said = run("convert hkcs -o closed/one.json")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("closed/one.json: not written: ")
