"""A folder as people save it: encodings, newlines, ragged rows, stray files; read whole or told."""

import csv
import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkcs_model.dataset import Dataset
from hkcs_model.intake import load
from hkcs_model.intake.folder import read_folder
from hkcs_model.intake.raw import RawTable
from hkcs_model.problems import DatasetError
from hkcs_model.tables import TABLES
from tests.datasets import PROJECT, SOUND, Files, draft_of, messages_of, write_dataset

PLACES = "id,name,place\npku,Peking University,北京\nsysu,Sun Yat-sen University,上海\n"
LONGEST = csv.field_size_limit()


def table_of(folder: Path, files: Files, name: str = "organisations") -> RawTable:
    """Return one table of a dataset's files, as it was read."""
    return draft_of(folder, files).raw.tables[name]


def rows_of(table: RawTable) -> list[int | None]:
    """Return the number of each row, as a spreadsheet shows it."""
    return [table.at(place).row for place in range(len(table))]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(PLACES.encode(), id="UTF-8"),
        pytest.param(BOM_UTF8 + PLACES.encode(), id="UTF-8 with a BOM"),
        pytest.param(BOM_UTF16_LE + PLACES.encode("utf-16-le"), id="UTF-16 little-endian"),
        pytest.param(BOM_UTF16_BE + PLACES.encode("utf-16-be"), id="UTF-16 big-endian"),
        pytest.param(PLACES.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(PLACES.replace("\n", "\r").encode(), id="CR"),
        pytest.param(PLACES.rstrip().encode(), id="no newline at the end"),
        pytest.param(PLACES.replace("\n", ",,\n").encode(), id="Excel's trailing commas"),
        pytest.param(PLACES.replace(",", " , ").encode(), id="blanks around cells"),
        pytest.param(PLACES.replace("pku", '"pku"').encode(), id="quotes"),
    ],
)
def test_a_table_is_the_same_however_it_was_saved(data: bytes, tmp_path: Path) -> None:
    assert messages_of(tmp_path, {"organisations": data}) == []
    table = read_folder(tmp_path).tables["organisations"]
    assert table.columns == {
        "id": ["pku", "sysu"],
        "name": ["Peking University", "Sun Yat-sen University"],
        "place": ["北京", "上海"],
    }
    assert rows_of(table) == [2, 3]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_project_may_be_saved_with_a_bom(encoding: str, tmp_path: Path) -> None:
    assert messages_of(tmp_path, {"project": PROJECT.encode(encoding)}) == []


def test_rows_are_numbered_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    """A quoted newline is inside one row; a blank row has a number."""
    text = 'id,name\npku,"Peking\nUniversity"\n\n , \nsysu,"a\r\nb"\n\nx,y\n'
    table = table_of(tmp_path, {"organisations": text})
    assert rows_of(table) == [2, 5, 7]
    assert table.columns["name"] == ["Peking\nUniversity", "a\r\nb", "y"]
    assert str(table.at(2, "name")) == "organisations.csv:7:name"


def test_a_short_row_is_blank_at_its_end(tmp_path: Path) -> None:
    table = table_of(tmp_path, {"organisations": "id,name,place\npku\nsysu,S\n"})
    assert table.columns == {"id": ["pku", "sysu"], "name": ["", "S"], "place": ["", ""]}
    assert table.rows_as_dicts() == [{"id": "pku"}, {"id": "sysu", "name": "S"}]
    assert table.column("kind") == ["", ""]


def test_ids_are_kept_as_given(tmp_path: Path) -> None:
    """No id is a number: leading zeros stay, and two ways of writing one are two ids."""
    table = table_of(tmp_path, {"organisations": "id,name\n007,a\n7,b\n７,c\n1e5,d\n"})
    assert table.column("id") == ["007", "7", "７", "1e5"]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("'=1+1", "=1+1"),
        ("'+852 2731", "+852 2731"),
        ("'-", "-"),
        ("'@x", "@x"),
        ("'|x", "|x"),
        ("'＝1", "＝1"),
        ("'＋1", "＋1"),
        ("'－1", "－1"),
        ("'＠x", "＠x"),
        ("' =1", "=1"),
        ("'\t=1", "=1"),
        ("''=1", "'=1"),
        ("'90s", "'90s"),
        ("'", "'"),
        ("=1", "=1"),
    ],
)
def test_the_guard_of_a_formula_is_taken_off_again(cell: str, read: str, tmp_path: Path) -> None:
    """Exactly the `'` that a writer puts before what begins like a formula, and no other."""
    table = table_of(tmp_path, {"organisations": f'id,name\npku,"{cell}"\n'})
    assert table.column("name") == [read]


def test_the_guard_of_a_header_is_taken_off_again(tmp_path: Path) -> None:
    """A header is a text too, and a writer guards it as any other."""
    table = table_of(tmp_path, {"organisations": "id,name,'-note\npku,a,b\n"})
    assert list(table.columns) == ["id", "name", "-note"]


REQUIRED = "id,name"

BROKEN = [
    pytest.param(
        {"project": None},
        "project.toml: not there; write one with [agency] name, [project] title and as_at",
        id="no project",
    ),
    pytest.param(
        {"project": PROJECT + "[counting]\nday_step = \n"},
        'project.toml:9: not TOML: invalid value; write texts as name = "…", days as 2014-12-31',
        id="TOML with an error",
    ),
    pytest.param(
        {"project": PROJECT + 'x = "y'},
        'project.toml:8: not TOML: unterminated string; write texts as name = "…",'
        " days as 2014-12-31",
        id="TOML that stops too soon",
    ),
    pytest.param(
        {"project": PROJECT + 'x = """\ny\n\n\n'},
        'project.toml:9: not TOML: unterminated string; write texts as name = "…",'
        " days as 2014-12-31",
        id="TOML that stops too soon, with blank rows at its end",
    ),
    pytest.param(
        {"project": PROJECT.replace("12-31", "02-30")},
        "project.toml:5: not TOML: invalid date or datetime;"
        ' write texts as name = "…", days as 2014-12-31',
        id="TOML with no such day",
    ),
    pytest.param(
        {"project": PROJECT.replace("Harbour", "香港").encode("big5hkscs")},
        "project.toml:2: bytes that are not UTF-8;"
        " save it as UTF-8, or read it with --encoding big5hkscs or gb18030",
        id="a project that is not UTF-8",
    ),
    pytest.param(
        {"organisations": "id,name\npku,a\nsysu,香港\n".encode("big5hkscs")},
        "organisations.csv:3: bytes that are not UTF-8;"
        " save it as CSV UTF-8, or read it with --encoding big5hkscs or gb18030",
        id="Big5",
    ),
    pytest.param(
        {"organisations": "id,name\npku,龍门𠀀\n".encode("gb18030")},
        "organisations.csv:2: bytes that are not UTF-8;"
        " save it as CSV UTF-8, or read it with --encoding gb18030",
        id="GB 18030",
    ),
    pytest.param(
        {"organisations": b"id,name\npku,\xff\xff\n"},
        "organisations.csv:2: bytes that are not UTF-8; save it as CSV UTF-8",
        id="no encoding",
    ),
    pytest.param(
        {"organisations": BOM_UTF16_LE + "id,name\npku,上".encode("utf-16-le") + b"\x00\xd8"},
        "organisations.csv:2: bytes that are not UTF-16; save it as CSV UTF-8",
        id="half a character of UTF-16",
    ),
    pytest.param(
        {"organisations": ""},
        "organisations.csv:1: no header; begin it with id,name",
        id="an empty file",
    ),
    pytest.param(
        {"organisations": ",,\npku,x\n"},
        "organisations.csv:1: no header; begin it with id,name",
        id="a blank first row",
    ),
    pytest.param(
        {"organisations": " , \npku,x\n"},
        "organisations.csv:1: no header; begin it with id,name",
        id="a first row of blanks",
    ),
    pytest.param(
        {"organisations": 'id,name\npku,a\nsysu,"b\nx,y\n'},
        "organisations.csv:3: not CSV: unexpected end of data;"
        ' close every quoted cell with " and double each " inside one',
        id="a quote that is not closed",
    ),
    pytest.param(
        {"organisations": '"id'},
        "organisations.csv:1: not CSV: unexpected end of data;"
        ' close every quoted cell with " and double each " inside one',
        id="a quote in the header that is not closed",
    ),
    pytest.param(
        {"organisations": 'id,name\npku,"a"b"\n'},
        "organisations.csv:2: not CSV: ',' expected after '\"';"
        ' close every quoted cell with " and double each " inside one',
        id="a quote inside a quoted cell",
    ),
    pytest.param(
        {"organisations": f"id,name\npku,{'x' * (LONGEST + 1)}\n"},
        f"organisations.csv:2: not CSV: field larger than field limit ({LONGEST});"
        f" a cell holds at most {LONGEST:,} characters",
        id="a cell that is too long",
    ),
    pytest.param(
        {"organisations": "id,name,name\npku,a,b\n"},
        "organisations.csv:1:name: a header that stands there twice;"
        " give each column a name of its own",
        id="a header twice",
    ),
    pytest.param(
        {"organisations": "id,,name\npku,,a\nsysu,b,c\nx\n"},
        "organisations.csv:3: a cell under a header without a name; name the column",
        id="a column without a name",
    ),
    pytest.param(
        {"organisations": "id,name\npku,a,,\nsysu,b,,c\n"},
        "organisations.csv:3: a row with 4 cells under a header of 2;"
        ' put a cell that holds a comma in "…", or name the column',
        id="a row that is too long",
    ),
    pytest.param(
        {"persns": "id\n"},
        "persns.csv: not a table of the format, so not read; name it persons.csv",
        id="a near miss of a table",
    ),
    pytest.param(
        {"Sessions.csv": "id\n"},
        "Sessions.csv: not a table of the format, so not read; name it sessions.csv",
        id="a table with a capital",
    ),
    pytest.param(
        {"sessions.CSV": "id,activity,date\n"},
        "sessions.CSV: not a table of the format, so not read; save it as sessions.csv",
        id="a suffix in capitals",
    ),
    pytest.param(
        {"sessions.xlsx": b"PK"},
        "sessions.xlsx: not a table of the format, so not read; save it as sessions.csv",
        id="a workbook alone",
    ),
    pytest.param(
        {"sessions.xlsx": b"PK", "sessions": "id,activity,date\n"},
        "sessions.xlsx: warning: not a table of the format, so not read; save it as sessions.csv",
        id="a workbook beside its table",
    ),
    pytest.param(
        {"sessions.csv.bak": "id,activity,date\n"},
        "sessions.csv.bak: not a table of the format, so not read; save it as sessions.csv",
        id="a copy of a table alone",
    ),
    *(
        pytest.param(
            {"organisations": f"id{sign}name\npku{sign}a, b\n"},
            f"organisations.csv:1: columns that stand apart by {word};"
            " save it as CSV UTF-8, with commas",
            id=word,
        )
        for sign, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars"))
    ),
    pytest.param(
        {"budget": "x\n"},
        "budget.csv: warning: not a table of the format, so not read;"
        " name it as one of the tables, such as statements.csv, or move it out of the folder",
        id="a table that is not the format's",
    ),
    pytest.param(
        {"sessions.2013.csv": "id\n"},
        "sessions.2013.csv:1:activity: a required column that is missing; add it",
        id="a part of a table",
    ),
    pytest.param(
        {"register.a1.csv": "person\n"},
        "register.a1.csv: a register of no activity; add the activity to activities",
        id="a register",
    ),
    pytest.param(
        {"register.csv": "person\n"},
        "register.csv: not a table of the format, so not read; name it register.<activity>.csv",
        id="a register that does not say of what",
    ),
    pytest.param(
        {"sessions..csv": "id,activity,date\n"},
        "sessions..csv: not a table of the format, so not read; save it as sessions.csv",
        id="a part of a table that has no name",
    ),
]


@pytest.mark.parametrize(("files", "message"), BROKEN)
def test_what_is_wrong_with_a_file_is_told_once(files: Files, message: str, tmp_path: Path) -> None:
    told = messages_of(tmp_path, files)
    assert [said for said in told if "sysu" in said] == []
    assert told[:1] == [message]
    assert [said for said in told[1:] if "required" not in said] == []


def test_files_that_are_no_tables_are_nobody_s_business(tmp_path: Path) -> None:
    """Notes and folders may lie beside the tables."""
    tmp_path.joinpath("persons.csv").mkdir()
    files = {"notes.txt": "x", ".gitignore": "x", "register.pdf": "x", "budget.xlsx": "x"}
    assert messages_of(tmp_path, files) == []


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        pytest.param("x = " + "[" * 5000 + "]" * 5000, "", id="nesting without end"),
        pytest.param("x = " + "1" * 5000, "", id="more digits than Python takes"),
        pytest.param(
            "x = 1e99999999999999999999", "a number out of range; ", id="an exponent past limits"
        ),
    ],
)
def test_a_hostile_project_is_told_as_not_toml(more: str, reason: str, tmp_path: Path) -> None:
    """Whatever the parser raises becomes a problem."""
    (message,) = messages_of(tmp_path, {"project": f"{more}\n{PROJECT}"})
    assert message.startswith(f"project.toml: not TOML: {reason}")


@pytest.mark.parametrize(
    ("data", "is_there"),
    [
        pytest.param(b"id,name\npku,\xff\n", False, id="bytes of no encoding"),
        pytest.param(b"", False, id="an empty file"),
        pytest.param(b",\npku,x\n", False, id="no header"),
        pytest.param(b"id;name\npku;x\n", False, id="no commas"),
        pytest.param(b'"id', False, id="a header that is not closed"),
        pytest.param(b'id,name\npku,x\nsysu,"y\n', True, id="a row that is not closed"),
    ],
)
def test_a_table_that_was_not_read_in_full_is_known_as_such(
    data: bytes, is_there: bool, tmp_path: Path
) -> None:
    """Of what could be read the rows are there, and it is known that there may be more."""
    raw = draft_of(tmp_path, {"organisations": data, "persons": "id\n"}).raw
    assert raw.unreadable == {"organisations"}
    assert ("organisations" in raw.tables) is is_there
    assert "persons" in raw.tables


def test_a_file_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that the system refuses is a problem of the dataset, not a traceback."""
    folder = write_dataset(tmp_path, {"persons": "id\n"})

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DatasetError, match=r"^project\.toml: ") as raised:
        load(folder)
    assert [problem.origin.file for problem in raised.value.problems] == [
        "project.toml",
        "persons.csv",
    ]
    assert str(tmp_path) not in str(raised.value)


@given(st.binary(max_size=200), st.sampled_from(["project", *TABLES]))
def test_any_bytes_as_a_file_are_read_or_refused(data: bytes, name: str) -> None:
    """Never anything but a dataset or its problems."""
    with TemporaryDirectory() as folder, suppress(DatasetError):
        assert isinstance(load(write_dataset(Path(folder), {**SOUND, name: data})), Dataset)


CELLS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    [
        "2014",
        "2014-02-30",
        "-1",
        "~0",
        "<0",
        "9..3",
        "1e5",
        "held",
        "attended",
        "edu",
        "a1",
        "s1",
        "g1",
        "contacts",
        "=1",
        "'=1",
    ]
)


@given(
    st.sampled_from(sorted(TABLES)).flatmap(
        lambda name: st.tuples(
            st.just(name),
            st.lists(st.lists(CELLS, max_size=8), max_size=4),
            st.sampled_from([*TABLES[name].columns, "gender", "kind@zh-Hant", "kind", "title@x"]),
            CELLS,
        )
    )
)
def test_any_text_in_any_cell_is_read_or_refused(
    made: tuple[str, list[list[str]], str, str],
) -> None:
    """Never anything but a dataset or its problems."""
    name, rows, column, cell = made
    required = {c.name: "2014" for c in TABLES[name].columns.values() if c.required}
    whole = {**required, column: cell}
    lines = [list(whole), list(whole.values()), *rows]
    with TemporaryDirectory() as folder, suppress(DatasetError):
        file = write_dataset(Path(folder), {**SOUND, name: None}) / f"{name}.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(lines)
        assert isinstance(load(folder), Dataset)


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_text_in_the_project_is_read_or_refused(text: str) -> None:
    """Never anything but a dataset or its problems."""
    quoted = json.dumps(text).replace("\x7f", "\\u007f")
    whole = f'[[figures]]\nid = "f"\nrule = "contacts"\nperiod = {quoted}\nlabel = {quoted}\n'
    with TemporaryDirectory() as folder, suppress(DatasetError):
        dataset = load(write_dataset(Path(folder), {"project": PROJECT + whole}))
        assert isinstance(dataset, Dataset)


@given(st.lists(st.text("abc01", min_size=1, max_size=4), unique=True, min_size=1, max_size=20))
def test_rows_stay_in_order(ids: list[str]) -> None:
    with TemporaryDirectory() as folder:
        text = "id\n" + "\n\n".join(ids) + "\n"
        dataset = load(write_dataset(Path(folder), {"persons": text}))
    assert [person.id for person in dataset.persons] == ids
    rows = [person.origin.row for person in dataset.persons if person.origin]
    assert rows == list(range(2, 2 * len(ids) + 1, 2))


def _corpus(shared: Path, name: str, pattern: str) -> list[Path]:
    files = sorted((shared / "corpora" / name).glob(pattern))
    assert files
    return files


def _without_what_the_corpus_itself_mistypes(row: dict[str, str]) -> dict[str, str]:
    """Leave out a telephone number that csv-spectrum has otherwise in its JSON."""
    return {name: cell for name, cell in row.items() if name != "Contact Phone Number" and cell}


@pytest.mark.shared
def test_csv_spectrum_is_read_as_its_json_says(shared: Path, tmp_path: Path) -> None:
    """Cell for cell; and without an id, none of it is a table of persons."""
    for file in _corpus(shared, "csv-spectrum", "csvs/*.csv"):
        folder = tmp_path / file.stem
        table = table_of(folder, {"persons": file.read_bytes()}, "persons")
        stated = json.loads((file.parents[1] / "json" / f"{file.stem}.json").read_text("utf-8"))
        rows = stated if isinstance(stated, list) else [stated]
        assert list(map(_without_what_the_corpus_itself_mistypes, table.rows_as_dicts())) == list(
            map(_without_what_the_corpus_itself_mistypes, rows)
        )
        with pytest.raises(DatasetError, match=r"persons\.csv:1:id: a required column that is"):
            load(folder)


@pytest.mark.shared
def test_bytes_of_other_encodings_are_refused_and_utf_8_is_read(
    shared: Path, tmp_path: Path
) -> None:
    """Never guessed: the same texts in UTF-8 are read, in all other encodings refused."""
    texts = _corpus(shared, "cpython-cjkencodings", "*-utf8.txt")
    for file in texts:
        lines = file.read_text("utf-8").replace('"', "").splitlines()
        data = ("id\n" + "\n".join(f'"{line}"' for line in lines)).encode()
        table = table_of(tmp_path / file.stem, {"persons": data}, "persons")
        assert table.column("id") == [line.strip() for line in lines if line.strip()]
    others = list(_corpus(shared, "cpython-cjkencodings", "*.txt"))
    for name in ("big5", "big5hkscs", "gb18030", "gb2312", "gbk"):
        (file,) = [file for file in others if file.stem == name]
        told = messages_of(tmp_path / name, {"persons": b"id\n" + file.read_bytes()})
        assert [said for said in told if "bytes that are not UTF-8; save it" in said] == told
        assert name not in ("big5hkscs", "gb18030") or name in told[0]


@pytest.mark.shared
def test_naughty_strings_are_cells_like_any_other(shared: Path, tmp_path: Path) -> None:
    """Each comes back as given, trimmed and without the guard of a formula."""
    (file,) = _corpus(shared, "blns", "blns.json")
    texts = [text for text in json.loads(file.read_text("utf-8")) if text.strip()]
    folder = write_dataset(tmp_path, {})
    with (folder / "persons.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("id", "note"), *enumerate(texts)])
    notes = [person.attributes["note"] for person in load(folder).persons]
    assert notes == [text.strip() for text in texts]
    with (folder / "organisations.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("id", "name"), *enumerate(texts)])
    names = [organisation.name.say("en") for organisation in load(folder).organisations]
    assert names == [text.strip() for text in texts]


@pytest.mark.shared
def test_files_as_hong_kong_offices_save_them_are_read_or_refused(
    shared: Path, tmp_path: Path
) -> None:
    """Other columns, tabs and other encodings are refused; a formula is only a text."""
    for file in _corpus(shared, "synthetic-hk", "*.csv"):
        folder = write_dataset(tmp_path / file.stem, {"organisations": file.read_bytes()})
        if file.stem == "formula-cells":
            assert [row.name.say("en")[:1] for row in load(folder).organisations] == list(
                "=＝=+-@="
            )
        else:
            with pytest.raises(DatasetError, match=r"organisations\.csv:\d+:"):
                load(folder)
