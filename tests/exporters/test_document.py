"""The report as a document: every figure with its words, its ends and its reasons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve

from hkcs_exporters.document import (
    Grid,
    Heading,
    Headlines,
    Items,
    Mark,
    Notes,
    Paragraph,
    Pieces,
    Run,
    document_of,
    lost_in_documents,
)
from hkcs_exporters.wording import ends_words
from hkcs_model import build_report, load
from hkcs_model.dates import PartialDate
from hkcs_model.languages import LANGUAGES, Message, Text
from hkcs_model.report import Figure, Report
from hkcs_model.testing import HARD_TEXTS, hard_report
from tests.exporters.documents import grids_told, only, plain, sentences_told, words_of


def report_of(name: str, language: str = "en") -> Report:
    return hard_report(language) if name == "hard" else build_report(load(name), language=language)


def rows_told(report: Report) -> list[list[str]]:
    return [row for grid in grids_told(report) for row in grid]


def notes_of(report: Report) -> list[str]:
    return [
        words_of(note)
        for block in document_of(report)
        if isinstance(block, Notes)
        for note in block.notes
    ]


def headings_of(report: Report) -> list[str]:
    return [words_of(b.pieces) for b in document_of(report) if isinstance(b, Heading)]


def runs_of(report: Report) -> Iterator[Run]:
    for block in document_of(report):
        if isinstance(block, Heading | Paragraph):
            yield from _runs(block.pieces)
        elif isinstance(block, Grid):
            for row in block.rows:
                for cell in row:
                    yield from _runs(cell)


def _runs(pieces: Pieces) -> Iterator[Run]:
    return (piece for piece in pieces if isinstance(piece, Run))


def told_of(figure: Figure) -> Report:
    return only(hard_report(), figure)


# ---- figures ----


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["hkcs", "sample", "hard"])
def test_every_figure_stands_in_a_table_with_its_words_and_its_ends(
    name: str, language: str
) -> None:
    report = report_of(name, language)
    rows = rows_told(report)
    for figure in (*report.figures, *(table.total for table in report.tables)):
        said, lies_in = figure.say(language), ends_words(figure, language)
        wanted = {said} if said == lies_in else {said, lies_in}
        assert any(wanted <= set(row) for row in rows), figure.id


def test_ends_are_told_where_the_words_lack_them() -> None:
    (grid, *_) = grids_told(report_of("hkcs"))
    assert grid[0] == ["What was counted", "Figure", "Lies in", "How this was counted"]
    told = {row[0]: row[1:3] for row in grid}
    assert told["students"] == ["44", ""]
    assert told["students served"] == ["around 2,300", "2,250 to 2,349"]


def test_a_column_that_would_say_nothing_is_left_out() -> None:
    (figure, *_) = hard_report().figures
    (grid, *_) = grids_told(told_of(figure))
    assert grid[0] == ["What was counted", "Figure", "How this was counted"]
    assert grid[1] == ["exact", "44", "published: persons served; up to 31 December 2014"]


def test_a_withheld_figure_is_said_to_be_withheld() -> None:
    rows = {row[0]: row[1] for row in rows_told(hard_report())}
    assert (rows["withheld"], rows["unknown"], rows["zero"]) == ("withheld", "not known", "0")


def test_a_table_has_its_total_and_says_whether_its_rows_add_up() -> None:
    report = report_of("sample")
    (grid,) = [grid for grid in grids_told(report) if grid[0][0] == "Mode"]
    assert grid[-1] == ["total, counted again", "4,000"]
    assert [row[0] for row in grid[1:-1]] == ["face to face", "online", "phone"]
    told = "from records: contacts (person-times); {}; up to 31 December 2014; {}"
    scope = "Supervision on the Mainland (invented)"
    adding = "these rows add up to their total"
    assert told.format(scope, adding) in sentences_told(report)


def test_a_table_without_rows_says_so() -> None:
    told = [text for text in sentences_told(hard_report()) if "there is no row" in text]
    assert told == [
        "published: persons served; up to 31 December 2014; nothing belongs: there is no row"
    ]


def test_rows_of_a_question_asked_once_say_which_they_are_and_whether_they_add_up() -> None:
    rows = (figure for figure in hard_report().figures if figure.by)
    report = only(hard_report(), *(evolve(row, id="", overlap=None) for row in rows))
    (grid, *_) = grids_told(report)
    assert [row[0] for row in grid[1:]] == ["rows: visit, 2007", "rows: (not recorded), 2007"]
    assert notes_of(report) == ["These rows may count the same, and do not add up"]


def test_headlines_are_the_figures_that_summaries_quote() -> None:
    (block,) = (b for b in document_of(report_of("hkcs")) if isinstance(b, Headlines))
    assert [(words_of(number), words_of(label)) for number, label in block.items][:3] == [
        ("14", "groups of students"),
        ("44", "students"),
        ("around 2,300", "students served"),
    ]
    assert len(block.items) == 8
    bare = only(hard_report(), hard_report().figures[0])
    assert not any(isinstance(block, Headlines) for block in document_of(bare))


def test_a_summary_has_its_figures_in_the_sentence() -> None:
    told = [text for text in sentences_told(report_of("hkcs")) if "around 2,300 students" in text]
    assert len(told) == 1
    runs = [run for run in runs_of(report_of("hkcs")) if run.is_strong]
    assert "around 2,300" in {run.text for run in runs}


# ---- notes ----


def test_a_note_is_told_once_and_marked_wherever_it_belongs() -> None:
    report = report_of("hkcs")
    notes = notes_of(report)
    assert len(set(notes)) == len(notes)
    assert notes[0] == (
        "Taken from what was published; whatever was not recorded is taken to have been stated"
    )
    marks = [
        piece.number
        for block in document_of(report)
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row
        for piece in cell
        if isinstance(piece, Mark)
    ]
    assert set(marks) == set(range(1, len(notes) + 1))
    assert marks.count(1) > 1


def test_notes_tell_readings_sources_contradictions_and_what_a_figure_rests_on() -> None:
    figure = evolve(
        next(f for f in hard_report().figures if f.id == "text-0"),
        assumptions=(Message("so it is"),),
        contradictions=(Message("not so"),),
    )
    source = "Source:   +1"
    assert notes_of(told_of(figure)) == [
        "So it is",
        "Cannot all be true: not so",
        f"Its words could also mean: {figure.readings[0].labels}",
        plain(source),
        "Rests on: exact",
    ]


def test_no_notes_no_heading() -> None:
    assert "Notes" not in headings_of(told_of(hard_report().figures[0]))


# ---- what was published ----


def test_published_words_are_in_their_own_language() -> None:
    quotes = [run for run in runs_of(report_of("hkcs", "zh-Hant")) if "head count" in run.text]
    assert {run.language for run in quotes} == {"en"}


def test_published_totals_are_held_against_the_records() -> None:
    report = report_of("sample")
    (grid,) = [grid for grid in grids_told(report) if grid[0][-1] == "Records"]
    assert grid[1] == [
        *("sessions of supervision in 2013-14", "sessions held", "252"),
        "250; records fall short",
    ]
    assert "Of what is not told here there are no records" not in sentences_told(report)


def test_where_there_are_no_records_that_is_told() -> None:
    alone = "There are no records that it could be held against"
    assert alone in sentences_told(report_of("hkcs"))
    some = "Of what is not told here there are no records"
    assert some in sentences_told(hard_report())


def test_where_nothing_was_published_nothing_is_said_of_it() -> None:
    assert "What was published" not in headings_of(told_of(hard_report().figures[0]))


def test_a_source_alone_is_no_quote() -> None:
    figure = evolve(hard_report().figures[0], source="page")
    grids = grids_told(told_of(figure))
    assert grids[1][1] == ["exact", "44", ""]
    assert "There are no records that it could be held against" not in sentences_told(
        told_of(figure)
    )


# ---- how it was counted ----


def test_every_step_is_told_with_both_its_ends() -> None:
    grids = grids_told(report_of("sample"))
    told = [grid for grid in grids if ["their days", "818", "818.5"] in grid]
    assert told[0][0] == ["Step", "Towards the lowest", "Towards the highest"]
    assert told[0][-1] == ["together: 818 to 818.5", "818", "818.5"]


def test_steps_that_end_nowhere_or_in_a_fraction_are_told() -> None:
    rows = rows_told(hard_report())
    assert any(row[1:] == ["2 1/3", "no upper limit known"] for row in rows)
    assert ["together: at least 2.3333", "2.3333", "no upper limit known"] in rows


def test_the_rules_of_a_ratio_are_named_and_one_rule_is_not() -> None:
    report = report_of("hkcs")
    captions = [words_of(b.caption) for b in document_of(report) if isinstance(b, Grid)]
    assert "contacts per day of supervision: contacts (person-times)" in captions
    assert "persons served (head count, unduplicated), all programmes" in captions


def test_rules_are_told_in_words_with_their_odd_cases() -> None:
    told = sentences_told(report_of("hkcs"))
    assert "Counts each different group once" in told
    assert "A group without dates has those of its activity" in told


def test_a_rule_without_odd_cases_has_no_list() -> None:
    bare = told_of(hard_report().figures[0])
    (rule,) = bare.rules
    report = evolve(bare, rules=(evolve(rule, edges=()),), partners=(), activities=())
    kinds = [type(block) for block in document_of(evolve(report, milestones=(), sources=()))]
    assert kinds.count(Items) == 1


def test_where_nothing_was_counted_nothing_is_said_of_how() -> None:
    report = evolve(told_of(hard_report().figures[0]), rules=())
    assert "How it was counted" not in headings_of(report)


# ---- what stands around ----


def test_the_document_begins_with_what_it_is_and_ends_with_what_it_came_from() -> None:
    report = report_of("hkcs")
    told = sentences_told(report)
    assert told[0] == "Mainland China Social Service Project"
    assert told[1] == (
        "Hong Kong Christian Service · Published 31 December 2014 · Counted up to: 31 December 2014"
    )
    assert "Agency: Hong Kong Christian Service · 2731 6316 · info@hkcs.org" in told
    assert f"Fingerprint of the dataset: {report.provenance.digest}" in told
    assert f"Made by: hkcs-model {report.provenance.version}" in told


def test_what_was_not_published_has_no_day_of_it() -> None:
    report = only(hard_report(), hard_report().figures[0])
    project = evolve(report.project, published=None)
    told = sentences_told(evolve(report, project=project))
    assert told[1] == "Agency · Counted up to: 31 December 2014"


def test_activities_milestones_partners_and_sources_are_told() -> None:
    told = sentences_told(report_of("hkcs"))
    assert any(text.startswith("1992: ") and "Peking University" in text for text in told)
    assert any(text.endswith("· not counted") for text in told)
    assert "Peking University · university, Beijing" in told
    assert any(text.startswith("Communiqué") and "11 October 2006" in text for text in told)


def test_an_address_is_told_where_one_may_follow_it() -> None:
    told = sentences_told(hard_report())
    assert "=HYPERLINK" not in told[-1]
    assert any(text.endswith("https://example.org/a?b=c&d") for text in told)
    assert not any("javascript" in text for text in told)


def test_contradictions_are_told_near_the_top() -> None:
    headings = headings_of(hard_report())
    assert headings.index("Not all of this can be true") == 2
    warnings = [b for b in document_of(hard_report()) if isinstance(b, Paragraph)]
    assert sum(block.kind == "warning" for block in warnings) == len(HARD_TEXTS)


def test_a_programme_without_a_title_goes_by_its_id() -> None:
    report = only(hard_report(), evolve(hard_report().figures[0], programme="care"))
    programmes = tuple(evolve(part, title=Text()) for part in report.programmes)
    report = evolve(report, programmes=programmes, milestones=())
    assert "care" in headings_of(report)
    assert "The whole project" not in headings_of(report)


def test_a_text_in_another_language_is_marked_and_a_code_is_not() -> None:
    assert "关怀 [zh-Hans]" in headings_of(hard_report())
    report = report_of("sample", "zh-Hant")
    (grid,) = [grid for grid in grids_told(report) if grid[0][0] == "財政年度"]
    assert grid[1][0] == "2007-08"
    assert ["F", "85至86"] in rows_told(report)


def test_a_text_that_is_not_there_leaves_no_mark() -> None:
    report = only(hard_report(), hard_report().figures[0])
    sources = (evolve(report.sources[0], title=Text(), date=PartialDate(2014), url=""),)
    assert "page, 2014" in sentences_told(evolve(report, sources=sources))
    empty = evolve(report, figures=(evolve(report.figures[0], labels=Text()),))
    assert grids_told(empty)[0][1][0] == ""


# ---- losses ----


def test_it_tells_what_a_document_does_not_carry() -> None:
    losses = lost_in_documents(report_of("sample"))
    assert [(loss.what, loss.message) for loss in losses] == [
        ("language", "only en is in it, not zh-Hant or zh-Hans"),
        (
            "identifier",
            "the ids of things, and the definitions of the rules and their settings, are not in it",
        ),
        ("activity", "which figures count an activity is not in it"),
        ("step", "the steps to each row of a table are not in it; those to its total are"),
    ]


def test_it_tells_no_loss_of_what_there_is_not() -> None:
    report = evolve(report_of("hkcs"), counted_in={})
    assert [loss.what for loss in lost_in_documents(report)] == ["language", "identifier"]
