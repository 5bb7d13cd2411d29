"""The documentation: its examples run, its links lead somewhere, and it leaves nothing out.

A page is run from top to bottom in a folder of its own. A fence after a line such as `` `a.csv`: ``
is written to that file, after `` `a.csv`, at its end: `` added to it; a `console` fence holds
commands and exactly what they print, as a terminal shows it; a `python` fence with `>>>` is a
doctest. `pip install .` is played: what the page's pyproject.toml declares is put where an
installation would put it.
"""

from __future__ import annotations

import ast
import doctest
import io
import json
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import click
import pytest

import hkcs_model
from hkcs_exporters import tidy, to_sqlite
from hkcs_exporters.as_tables import related_tables
from hkcs_model import (
    Dataset,
    Figure,
    Problem,
    Report,
    cli,
    entities,
    hookspecs,
    intake,
    problems,
)
from hkcs_model.cli.group import COMMANDS
from hkcs_model.dates import DATE_DIMENSIONS
from hkcs_model.facts import FACT_TABLES, dimensions
from hkcs_model.intake.draft import LAYOUT
from hkcs_model.intake.structuring import ProjectFile
from hkcs_model.languages import LANGUAGES
from hkcs_model.options import options_of
from hkcs_model.plugins import SWITCH, built_in
from hkcs_model.quantity import Quantity
from hkcs_model.rules import CATALOGUE, Rule
from hkcs_model.tables import TABLES
from hkcs_model.testing import CHECKS, hard_report

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]
FENCE = re.compile(
    r"(?:^`(?P<file>[^`\n]+)`(?P<more>, at its end)?:\n\n)?^```(?P<kind>\w+)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)

every_page = pytest.mark.parametrize(
    "page", [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in PAGES]
)


def read(page: Path) -> str:
    return page.read_text("utf-8")


def reference(name: str) -> str:
    return read(REFERENCE / name)


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, down to the next one of its level or above."""
    (found,) = (match for match in HEADING.finditer(text) if plain(match[2]) == heading)
    level = len(found[1])
    rest = text[found.end() :]
    ends = (match.start() for match in HEADING.finditer(rest) if len(match[1]) <= level)
    return rest[: next(ends, len(rest))]


def plain(heading: str) -> str:
    return heading.replace("`", "")


def missing(names: Iterator[str] | list[str], text: str) -> list[str]:
    """Return the names that a text does not hold as code."""
    coded = set(re.findall(r"`([^`\n]+)`", text))
    return [name for name in names if name not in coded]


# ---- examples ----


class Reader:
    """Somebody who follows a page: writes its files, types its commands, tries its Python."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.patch = patch
        self.status = 0
        self.names: dict[str, Any] = {"__name__": "__main__"}

    def follow(self, page: Path) -> None:
        for block in FENCE.finditer(read(page)):
            if block["file"]:
                self.write(block["file"], block["body"], more=bool(block["more"]))
            elif block["kind"] == "console":
                self.type(block["body"])
            elif block["kind"] == "python" and ">>>" in block["body"]:
                self.try_out(block["body"], page.name)

    def write(self, file: str, text: str, *, more: bool = False) -> None:
        target = self.folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        before = target.read_text("utf-8") + "\n" if more else ""
        target.write_text(before + text, "utf-8", newline="")

    def type(self, session: str) -> None:
        """Type each line after `$`; what stands below it is all that it prints."""
        for typed in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
            command, _, expected = typed.partition("\n")
            assert (command, self.run(command)) == (command, expected)

    def run(self, command: str) -> str:
        program, *words = shlex.split(command)
        if (program, *words) == ("echo", "$?"):
            return f"{self.status}\n"
        if (program, *words) == ("python", "-m", "pip", "install", "."):
            return self.install()
        assert program == "hkcs-model"
        printed = io.BytesIO()
        screen = io.TextIOWrapper(printed, encoding="utf-8", newline="\n", write_through=True)
        with redirect_stdout(screen), redirect_stderr(screen):
            self.status = cli.main(words)
        return printed.getvalue().decode().replace("\r\n", "\n")

    def install(self) -> str:
        """Put what pyproject.toml declares where the import system and the metadata look."""
        project = tomllib.loads((self.folder / "pyproject.toml").read_text("utf-8"))["project"]
        stem = f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
        self.write(
            f"{stem}/METADATA",
            f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n",
        )
        points = "".join(
            f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in listed.items())
            for group, listed in project["entry-points"].items()
        )
        self.write(f"{stem}/entry_points.txt", points)
        self.patch.syspath_prepend(self.folder)
        self.patch.setenv(SWITCH, project["name"])
        return ""

    def try_out(self, code: str, name: str) -> None:
        example = doctest.DocTestParser().get_doctest(code, self.names, name, name, 0)
        said: list[str] = []
        doctest.DocTestRunner().run(example, out=said.append, clear_globs=False)
        self.names = example.globs
        assert said == []


@every_page
def test_every_example_does_what_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(SWITCH, "")  # whatever else is installed here
    before = set(sys.modules)
    Reader(tmp_path, monkeypatch).follow(page)
    for name in set(sys.modules) - before:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def test_the_pages_have_examples_of_each_kind() -> None:
    """A fence that is misspelt is not passed over in silence."""
    kinds = [block["kind"] for page in PAGES for block in FENCE.finditer(read(page))]
    assert set(kinds) <= {"console", "csv", "json", "python", "sh", "toml"}
    assert kinds.count("console") > 10
    assert all(read(page).count("```") % 2 == 0 for page in PAGES)


# ---- links ----


def anchors(text: str) -> set[str]:
    found = (plain(match[2]).lower() for match in HEADING.finditer(FENCE.sub("", text)))
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in found}


@every_page
def test_every_local_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(FENCE.sub("", read(page))):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(read(file)), target


def test_every_page_can_be_reached_from_the_first() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "docs" / "index.md"]
    while waiting:
        page = waiting.pop()
        seen.add(page)
        targets = {(page.parent / t.partition("#")[0]).resolve() for t in LINK.findall(read(page))}
        waiting += [t for t in targets - seen if t.suffix == ".md" and t.is_file()]
    assert [page for page in PAGES if page.parent != ROOT and page not in seen] == []


# ---- nothing is left out ----


HOOKS = [name for name in vars(hookspecs) if name.startswith("hkcs_")]


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_described_with_the_version_that_brought_it(hook: str) -> None:
    text = reference("hooks.md")
    assert f"\n## `{hook}`\n" in text
    since = re.findall(r"Since ([0-9.]+[0-9])", getattr(hookspecs, hook).__doc__)
    (row,) = (line for line in text.splitlines() if line.startswith(f"| [`{hook}`](#{hook}) "))
    assert row.endswith(f" | {since[0]} |")


def test_every_name_of_the_contract_is_described() -> None:
    """What stands in `__all__`, and nothing that is a plugin's to use stands outside of it."""
    text = reference("hooks.md")
    assert missing(hookspecs.__all__, text) == []
    own = [name for name, value in vars(hookspecs).items() if _is_of(value, name)]
    assert [name for name in (*own, *HOOKS) if name not in hookspecs.__all__] == []


def _is_of(value: object, name: str) -> bool:
    """Tell whether hookspecs makes a class itself, and does not import it."""
    is_own = isinstance(value, type) and value.__module__ == hookspecs.__name__
    return is_own and not name.startswith("_")


@pytest.mark.parametrize(
    ("of", "hook"),
    [
        (hookspecs.Exporter, "hkcs_exporters"),
        (hookspecs.Loss, "hkcs_exporters"),
        (hookspecs.Reader, "hkcs_readers"),
        (hookspecs.TextDataset, "hkcs_readers"),
        (hookspecs.TextTable, "hkcs_readers"),
    ],
)
def test_every_attribute_that_a_plugin_gives_is_described(
    of: type[attrs.AttrsInstance], hook: str
) -> None:
    names = [attribute.name for attribute in attrs.fields(of)]
    assert missing(names, section(reference("hooks.md"), hook)) == []


def test_every_check_of_the_contract_is_described() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \|", section(reference("hooks.md"), "The contract as checks"), re.MULTILINE
    )
    assert rows == [check.__name__ for check in CHECKS]


def coded(names: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: rule.id)
def test_every_rule_stands_in_the_catalogue_as_it_is(rule: Rule) -> None:
    weight = f"`{rule.weight}`" if rule.weight else "–"
    held = "" if rule.cap is None else f", at most {rule.cap}"
    cells = [f"`{rule.id}`", f"`{rule.over}`", coded(rule.key), weight + held]
    row = " | ".join([*cells, *(rule.label.say(language) for language in LANGUAGES)])
    text = reference("rules.md")
    assert f"\n| {row} |\n" in text
    adds_up = [name for name in dimensions(rule.table) if rule.separates(name)]
    assert f"\n| `{rule.id}` | {coded(adds_up)} |\n" in section(text, "What adds up")


def test_every_fact_table_dimension_and_key_of_a_rule_is_described() -> None:
    text = reference("rules.md")
    listed = section(text, "Fact tables")
    for table in FACT_TABLES.values():
        (row,) = (line for line in listed.splitlines() if line.startswith(f"| `{table.name}` "))
        assert f" | {table.fact} | " in row
        assert row.endswith(f"| {coded(table.needs)} |")
    all_dimensions = {name for table in FACT_TABLES.values() for name in dimensions(table)}
    assert missing(sorted(all_dimensions), section(text, "Dimensions")) == []
    keys = [a.name for a in attrs.fields(Rule) if a.name != "family"]
    assert missing(keys, section(text, "Rules of your own")) == []


@pytest.mark.parametrize("exporter", built_in().exporters.values(), ids=lambda e: e.format)
def test_every_format_is_described_with_its_options_and_losses(
    exporter: hookspecs.Exporter,
) -> None:
    text = section(reference("formats.md"), exporter.format)
    assert missing([*exporter.suffixes, exporter.media_type], text) == []
    for option in options_of(exporter):
        (row,) = (line for line in text.splitlines() if line.startswith(f"| `{option.name}` "))
        shown = str(option.default)
        shown = shown.lower() if isinstance(option.default, bool) else shown
        assert (f"`{shown}`" if shown else "| nothing |") in row
    losses = exporter.write(hard_report(), io.BytesIO(), exporter.options())
    (told,) = (line for line in text.splitlines() if line.startswith("Losses: "))
    assert missing([loss.what for loss in losses], text) == []
    assert (told == "Losses: none.") is not bool(losses)


def test_every_table_and_view_of_a_report_is_described() -> None:
    text = section(reference("formats.md"), "The tables of a report")
    for table in related_tables(hard_report()):
        (row,) = (line for line in text.splitlines() if line.startswith(f"| `{table.name}` "))
        assert f" | {table.about} | {coded(table.key)} |" in row
    assert missing(list(to_sqlite._VIEWS), section(reference("formats.md"), "sqlite")) == []


def test_every_field_of_a_figure_and_of_the_document_is_described() -> None:
    text = reference("formats.md")
    assert missing(list(tidy.FIELDS), section(text, "The fields of a figure")) == []
    schema = json.loads(files("hkcs_exporters").joinpath("report.schema.json").read_text("utf-8"))
    described = section(text, "json")
    assert missing(list(schema["properties"]), described) == []
    beside = [name for name in schema["$defs"]["figure"]["properties"] if name not in tidy.FIELDS]
    assert missing(beside, described) == []


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_described_with_its_columns(name: str) -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section(reference("dataset.md"), name).splitlines()
        if line.startswith(("| `", "| **`"))
    ]
    columns = TABLES[name].columns.values()
    assert [row[0] for row in rows] == [
        f"**`{column.name}`**" if column.required else f"`{column.name}`" for column in columns
    ]
    for column, row in zip(columns, rows, strict=True):
        assert missing(list(column.vocabulary), row[1]) == []
        assert ("](#texts-in-several-languages)" in row[1]) is column.has_languages
        assert ("](#dates)" in row[1]) is (column.reads == "date")
        if column.refers in TABLES:
            assert f"`{column.refers}`" in row[1]


PARTS = {
    "agency": entities.Agency,
    "project": entities.Project,
    "counting": entities.Counting,
    "disclosure": entities.Disclosure,
    "programmes": entities.Programme,
    "figures": entities.FigureRequest,
    "rules": Rule,
}


def test_every_part_of_the_project_is_described() -> None:
    assert list(PARTS) == [part.name for part in attrs.fields(ProjectFile)]
    text = section(reference("dataset.md"), "project.toml")
    assert missing([f"[{part}]" for part in LAYOUT], text) == []


@pytest.mark.parametrize("part", PARTS)
def test_every_key_of_the_project_is_described(part: str) -> None:
    lists = ("programmes", "figures", "rules")
    heading = f"[[{part}]]" if part in lists else f"[{part}]"
    text = section(reference("dataset.md"), heading)
    entity: type[attrs.AttrsInstance] = PARTS[part]
    fields = [field for field in attrs.fields(entity) if field.name != "family"]
    assert missing([field.name for field in fields], text) == []
    if part != "rules":
        needed = [field.name for field in fields if field.default is attrs.NOTHING]
        bold = re.findall(r"^\| \*\*`(\w+)`\*\*", text, re.MULTILINE)
        assert sorted(bold) == sorted(needed)


def options_in(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield from parameter.opts


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described_with_its_options(name: str) -> None:
    command = cli.commands.get_command(click.Context(cli.commands), name)
    assert command is not None
    text = section(reference("commands.md"), name)
    assert missing(list(options_in(command)), text) == []
    usage = next(line for line in text.splitlines() if line.startswith(f"    hkcs-model {name}"))
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    for argument in arguments:
        assert (argument.metavar or argument.human_readable_name).strip("[]") in usage
    choices = [p.type.choices for p in command.params if isinstance(p.type, click.Choice)]
    assert missing([str(choice) for listed in choices for choice in listed], text) == []


def test_every_exit_status_is_described() -> None:
    """Those of our errors, and those that the docstring of `main` promises."""
    own = {e.exit_status for e in vars(problems).values() if _is_error(e)}
    promised = set(
        map(int, re.findall(r"\b(\d+) \w", (cli.main.__doc__ or "").split("status:")[1]))
    )
    rows = re.findall(r"^\| (\d+) \|", reference("commands.md"), re.MULTILINE)
    assert set(map(int, rows)) == promised
    assert own <= promised


def _is_error(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, problems.HkcsError)


def test_the_switch_for_plugins_is_described() -> None:
    assert missing([SWITCH], reference("commands.md")) == []
    assert missing(list(intake.BUILT_IN), reference("commands.md")) == []


# What an f-string in the place of a code can be.
BUILT_CODES = {"f'not-a-{dimension}'": ["not-a-date", "not-a-month", "not-a-year"]}


def sources() -> list[ast.Module]:
    package = Path(hkcs_model.__file__).parent
    return [ast.parse(file.read_text("utf-8")) for file in sorted(package.rglob("*.py"))]


def takers_of_codes(trees: list[ast.Module]) -> dict[str, int]:
    """Return what is called with a code, and the place of it among the arguments."""
    found = {"Fault": 0, "Problem": 0}
    for tree in trees:
        owners = {
            function: node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
            for function in node.body
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [a.arg for a in node.args.args if a.arg != "self"]
                called = owners.get(node, "") if node.name == "__init__" else node.name
                if "code" in names:
                    found[called] = names.index("code")
    return found


def codes_in(tree: ast.Module, takers: dict[str, int]) -> Iterator[str]:
    """Return every code that a module gives to a problem."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (place := takers.get(name_of(node.func))) is not None:
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            given = named["code"] if "code" in named else node.args[place]
            yield from codes_of(given)


def codes_of(given: ast.expr) -> Iterator[str]:
    """Return what a code can be, as it is written in the source."""
    if isinstance(given, ast.Constant):
        yield str(given.value)
    elif isinstance(given, ast.JoinedStr):
        yield from BUILT_CODES[ast.unparse(given)]
    elif isinstance(given, ast.IfExp):
        yield from (*codes_of(given.body), *codes_of(given.orelse))
    else:  # handed on: it was given somewhere else
        assert name_of(given) == "code"


def name_of(node: ast.expr) -> str:
    """Return the last part of a name: `code` of `fault.code`."""
    return getattr(node, "attr", "") or getattr(node, "id", "")


def test_every_code_of_a_problem_is_described_and_no_other() -> None:
    trees = sources()
    takers = takers_of_codes(trees)
    used = {code for tree in trees for code in codes_in(tree, takers)}
    rows = section(reference("dataset.md"), "Problems").split("\n| code |")[1:]
    told = {
        code
        for line in "".join(rows).splitlines()
        if line.startswith("| `")
        for code in re.findall(r"`([a-z0-9-]+)`", line.split("|")[1])
    }
    assert told == used
    assert set(DATE_DIMENSIONS) == {"date", "month", "quarter", "year", "fy"}


def written_values() -> list[list[str]]:
    table = section(reference("dataset.md"), "Values").splitlines()
    return [line.strip("| ").split(" | ") for line in table if line.startswith("| `")]


@pytest.mark.parametrize("row", written_values(), ids=lambda row: row[0].strip("`"))
def test_values_are_shown_as_the_reference_says(row: list[str]) -> None:
    written, *shown, low, high = row
    value = Quantity.parse(written.strip("`"))
    assert [value.say(language) for language in LANGUAGES] == shown
    assert low == f"{value.low}{', exclusive' if value.low_exclusive else ''}"
    told = "not known" if value.high is None else str(value.high)
    assert high == f"{told}{', exclusive' if value.high_exclusive else ''}"


def public_attributes(cls: type[attrs.AttrsInstance]) -> list[str]:
    own = [name for name in vars(cls) if not name.startswith("_")]
    return list(dict.fromkeys([*(field.name for field in attrs.fields(cls)), *own]))


def test_every_public_name_is_described() -> None:
    text = reference("library.md")
    names = re.findall(r"`(\w+)(?:\([^`]*\))?`", text)
    assert [name for name in hkcs_model.__all__ if name not in names] == []
    fields = reference("formats.md")
    for cls in (Figure, Report, Problem):
        told = [*names, *re.findall(r"`(\w+)`", fields)]
        assert [name for name in public_attributes(cls) if name not in told] == []
    tables = section(text, "Dataset")
    assert missing([name for name in TABLES if hasattr(Dataset, name)], tables) == []


# ---- words ----


def terms() -> list[str]:
    """Return the code's terms for what the field knows."""
    nouns = [cls.__name__ for cls in (Dataset, Figure, Report, Problem, Rule)]
    bases = ["recorded", "stated", "combined"]
    rule = ["over", "key", "where", "weight", "cap"]
    ends = ["low", "high", "low_exclusive", "high_exclusive", "about"]
    figure = ["by", "period", "basis", "contradicts", "adds_up", "withheld", "set_aside"]
    project = ["as_at", "published", "year_starts_in", "full_day_hours", "day_step", "below"]
    tables = ["enrolments", "sessions", "attendances", "statements", "relations", "milestones"]
    beside = ["readings", "quote", "same_as", "unidentified", "mode", "format", "disjoint"]
    contract = ["Exporter", "Loss"]
    return [
        *(*nouns, *bases, *rule, *ends, *figure, *project, *tables, *beside, *contract),
        *CATALOGUE,
    ]


def test_every_term_of_the_code_stands_in_the_glossary() -> None:
    assert missing(terms(), read(ROOT / "docs" / "glossary.md")) == []


def test_the_glossary_calls_the_rules_what_the_catalogue_calls_them() -> None:
    """The Chinese of a rule holds the term of a row that names it, or the other way round."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in read(ROOT / "docs" / "glossary.md").splitlines()
        if line.startswith("| ") and len(line.split("|")) == len(("", "en", "t", "s", "is", ""))
    ]
    for rule in CATALOGUE.values():
        told = [row for row in rows if f"`{rule.id}`" in row[3]]
        for place, language in ((1, "zh-Hant"), (2, "zh-Hans")):
            label = rule.label.say(language)
            assert any(label in row[place] or row[place].split("(")[0] in label for row in told), (
                label
            )
