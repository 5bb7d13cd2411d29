"""From a dataset to its report: every statement, the figures asked for, the totals they invite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from . import __version__
from .dataset import Dataset
from .dates import Period
from .entities import Activity, FigureRequest, Source
from .figures import asking_of, figure_of_statement
from .in_words import edge_cases, in_words
from .languages import LANGUAGES, Message, Text, translate
from .problems import UsageError
from .questions import expression, missing_needs
from .report import Figure, Provenance, Report, RuleInWords, Table
from .requested import accounted, requested, requests_of, table_of
from .rules import Rule
from .scopes import scope_of_activity, scope_of_statement, span_of
from .spelling import did_you_mean
from .statements import contradictions

_AS_AT = "everything is counted up to {as_at}, and no further"
_UNCOUNTED = "what was published without a number is not in it"
_IN_ALL = "{rule}, all programmes"


def build_report(dataset: Dataset, *, language: str | None = None) -> Report:
    """Build the report of a dataset.

    Args:
        dataset: what is known.
        language: the reader's language; None is the dataset's own.

    Raises:
        UsageError: there is no such language, or a figure asks what the dataset does not have.
    """
    chosen = language or dataset.project.language
    if chosen not in LANGUAGES:
        hint = did_you_mean(chosen, LANGUAGES)
        raise UsageError(f"{chosen}: not a language of reports; {hint}")
    requests = requests_of(dataset)
    stated, totals = published(dataset, requests)
    asked, tables = requested(dataset, requests)
    figures = (*stated, *asked, *totals)
    return Report(
        agency=dataset.agency,
        project=dataset.project,
        programmes=dataset.programmes,
        figures=figures,
        tables=tables,
        rules=tuple(_rules_in_words(dataset, figures)),
        activities=dataset.activities,
        counted_in=_counted_in(dataset, requests),
        partners=dataset.organisations,
        milestones=tuple(sorted(dataset.milestones, key=lambda stone: stone.date.first)),
        sources=dataset.sources,
        assumptions=(Message(_AS_AT, {"as_at": dataset.as_at}),),
        provenance=_provenance(dataset, figures),
        words=dataset.words,
    ).in_language(chosen)


def published(
    dataset: Dataset, requests: Sequence[FigureRequest]
) -> tuple[list[Figure], list[Figure]]:
    """Return the figures that statements are, and the totals over all programmes they invite.

    Args:
        dataset: what is known.
        requests: what is asked for beside them, whose ids no total takes.
    """
    told = contradictions(dataset)
    stated = [figure_of_statement(dataset, s, told[s.rule]) for s in dataset.statements]
    taken = {figure.id for figure in stated} | {request.id for request in requests}
    return stated, list(_totals(dataset, stated, taken))


def report_of_figures(
    dataset: Dataset, figures: Sequence[Figure], language: str, totals: Sequence[Figure] = ()
) -> Report:
    """Return a report of some figures alone, for the formats of reports.

    Args:
        dataset: what they were counted from.
        figures: the figures.
        language: the reader's.
        totals: of figures that are rows, the same rules without rows.
    """
    return Report(
        agency=dataset.agency,
        project=evolve(dataset.project, summary=Text()),
        programmes=tuple(evolve(part, summary=Text()) for part in dataset.programmes),
        figures=tuple(figures),
        tables=tuple(_tables(figures, totals)),
        rules=tuple(_rules_in_words(dataset, figures)),
        sources=_sources_named(dataset, figures),
        provenance=_provenance(dataset, figures),
        words=dataset.words,
    ).in_language(language)


def _tables(figures: Sequence[Figure], totals: Sequence[Figure]) -> Iterator[Table]:
    for total in totals:
        rows = [figure for figure in figures if figure.by and figure.rule == total.rule]
        if rows:
            yield table_of(total, tuple(rows[0].by), rows)


def _sources_named(dataset: Dataset, figures: Sequence[Figure]) -> tuple[Source, ...]:
    named = {figure.source for figure in figures} | {dataset.project.source}
    return tuple(source for source in dataset.sources if source.id in named)


def _provenance(dataset: Dataset, figures: Sequence[Figure]) -> Provenance:
    return Provenance(
        version=__version__,
        digest=dataset.digest,
        as_at=dataset.project.as_at,
        rules=tuple(_rules_used(dataset, figures)),
        counting=dataset.counting,
    )


def _rules_used(dataset: Dataset, figures: Sequence[Figure]) -> Iterator[Rule]:
    """Return the rules that figures count by, each once."""
    named = dict.fromkeys(figure.rule for figure in figures)
    expressions = [expression(dataset, rule) for rule in named]
    used = dict.fromkeys(id_ for asked in expressions for id_ in asked.rules)
    return (dataset.rules[id_] for id_ in used)


def _rules_in_words(dataset: Dataset, figures: Sequence[Figure]) -> Iterator[RuleInWords]:
    for rule in _rules_used(dataset, figures):
        labels = rule.label or Text({"en": rule.id})
        edges = tuple(edge_cases(rule))
        yield RuleInWords(rule=rule, labels=labels, sentence=in_words(rule), edges=edges)


def _totals(dataset: Dataset, stated: list[Figure], taken: set[str]) -> Iterator[Figure]:
    """Return a total over all programmes for each rule that more than one programme states."""
    programmes: dict[str, set[str]] = {}
    for figure in stated:
        programmes.setdefault(figure.rule, set()).add(figure.programme)
    for rule, among in programmes.items():
        id_ = f"all-{rule}"
        if len(among - {""}) > 1 and id_ not in taken:
            label = Text({language: _in_all(dataset, rule, language) for language in LANGUAGES})
            request = FigureRequest(id=id_, label=label, rule=rule)
            (figure,) = accounted(dataset, request)
            if figure.statements:
                yield evolve(figure, assumptions=(*figure.assumptions, Message(_UNCOUNTED)))


def _in_all(dataset: Dataset, rule: str, language: str) -> str:
    label = dataset.rules[rule].label.say(language) or rule
    return translate(_IN_ALL, language).format(rule=label)


def _counted_in(
    dataset: Dataset, requests: Sequence[FigureRequest]
) -> Mapping[str, tuple[str, ...]]:
    """Return of each activity the ids of the figures that count it.

    They are the statements whose scope covers it, and the figures asked for that its records are
    counted in.
    """
    found: dict[str, tuple[str, ...]] = {}
    scopes = [(a, scope_of_activity(dataset, a), _lasted(a)) for a in dataset.activities]
    for statement in dataset.statements:
        covered = scope_of_statement(dataset, statement).at_any_time()
        span = span_of(statement)
        for activity, scope, lasted in scopes:
            if span.meet(lasted) is not None and scope.within(covered):
                found[activity.id] = (*found.get(activity.id, ()), statement.id)
    for request in requests:
        for activity_id in _recorded_in(dataset, request):
            found[activity_id] = (*found.get(activity_id, ()), request.id)
    return found


def _recorded_in(dataset: Dataset, request: FigureRequest) -> list[str]:
    """Return the ids of the activities whose records a figure counts, or may."""
    from .counting import count_records  # loaded where there are records to count

    named: set[str] = set()
    asking = asking_of(dataset, evolve(request, by=()))
    for id_ in expression(dataset, request.rule).rules:
        rule = dataset.rules[id_]
        if not missing_needs(dataset.headers, rule):
            rows = count_records(dataset, asking.question(rule), ("activity",))
            named.update(activity for (activity,) in rows)
    return sorted(named)


def _lasted(activity: Activity) -> Period:
    start, end = activity.start, activity.end
    return Period(start.first if start else None, end.last if end else None)
