"""What `formats`, `rules` and `plugins` print, as text for people and as data for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .aligning import aligned
from .dataset import Dataset
from .extras import install_line, missing, not_installed
from .facts import dimensions
from .hookspecs import Exporter
from .in_words import edge_cases, in_words
from .languages import LANGUAGES, translate
from .options import options_of
from .plugins import OWN, Distribution, Failure, Given, Plugins, installed
from .problems import PluginError, UsageError
from .rules import CATALOGUE, FAMILIES, Rule
from .spelling import did_you_mean


def formats_as_table(given: Iterable[Given]) -> str:
    """Return the formats, a line each: name, suffixes, options, what it is for, and whose it is.

    Below them stands what some need and is not installed.
    """
    listed = list(given)
    rows = [("format", "suffix", "options", "what it is", "from")]
    for one in listed:
        exporter = _exporter(one)
        options = " ".join(option.name for option in options_of(exporter))
        suffixes = " ".join(exporter.suffixes)
        rows.append((one.name, suffixes, options, exporter.summary, str(one.source)))
    return "\n".join([aligned(rows), *filter(None, map(_what_is_missing, listed))])


def format_in_full(given: Given) -> str:
    """Return all of one format, its options and what is missing too."""
    exporter = _exporter(given)
    lines = [
        ("format", given.name),
        ("what it is", exporter.summary),
        ("suffixes", " ".join(exporter.suffixes)),
        ("media type", exporter.media_type),
        ("binary", "yes" if exporter.binary else "no"),
        ("from", str(given.source)),
    ]
    if exporter.requires:
        lines.append(("needs", " ".join(exporter.requires)))
    for option in options_of(exporter):
        default = _default_in_words(option.default)
        lines.append(("option", f"-O {option.name}={option.takes} ({default} unless set)"))
    return "\n".join([aligned(lines), *filter(None, [_what_is_missing(given)])])


def _default_in_words(default: Any) -> str:
    if default == "":
        return "nothing"
    return str(default).lower() if isinstance(default, bool) else str(default)


def format_as_data(given: Given) -> dict[str, Any]:
    """Return all of one format as data; `install` is what brings what is missing."""
    exporter = _exporter(given)
    lacking = missing(exporter.requires)
    return {
        "format": given.name,
        "summary": exporter.summary,
        "suffixes": list(exporter.suffixes),
        "media_type": exporter.media_type,
        "binary": exporter.binary,
        "options": [
            {"name": option.name, "takes": option.takes, "default": option.default}
            for option in options_of(exporter)
        ],
        "requires": list(exporter.requires),
        "missing": lacking,
        "install": install_line(given.source.name, exporter.extra) if lacking else None,
        **_source(given),
    }


def _what_is_missing(given: Given) -> str:
    """Return the sentence that says what a format needs and how to install it; else nothing."""
    exporter = _exporter(given)
    lacking = missing(exporter.requires)
    line = install_line(given.source.name, exporter.extra)
    return not_installed(given.name, lacking, line) if lacking else ""


def _exporter(given: Given) -> Exporter:
    assert isinstance(given.value, Exporter)  # noqa: S101 - formats are listed of exporters alone
    return given.value


def _source(given: Given) -> dict[str, str]:
    return {"distribution": given.source.name, "version": given.source.version}


def rules_there(
    name: str | None, dataset: Dataset | None = None
) -> tuple[list[Given], tuple[Failure, ...]]:
    """Return every rule, or the one of a name, and what plugins brought that is refused.

    Args:
        name: the id of a rule; None is all of them.
        dataset: whose own rules are among them too; None is no dataset.

    Raises:
        UsageError: there is no rule of that name; names the nearest.
    """
    own = [Given(name=id_, value=rule, source=OWN) for id_, rule in CATALOGUE.items()]
    if name in CATALOGUE:
        return [given for given in own if given.name == name], ()
    there = installed()
    if dataset is not None:
        title = dataset.project.title.say(dataset.project.language)
        source = Distribution(name=title, version="")
        ids = {given.name for given in there.given}
        own += [
            Given(name=id_, value=rule, source=source)
            for id_, rule in dataset.own_rules.items()
            if id_ not in ids
        ]
    found = [*own, *(given for given in there.given if isinstance(given.value, Rule))]
    if name is not None:
        known = [given.name for given in found]
        found = [given for given in found if given.name == name]
        refused = [str(failure) for failure in there.failures if failure.name == name]
        if refused:
            raise PluginError("\n".join(refused))
        if not found:
            raise UsageError(f"{name}: no such rule; {did_you_mean(name, known)}")
    return found, there.failures


def rules_as_table(given: Iterable[Given], language: str) -> str:
    """Return the rules by what they count, a line each: name and what it is called."""
    listed = list(given)
    families = [*FAMILIES, *sorted({_rule(one).family for one in listed} - set(FAMILIES))]
    rows: list[Sequence[str]] = []
    for family in families:
        within = [one for one in listed if _rule(one).family == family]
        if within:
            heading = translate(family or _OTHERS, language)
            rows += [(heading, "", ""), *(_row(one, language) for one in within)]
    return aligned(rows)


def _row(given: Given, language: str) -> tuple[str, str, str]:
    source = "" if given.source == OWN else f"from {given.source}"
    return f"  {given.name}", _rule(given).label.say(language), source


def _rule(given: Given) -> Rule:
    assert isinstance(given.value, Rule)  # noqa: S101 - rules are listed of rules alone
    return given.value


_OTHERS = "others"
_HEADINGS = {
    "rule": "rule",
    "family": "family",
    "called": "called",
    "words": "in words",
    "over": "over",
    "where": "of those",
    "needs": "needs",
    "adds up": "adds up by",
    "asked": "can be asked by",
    "odd": "odd cases",
    "from": "from",
}
_OVERLAPS = "nothing: its rows may overlap"


def rule_in_full(given: Given, language: str) -> str:
    """Return all of one rule: what it is called, what it counts, what adds up, its odd cases."""
    rule = _rule(given)
    table = rule.table
    adds_up = [name for name in dimensions(table) if rule.separates(name)]
    filters = (f"{name}={','.join(values)}" for name, values in rule.where.items())
    lines = [
        ("rule", rule.id),
        ("family", translate(rule.family or _OTHERS, language)),
        ("called", rule.label.say(language)),
        ("words", in_words(rule).say(language)),
        ("over", f"{table.name}: {translate(table.fact, language)}"),
        ("where", "; ".join(filters)),
        ("needs", ", ".join(table.needs)),
        ("adds up", ", ".join(adds_up) or translate(_OVERLAPS, language)),
        ("asked", ", ".join(dimensions(table))),
    ]
    edges = [edge.say(language) for edge in edge_cases(rule)]
    lines += [("odd" if place == 0 else "", edge) for place, edge in enumerate(edges)]
    lines.append(("from", str(given.source)))
    named = [(name and translate(_HEADINGS[name], language), told) for name, told in lines if told]
    return aligned(named)


def rule_as_data(given: Given) -> dict[str, Any]:
    """Return all of one rule as data."""
    rule = _rule(given)
    return {
        "id": rule.id,
        "label": {language: rule.label.say(language) for language in LANGUAGES},
        "family": rule.family,
        "in_words": {language: in_words(rule).say(language) for language in LANGUAGES},
        "odd_cases": [
            {language: edge.say(language) for language in LANGUAGES} for edge in edge_cases(rule)
        ],
        "over": rule.over,
        "key": list(rule.key),
        "where": {name: list(values) for name, values in rule.where.items()},
        "weight": rule.weight,
        "cap": rule.cap if rule.cap is None else str(rule.cap),
        "adds_up_by": [name for name in dimensions(rule.table) if rule.separates(name)],
        **_source(given),
    }


def plugins_as_text(there: Plugins) -> str:
    """Return what each distribution brings, and what was refused."""
    rows = [("gives", "name", "from")]
    rows += [(given.kind, given.name, str(given.source)) for given in there.given]
    failed = [f"not loaded: {failure}" for failure in there.failures]
    return "\n".join([aligned(rows), *failed])


def plugins_as_data(there: Plugins) -> dict[str, Any]:
    """Return what each distribution brings, and what was refused, as data."""
    return {
        "given": [
            {"gives": given.kind, "name": given.name, **_source(given)} for given in there.given
        ],
        "failures": [
            {
                "name": failure.name,
                "reason": failure.reason,
                "distribution": failure.source.name,
                "version": failure.source.version,
            }
            for failure in there.failures
        ],
    }
