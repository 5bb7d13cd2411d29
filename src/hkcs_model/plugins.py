"""Plugins: found, checked, and chosen from; a broken one is named and harms nothing else.

What ships with the package comes in by the same hooks as anybody's plugin. Entry points are read
only when something is asked for that is not among it, since finding them takes time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pluggy
from attrs import frozen

from . import __version__, hookspecs
from .hookspecs import PROJECT, Exporter
from .problems import PluginError, UsageError
from .rules import CATALOGUE, Rule, faults
from .spelling import did_you_mean, nearest
from .values import Value

if TYPE_CHECKING:
    from .readers import Reader

BUILT_IN = {
    "csv": "hkcs_exporters.to_csv",
    "json": "hkcs_exporters.to_json",
    "html": "hkcs_exporters.to_html",
    "xlsx": "hkcs_exporters.to_xlsx",
    "docx": "hkcs_exporters.to_docx",
    "markdown": "hkcs_exporters.to_markdown",
    "datapackage": "hkcs_exporters.to_datapackage",
    "iati": "hkcs_exporters.to_iati",
    "hxl": "hkcs_exporters.to_hxl",
    "sqlite": "hkcs_exporters.to_sqlite",
}
"""Of each format that ships with the package its module, named so that the core imports none."""

READ_HERE = (".json", ".xlsx", ".sqlite", ".sqlite3", ".db")
"""The endings of the forms that the package reads itself, which no plugin's reader takes over."""

SWITCH = "HKCS_MODEL_PLUGINS"
"""The environment variable that names the distributions to load: unset all, empty none."""


@frozen(kw_only=True, eq=False, repr=False)
class Distribution(Value):
    """What a plugin came in, and so what it is known by.

    Attributes:
        name: as `pip` names it.
        version: its version.
    """

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}".rstrip()


OWN = Distribution(name="hkcs-model", version=__version__)
"""The distribution that this package is."""


@frozen(kw_only=True, eq=False, repr=False)
class Given(Value):
    """One thing that a plugin gives.

    Attributes:
        name: the format of an exporter, the id of a rule, one of the suffixes of a reader.
        value: the exporter, rule or reader.
        source: the distribution that it came in.
    """

    name: str
    value: Exporter | Rule | Reader
    source: Distribution

    @property
    def kind(self) -> str:
        """What it is: `format`, `rule` or `reader`."""
        if isinstance(self.value, Exporter):
            return "format"
        return "rule" if isinstance(self.value, Rule) else "reader"


@frozen(kw_only=True, eq=False, repr=False)
class Failure(Value):
    """Something that a plugin brought and that is refused.

    Attributes:
        name: the format, rule or suffix that it claims, or the entry point that did not load.
        source: the distribution that it came in.
        reason: why.
    """

    name: str
    source: Distribution
    reason: str

    def __str__(self) -> str:
        return f"{self.name} of {self.source}: {self.reason}"


@frozen(kw_only=True, eq=False, repr=False)
class Plugins(Value):
    """What there is.

    Attributes:
        given: the exporters, rules and readers, those that ship with the package first.
        failures: what is refused.
    """

    given: tuple[Given, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def formats(self) -> tuple[Given, ...]:
        """The exporters, with where they are from."""
        return tuple(given for given in self.given if isinstance(given.value, Exporter))

    @property
    def exporters(self) -> Mapping[str, Exporter]:
        """The exporters by format."""
        return {g.name: g.value for g in self.given if isinstance(g.value, Exporter)}

    @property
    def rules(self) -> Mapping[str, Rule]:
        """The rules that plugins bring, by id; the catalogue's are not among them."""
        return {g.name: g.value for g in self.given if isinstance(g.value, Rule)}

    @property
    def readers(self) -> Mapping[str, Given]:
        """The readers that plugins bring, with where they are from, by suffix."""
        return {g.name: g for g in self.given if g.kind == "reader"}


def make_manager() -> pluggy.PluginManager:
    """Return a plugin manager that knows the hooks, with nothing registered."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


@cache
def own(format_: str) -> Plugins:
    """Return what the module of one format gives that ships with the package."""
    return Plugins(given=tuple(_brought(import_module(BUILT_IN[format_]), OWN)))


def built_in() -> Plugins:
    """Return what ships with the package."""
    return Plugins(given=tuple(given for format_ in BUILT_IN for given in own(format_).given))


def installed() -> Plugins:
    """Return what ships with the package, and what every installed plugin adds to it."""
    claims: list[Given] = []
    points, failures = _entry_points()
    loaded: list[tuple[Any, Distribution]] = []
    for point, source in points:
        try:
            plugin = point.load()
            if (plugin, source) not in loaded:  # two entry points may name one module
                loaded.append((plugin, source))
                claims += _brought(plugin, source)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it raises is told
            failures.append(Failure(name=point.name, source=source, reason=_reason(error)))
    accepted, refused = _settle(claims)
    return Plugins(given=(*built_in().given, *accepted), failures=(*failures, *refused))


def _entry_points() -> tuple[list[tuple[Any, Distribution]], list[Failure]]:
    """Return the entry points that shall be loaded, and what is wanted and not installed."""
    from importlib.metadata import entry_points  # slow to import, and rarely needed

    switch = os.environ.get(SWITCH)
    wanted = {_plain(name) for name in (switch or "").split(",")} - {""}
    if switch is not None and not wanted:
        return [], []
    found = [(point, _source(point)) for point in entry_points(group=PROJECT)]
    found.sort(key=lambda pair: (pair[1].name, pair[0].name))
    if switch is None:
        return found, []
    there = {_plain(source.name) for _, source in found}
    missing = [
        Failure(
            name=SWITCH,
            source=Distribution(name=name, version=""),
            reason=f"no such plugin is installed; {did_you_mean(name, sorted(there))}",
        )
        for name in sorted(wanted - there)
    ]
    return [pair for pair in found if _plain(pair[1].name) in wanted], missing


def _source(point: Any) -> Distribution:
    """Return what an entry point came in; where that cannot tell its name, by the point's own."""
    try:
        name, version = point.dist.name, point.dist.version
    except Exception:  # noqa: BLE001 - an installation that was torn raises this or that
        name = version = None
    return Distribution(name=str(name or point.name), version=str(version or ""))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip().lower())


def _reason(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _brought(plugin: Any, source: Distribution) -> list[Given]:
    """Return what a plugin gives through its hooks.

    Raises:
        TypeError: a hook that there is not, no hook at all, or something that is not what its
            hook gives.
    """
    manager = make_manager()
    manager.register(plugin)
    _find_misspelt(manager, plugin)
    exporters = list(_all(manager.hook.hkcs_exporters, "Exporter"))
    rules = list(_all(manager.hook.hkcs_rules, "Rule"))
    readers = list(_all(manager.hook.hkcs_readers, "Reader"))
    for rule in rules:
        for where, fault in faults(rule):
            raise TypeError(f"rule {rule.id}: {where}: {fault.message}; {fault.hint}")
    return [
        *(Given(name=exporter.format, value=exporter, source=source) for exporter in exporters),
        *(Given(name=rule.id, value=rule, source=source) for rule in rules),
        *(
            Given(name=s, value=reader, source=source)
            for reader in readers
            for s in reader.suffixes
        ),
    ]


def _find_misspelt(manager: pluggy.PluginManager, plugin: Any) -> None:
    callers = manager.get_hookcallers(plugin) or []
    known = [name for name in vars(hookspecs) if name.startswith("hkcs_")]
    for caller in callers:
        if not caller.has_spec():
            raise TypeError(f"no hook {caller.name}; {did_you_mean(caller.name, known)}")
    if not callers:
        raise TypeError(f"no function marked hookimpl; the hooks are {', '.join(known)}")


def _all(hook: pluggy.HookCaller, kind: str) -> Iterator[Any]:
    """Yield what plugins give through a hook, each of the class with that name in `hookspecs`."""
    results: list[Iterable[Any]] = hook()
    if len(results) < len(hook.get_hookimpls()):
        raise TypeError(f"{hook.name} returns nothing; return a list")
    for result in results:
        for value in result:
            if not isinstance(value, getattr(hookspecs, kind)):
                article = "an" if kind[0] in "AEIOU" else "a"
                raise TypeError(f"gives {value!r:.60}, which is not {article} {kind}")
            yield value


def _settle(claims: list[Given]) -> tuple[list[Given], list[Failure]]:
    """Accept what one plugin alone claims, and refuse all others; what is built in stays."""
    taken = {_claim(given) for given in built_in().given}
    taken |= {("rule", id_) for id_ in CATALOGUE} | {("reader", suffix) for suffix in READ_HERE}
    accepted, refused = [], []
    for claim in claims:
        rivals = [
            other for other in claims if _claim(other) == _claim(claim) and other is not claim
        ]
        if _claim(claim) in taken:
            reason = f"{OWN.name} has {claim.name} already; take another name"
        elif rivals:
            names = " and ".join(str(rival.source) for rival in rivals)
            reason = f"also claimed by {names}; uninstall one, or leave it out of {SWITCH}"
        else:
            accepted.append(claim)
            continue
        refused.append(Failure(name=claim.name, source=claim.source, reason=reason))
    return accepted, refused


def _claim(given: Given) -> tuple[str, str]:
    return given.kind, given.name


def exporters() -> Mapping[str, Exporter]:
    """Return every exporter that is there, built in or from a plugin, by format."""
    return installed().exporters


def plugin_rules() -> Mapping[str, Rule]:
    """Return every rule that a plugin brings, by id."""
    return installed().rules


def choose_exporter(format_: str) -> Exporter:
    """Return the exporter of a format; plugins are looked for only where it is not built in.

    Raises:
        PluginError: the format is claimed by plugins that are refused it.
        UsageError: there is no such format; names those that there are.
    """
    if format_ in BUILT_IN:
        return own(format_).exporters[format_]
    there = installed()
    if format_ in there.exporters:
        return there.exporters[format_]
    refused = [str(failure) for failure in there.failures if failure.name == format_]
    if refused:
        raise PluginError("\n".join(refused))
    told = [f"\nnot loaded: {failure}" for failure in there.failures]
    known = there.exporters
    near = nearest(format_, known)
    said = f"did you mean {' or '.join(near)}? " if near else ""
    names = ", ".join(known)
    raise UsageError(f"{format_}: no such format; {said}there are {names}{''.join(told)}")


def source_of(format_: str) -> Distribution:
    """Return the distribution that the exporter of a format, which there is, came in."""
    if format_ in BUILT_IN:
        return OWN
    return next(given.source for given in installed().formats if given.name == format_)


def choose_reader(file: str) -> Given:
    """Return the plugin's reader of the files that end as a file's name does, by its longest end.

    Raises:
        PluginError: the ending is claimed by plugins that are refused it.
        UsageError: no plugin reads such files; names the endings that there are.
    """
    name = file.lower()
    there = installed()
    ends = [suffix for suffix in there.readers if name.endswith(suffix)]
    if ends:
        return there.readers[max(ends, key=len)]
    refused = [str(one) for one in there.failures if _is_suffix(one) and name.endswith(one.name)]
    if refused:
        raise PluginError("\n".join(refused))
    more = "".join(f", {suffix}" for suffix in there.readers)
    told = "".join(f"\nnot loaded: {failure}" for failure in there.failures)
    raise UsageError(
        f"{file}: not a form of a dataset; "
        f"take a folder with project.toml, or a .json, .xlsx{more} or SQLite file{told}"
    )


def _is_suffix(failure: Failure) -> bool:
    return failure.name.startswith(".")


def choose_by_suffix(file: str) -> Exporter:
    """Return the exporter whose files have the ending that a file's name has.

    Raises:
        UsageError: no exporter has, or more than one; names the formats to choose from.
    """
    found = _with_suffix(built_in(), file)
    there = built_in() if found else installed()
    found = found or _with_suffix(there, file)
    if len(found) == 1:
        return found[0]
    known = found or list(there.exporters.values())
    names = ", ".join(f"{e.format} ({' '.join(e.suffixes)})" for e in known)
    why = "more than one format has" if found else "no format has"
    told = "".join(f"\nnot loaded: {failure}" for failure in there.failures)
    raise UsageError(f"{file}: {why} that ending; choose with --format among {names}{told}")


def _with_suffix(there: Plugins, file: str) -> list[Exporter]:
    """Return whose ending a file has; of endings such as `.hxl.csv` and `.csv` the longest."""
    lengths = {e.format: _length_of_suffix(e, file.lower()) for e in there.exporters.values()}
    longest = max(lengths.values())
    return [e for e in there.exporters.values() if longest and lengths[e.format] == longest]


def _length_of_suffix(exporter: Exporter, name: str) -> int:
    return max(len(suffix) if name.endswith(suffix) else 0 for suffix in exporter.suffixes)
