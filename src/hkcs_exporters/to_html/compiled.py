"""The templates of the page as Python: made by tools/compile_page.py, not by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .markup import Markup, in_turn, safe


def page(
    *,
    adding_words: Any,
    anchor: Any,
    basis_words: Any,
    by_words: Any,
    cards_of: Any,
    command: Any,
    csv: Any,
    data: Any,
    day_words: Any,
    dimension_words: Any,
    ends: Any,
    ends_words: Any,
    facts_of: Any,
    falls: Any,
    figure_place: Any,
    has_anchor: Any,
    headline_figures: Any,
    is_figure: Any,
    is_link: Any,
    label_of: Any,
    languages: Any,
    linked_data: Any,
    linked_data_hash: Any,
    names: Any,
    partners_by_place: Any,
    parts_of_the_page: Any,
    period_words: Any,
    place_of: Any,
    precision_of: Any,
    precision_words: Any,
    report: Any,
    row_place: Any,
    say: Any,
    scale_of: Any,
    scope_words: Any,
    sentence: Any,
    settings_words: Any,
    share: Any,
    short_basis: Any,
    shown: Any,
    signed: Any,
    stone_words: Any,
    style: Any,
    text: Any,
    unknown_words: Any,
    value_words: Any,
) -> Iterator[str]:
    """Yield the page, piece by piece."""
    def listed(words: Any, lang: Any) -> Markup:
        out: list[str] = []
        for spoken, first_1, last_1 in in_turn(words):
            out += (
                safe(shown(spoken, lang)),
                safe(('' if last_1 else say(', ', lang))),
            )
        return Markup("".join(out))

    def link_to(id: Any, lang: Any) -> Markup:
        out: list[str] = []
        if has_anchor(id):
            out += (
                '<a href="#',
                safe(anchor(id, lang)),
                '">',
                safe(text(label_of(id), lang)),
                '</a>',
            )
        else:
            out += (
                safe(text(label_of(id), lang)),
            )
        return Markup("".join(out))

    def number(figure: Any, lang: Any) -> Markup:
        out: list[str] = []
        out += (
            '<data value="',
            safe(ends(figure)),
            '">',
            safe(figure.say(lang)),
            '</data>',
        )
        if figure.contradicts:
            out += (
                ' <small class="warning">',
                safe(say('contradicted', lang)),
                '</small>',
            )
        if figure.set_aside:
            out += (
                ' <small class="warning">',
                safe(say('rows set aside', lang)),
                '</small>',
            )
        return Markup("".join(out))

    def card(figure: Any, lang: Any) -> Markup:
        out: list[str] = []
        out += (
            '<li>\n<details class="figure" id="',
            safe(figure_place(figure, lang)),
            '">\n<summary><span class="value">',
            safe(number(figure, lang)),
            '</span>\n<span class="label">',
            safe(text(figure.labels, lang)),
            '</span>\n<span class="basis">',
            safe(short_basis(figure, lang)),
            '</span></summary>\n',
            safe(how(figure, lang, figure_place(figure, lang))),
            '\n</details>\n</li>\n',
        )
        return Markup("".join(out))

    def how(figure: Any, lang: Any, place: Any) -> Markup:
        out: list[str] = []
        out += (
            '<div class="how">\n<dl>\n<dt>',
            safe(say('Rule', lang)),
            '</dt>\n',
        )
        none_1 = True
        for told in report.rules_of(figure):
            none_1 = False
            out += (
                '<dd><a href="#',
                safe(place_of('rule', told.rule.id, lang)),
                '">',
                safe(text(told.labels, lang)),
                '</a>',
                safe(say(': ', lang)),
                safe(told.sentence.say(lang)),
                '</dd>\n',
            )
        if none_1:
            out += (
                '<dd>',
                safe(text(figure.rule_labels, lang)),
                ' <code>',
                safe(figure.rule),
                '</code></dd>\n',
            )
        if (figure.where or figure.by):
            out += (
                '<dt>',
                safe(say('Scope', lang)),
                '</dt>\n<dd>',
                safe(listed((scope_words(figure.where, lang) + by_words(figure, lang)), lang)),
                '</dd>\n',
            )
        out += (
            '<dt>',
            safe(say('Period', lang)),
            '</dt>\n<dd>',
            safe(period_words(figure.period, lang)),
            '</dd>\n',
        )
        if (figure.basis != 'stated'):
            out += (
                '<dt>',
                safe(say('Basis', lang)),
                '</dt>\n<dd>',
                safe(basis_words(figure, lang)),
                '</dd>\n',
            )
        if (figure.quantity and (figure.low != figure.high)):
            out += (
                '<dt>',
                safe(say('Lies in', lang)),
                '</dt>\n<dd>',
                safe(ends_words(figure, lang)),
                '</dd>\n',
            )
        for account in (account for account in figure.accounts if account.unknowns):
            out += (
                '<dt>',
                safe(say('Not known', lang)),
            )
            if figure.is_ratio:
                out += (
                    safe(say(': ', lang)),
                    safe(text(account.labels, lang)),
                )
            out += (
                '</dt>\n',
            )
            for step in account.unknowns:
                out += (
                    '<dd class="sentence">',
                    safe(unknown_words(step, lang)),
                    '</dd>\n',
                )
        if figure.quote:
            out += (
                '<dt>',
                safe(say('As published', lang)),
                '</dt>\n<dd><q lang="',
                safe(report.project.language),
                '">',
                safe(figure.quote),
                '</q></dd>\n',
            )
        if (figure.source and report.source_of(figure.source)):
            out += (
                '<dt>',
                safe(say('Source', lang)),
                '</dt>\n<dd><a href="#',
                safe(place_of('source', figure.source, lang)),
                '">',
                safe(text(report.source_of(figure.source).title, lang)),
                '</a></dd>\n',
            )
        for held, first_4, last_4 in in_turn((held for held in figure.held if (held.recorded or (held.rule != figure.rule)))):
            if first_4:
                out += (
                    '<dt>',
                    safe(say('Its words read as', lang)),
                    '</dt>\n',
                )
            out += (
                '<dd>',
                safe(text(held.labels, lang)),
            )
            if held.recorded:
                out += (
                    safe(say(': ', lang)),
                    safe(say('the records give {number}', lang).format(number=held.recorded.say(lang))),
                    ' (',
                    safe(say(held.verdict, lang)),
                    ')',
                )
            out += (
                '</dd>\n',
            )
        if (figure.statements and (figure.statements != (figure.id, ))):
            out += (
                '<dt>',
                safe(say('Rests on', lang)),
                '</dt>\n',
            )
            if (not figure.accounts):
                for id in figure.statements:
                    out += (
                        '<dd>',
                        safe(link_to(id, lang)),
                        '</dd>\n',
                    )
            for account in figure.accounts:
                for stated in account.stated:
                    out += (
                        '<dd>',
                        safe(link_to(stated.id, lang)),
                        safe(say(': ', lang)),
                        safe(stated.quantity.say(lang)),
                    )
                    if (not stated.is_whole):
                        out += (
                            ' (',
                            safe(say('only a part of it belongs', lang)),
                            ')',
                        )
                    if stated.is_added:
                        out += (
                            ' (',
                            safe(say('its lower end is added', lang)),
                            ')',
                        )
                    out += (
                        '</dd>\n',
                    )
        if figure.assumptions:
            out += (
                '<dt>',
                safe(say('Assumed', lang)),
                '</dt>\n',
            )
            for assumption in figure.assumptions:
                out += (
                    '<dd class="sentence">',
                    safe(assumption.say(lang)),
                    '</dd>\n',
                )
        if figure.contradicts:
            out += (
                '<dt>',
                safe(say('Contradiction', lang)),
                '</dt>\n',
            )
            for contradiction in figure.contradictions:
                out += (
                    '<dd class="warning">',
                    safe(contradiction.say(lang)),
                    '</dd>\n',
                )
        out += (
            '</dl>\n',
        )
        for account in (account for account in figure.accounts if account.steps):
            out += (
                safe(waterfall(account, lang)),
                '\n',
            )
        out += (
            '<dl class="use">\n<dt>',
            safe(say('To quote', lang)),
            '</dt>\n<dd class="quotable">',
            safe(sentence(figure, lang)),
            '</dd>\n',
        )
        if (figure.basis != 'stated'):
            out += (
                '<dt>',
                safe(say('Row by row', lang)),
                '</dt>\n<dd><code>',
                safe(command(figure)),
                '</code></dd>\n',
            )
        out += (
            '<dt>',
            safe(say('Link', lang)),
            '</dt>\n<dd><a href="#',
            safe(place),
            '">#',
            safe(place),
            '</a></dd>\n</dl>\n</div>\n',
        )
        return Markup("".join(out))

    def waterfall(account: Any, lang: Any) -> Markup:
        out: list[str] = []
        out += (
            '<div class="wide" role="group" aria-label="',
            safe(say('Step by step', lang)),
            safe(say(': ', lang)),
            safe(account.labels.say(lang)),
            '" tabindex="0">\n<table class="steps">\n<caption>',
            safe(say('Step by step', lang)),
            safe(say(': ', lang)),
            safe(text(account.labels, lang)),
            '</caption>\n<thead>\n<tr>\n<th scope="col">',
            safe(say('step', lang)),
            '</th>\n<th scope="col" class="number">',
            safe(say('at least', lang)),
            '</th>\n<th scope="col" class="number">',
            safe(say('at most', lang)),
            '</th>\n</tr>\n</thead>\n<tbody>\n',
        )
        for fall in falls(account.steps):
            out += (
                '<tr class="',
                safe(fall.step.kind),
                '">\n<th scope="row">',
                safe(fall.step.message.say(lang)),
                '\n<span class="fall" aria-hidden="true">\n<i style="--from:',
                safe(fall.low.start),
                ';--to:',
                safe(fall.low.end),
                '"></i>',
            )
            if (fall.high and (fall.high != fall.low)):
                out += (
                    '<b style="--from:',
                    safe(fall.high.start),
                    ';--to:',
                    safe(fall.high.end),
                    '"></b>',
                )
            out += (
                '</span></th>\n<td class="number">',
                safe(signed(fall.step, fall.step.low)),
                '</td>\n<td class="number">',
                safe((say('no limit', lang) if (fall.step.high is None) else signed(fall.step, fall.step.high))),
                '</td>\n</tr>\n',
            )
        out += (
            '</tbody>\n</table>\n</div>\n',
        )
        return Markup("".join(out))

    def bar(figure: Any, scale: Any) -> Markup:
        out: list[str] = []
        if figure.quantity:
            out += (
                '<span class="bar',
                safe((' open' if (figure.high is None) else (' exact' if (figure.low == figure.high) else ''))),
                '" aria-hidden="true" style="--low:',
                safe(share(figure.low, scale)),
                ';--high:',
                safe((100 if (figure.high is None) else share(figure.high, scale))),
                '"></span>',
            )
        return Markup("".join(out))

    def table(table: Any, lang: Any) -> Markup:
        out: list[str] = []
        rows = report.rows_of(table)
        scale = scale_of(rows)
        out += (
            '<div class="tabled" id="',
            safe(figure_place(table.total, lang)),
            '">\n<div class="wide" role="group" aria-label="',
            safe(table.total.labels.say(lang)),
            '" tabindex="0">\n<table>\n<caption>',
            safe(text(table.total.labels, lang)),
            '</caption>\n<thead>\n<tr>\n',
        )
        for name in table.by:
            out += (
                '<th scope="col">',
                safe(dimension_words(name, lang)),
                '</th>\n',
            )
        out += (
            '<th scope="col" class="number">',
            safe(text(table.total.rule_labels, lang)),
            '</th>\n<th scope="col">',
            safe(say('How this was counted', lang)),
            '</th>\n</tr>\n</thead>\n<tbody>\n',
        )
        for figure in rows:
            out += (
                '<tr id="',
                safe(row_place(figure, lang)),
                '">\n',
            )
            for spoken in by_words(figure, lang):
                out += (
                    '<th scope="row">',
                    safe(shown(spoken, lang)),
                    '</th>\n',
                )
            out += (
                '<td class="number">',
                safe(number(figure, lang)),
                safe(bar(figure, scale)),
                '</td>\n<td><details><summary>',
                safe(short_basis(figure, lang)),
                '</summary>',
                safe(how(figure, lang, row_place(figure, lang))),
                '</details></td>\n</tr>\n',
            )
        out += (
            '</tbody>\n<tfoot>\n<tr>\n<th scope="row" colspan="',
            safe(len(table.by)),
            '">',
            safe(say('total, counted again', lang)),
            '</th>\n<td class="number">',
            safe(number(table.total, lang)),
            '</td>\n<td><details><summary>',
            safe(short_basis(table.total, lang)),
            '</summary>',
            safe(how(table.total, lang, figure_place(table.total, lang))),
            '</details></td>\n</tr>\n</tfoot>\n</table>\n</div>\n<p class="note">',
            safe(adding_words(table.total, lang)),
        )
        if (rows and (not table.total.is_ratio)):
            out += (
                ' <span class="legend"><span class="bar" aria-hidden="true" style="--low:50;--high:100"></span> ',
                safe(say('solid: certain; dashed: possible', lang)),
                '</span>',
            )
        out += (
            '</p>\n</div>\n',
        )
        return Markup("".join(out))

    def prose(value: Any, lang: Any) -> Markup:
        out: list[str] = []
        (spoken, pieces) = report.parts(value, lang)
        out += (
            '<p',
        )
        if (spoken != lang):
            out += (
                ' class="foreign" lang="',
                safe(spoken),
                '"',
            )
        out += (
            '>',
        )
        for piece in pieces:
            if is_figure(piece):
                out += (
                    '<a class="live" href="#',
                    safe(anchor(piece.id, lang)),
                    '">',
                    safe(piece.say(spoken)),
                    '</a>',
                )
            else:
                out += (
                    safe(piece),
                )
        out += (
            '</p>\n',
        )
        return Markup("".join(out))

    def headlines(lang: Any) -> Markup:
        out: list[str] = []
        out += (
            '<ul class="headlines">\n',
        )
        for figure in headline_figures:
            out += (
                '<li><a href="#',
                safe(figure_place(figure, lang)),
                '"><strong>',
                safe(figure.say(lang)),
                '</strong> <span>',
                safe(text(figure.labels, lang)),
                '</span>',
            )
            if figure.contradicts:
                out += (
                    ' <small class="warning">',
                    safe(say('contradicted', lang)),
                    '</small>',
                )
            out += (
                '</a></li>\n',
            )
        out += (
            '</ul>\n',
        )
        return Markup("".join(out))

    def contents(lang: Any) -> Markup:
        out: list[str] = []
        out += (
            '<nav aria-label="',
            safe(say('On this page', lang)),
            '">\n<ul class="contents">\n',
        )
        for programme in report.programmes:
            out += (
                '<li><a href="#',
                safe(place_of('programme', programme.id, lang)),
                '">',
                safe((text(programme.title, lang) if programme.title else programme.id)),
                '</a></li>\n',
            )
        for (id, there, title) in parts_of_the_page:
            if there:
                out += (
                    '<li><a href="#',
                    safe(place_of('part', id, lang)),
                    '">',
                    safe(title.say(lang)),
                    '</a></li>\n',
                )
        out += (
            '</ul>\n</nav>\n',
        )
        return Markup("".join(out))

    def activities(rows: Any, lang: Any) -> Markup:
        out: list[str] = []
        out += (
            '<ul class="activities">\n',
        )
        for activity in rows:
            out += (
                '<li>\n<span class="title">',
                safe((text(activity.title, lang) if activity.title else activity.id)),
                '</span>\n<small>',
                safe(listed(facts_of(activity, lang), lang)),
                '</small>\n',
            )
            if (activity.id in report.counted_in):
                out += (
                    '<small class="counted">',
                    safe(say('counted in', lang)),
                    '\n',
                )
                for id, first_2, last_2 in in_turn(report.counted_in[activity.id]):
                    out += (
                        safe(link_to(id, lang)),
                        safe(('' if last_2 else say(', ', lang))),
                    )
                out += (
                    '</small>\n',
                )
            else:
                out += (
                    '<small class="uncounted">',
                    safe(say('not counted', lang)),
                    '</small>\n',
                )
            out += (
                '</li>\n',
            )
        out += (
            '</ul>\n',
        )
        return Markup("".join(out))

    def numbers(programme: Any, lang: Any) -> Markup:
        out: list[str] = []
        cards = cards_of(programme)
        if cards:
            out += (
                '<h3>',
                safe(say('Figures', lang)),
                '</h3>\n<ul class="figures">\n',
            )
            for figure in cards:
                out += (
                    safe(card(figure, lang)),
                    '\n',
                )
            out += (
                '</ul>\n',
            )
        for found in report.tables_of(programme):
            out += (
                safe(table(found, lang)),
                '\n',
            )
        return Markup("".join(out))

    def timeline(lang: Any) -> Markup:
        out: list[str] = []
        out += (
            '<ol class="timeline">\n',
        )
        for stone in report.milestones:
            out += (
                '<li class="',
                safe(precision_of(stone.date)),
                '"><time datetime="',
                safe(stone.date),
                '">',
                safe(stone.date.say(lang)),
                '</time>\n<small class="precision">',
                safe(precision_words(stone.date, lang)),
                '</small>\n<p>',
                safe(text(stone.text, lang)),
                '</p>\n<small>',
            )
            for spoken, first_2, last_2 in in_turn(stone_words(stone, lang)):
                out += (
                    safe(shown(spoken, lang)),
                    safe(('' if last_2 else say(', ', lang))),
                )
            if report.source_of(stone.source):
                out += (
                    safe((say('; ', lang) if stone_words(stone, lang) else '')),
                    safe(say('Source', lang)),
                    safe(say(': ', lang)),
                    '<a href="#',
                    safe(place_of('source', stone.source, lang)),
                    '">',
                    safe(text(report.source_of(stone.source).title, lang)),
                    '</a>',
                )
            out += (
                '</small></li>\n',
            )
        out += (
            '</ol>\n',
        )
        return Markup("".join(out))

    def partners(lang: Any) -> Markup:
        out: list[str] = []
        out += (
            '<dl class="partners">\n',
        )
        for (place, there) in partners_by_place(lang):
            out += (
                '<dt>',
                safe(shown(place, lang)),
                '</dt>\n',
            )
            for partner in there:
                out += (
                    '<dd>',
                    safe(text(partner.name, lang)),
                )
                if partner.kind:
                    out += (
                        ' <small>',
                        safe(shown(value_words('kind', partner.kind, lang), lang)),
                        '</small>',
                    )
                out += (
                    '</dd>\n',
                )
        out += (
            '</dl>\n',
        )
        return Markup("".join(out))

    def rules(lang: Any) -> Markup:
        out: list[str] = []
        for told in report.rules:
            out += (
                '<h3 id="',
                safe(place_of('rule', told.rule.id, lang)),
                '">',
                safe(text(told.labels, lang)),
                ' <code>',
                safe(told.rule.id),
                '</code></h3>\n<p class="sentence">',
                safe(told.sentence.say(lang)),
                '</p>\n',
            )
            if told.edges:
                out += (
                    '<ul>\n',
                )
                for edge in told.edges:
                    out += (
                        '<li class="sentence">',
                        safe(edge.say(lang)),
                        '</li>\n',
                    )
                out += (
                    '</ul>\n',
                )
        return Markup("".join(out))

    def sources(lang: Any) -> Markup:
        out: list[str] = []
        out += (
            '<ul>\n',
        )
        for source in report.sources:
            out += (
                '<li id="',
                safe(place_of('source', source.id, lang)),
                '">',
            )
            if is_link(source.url):
                out += (
                    '<a href="',
                    safe(source.url),
                    '">',
                    safe(text(source.title, lang)),
                    '</a>',
                )
            else:
                out += (
                    safe(text(source.title, lang)),
                )
            if source.date:
                out += (
                    safe(say(', ', lang)),
                    '<time datetime="',
                    safe(source.date),
                    '">',
                    safe(source.date.say(lang)),
                    '</time>',
                )
            out += (
                '</li>\n',
            )
        out += (
            '</ul>\n',
        )
        return Markup("".join(out))

    def colophon(lang: Any) -> Markup:
        out: list[str] = []
        out += (
            '<dl>\n<dt>',
            safe(say('Agency', lang)),
            '</dt>\n<dd>',
            safe(text(report.agency.name, lang)),
            '</dd>\n',
        )
        for way in (way for way in (report.agency.phone, report.agency.email, report.agency.url, ) if way):
            out += (
                '<dd>',
                safe(way),
                '</dd>\n',
            )
        out += (
            '<dt>',
            safe(say('Counted up to', lang)),
            '</dt>\n<dd>',
            safe(day_words(report.provenance.as_at, lang)),
            '</dd>\n<dt>',
            safe(say('Made by', lang)),
            '</dt>\n<dd>hkcs-model ',
            safe(report.provenance.version),
            '</dd>\n<dt>',
            safe(say('Settings', lang)),
            '</dt>\n',
        )
        for setting in settings_words(lang):
            out += (
                '<dd>',
                safe(setting),
                '</dd>\n',
            )
        out += (
            '<dt>',
            safe(say('Fingerprint of the dataset', lang)),
            '</dt>\n<dd><code>',
            safe(report.provenance.digest),
            '</code></dd>\n<dt>',
            safe(say('To count it again', lang)),
            '</dt>\n<dd><code>hkcs-model verify FILE DATASET</code></dd>\n</dl>\n',
        )
        return Markup("".join(out))

    def story(lang: Any) -> Markup:
        out: list[str] = []
        out += (
            '<ul class="dates">\n',
        )
        if report.project.published:
            out += (
                '<li>',
                safe(say('Published {day}', lang).format(day=report.project.published.say(lang))),
                '</li>\n',
            )
        for assumption in report.assumptions:
            out += (
                '<li class="sentence">',
                safe(assumption.say(lang)),
                '</li>\n',
            )
        out += (
            '</ul>\n',
        )
        if headline_figures:
            out += (
                safe(headlines(lang)),
                '\n',
            )
        if report.project.summary:
            out += (
                safe(prose(report.project.summary, lang)),
                '\n',
            )
        if report.contradictions:
            out += (
                '<section class="warning" aria-label="',
                safe(say('Contradiction', lang)),
                '">\n<h2>',
                safe(say('Not all of this can be true', lang)),
                '</h2>\n<ul>\n',
            )
            for contradiction in report.contradictions:
                out += (
                    '<li>',
                    safe(contradiction.say(lang)),
                    '</li>\n',
                )
            out += (
                '</ul>\n</section>\n',
            )
        out += (
            safe(contents(lang)),
            '\n',
        )
        for programme in report.programmes:
            out += (
                '<section>\n<h2 id="',
                safe(place_of('programme', programme.id, lang)),
                '">',
                safe((text(programme.title, lang) if programme.title else programme.id)),
                '</h2>\n',
            )
            if programme.summary:
                out += (
                    safe(prose(programme.summary, lang)),
                    '\n',
                )
            out += (
                safe(numbers(programme.id, lang)),
                '\n',
            )
            if report.activities_of(programme.id):
                out += (
                    '<h3>',
                    safe(say('Activities', lang)),
                    '</h3>\n',
                    safe(activities(report.activities_of(programme.id), lang)),
                    '\n',
                )
            out += (
                '</section>\n',
            )
        for (id, there, title) in parts_of_the_page:
            if there:
                out += (
                    '<section>\n<h2 id="',
                    safe(place_of('part', id, lang)),
                    '">',
                    safe(title.say(lang)),
                    '</h2>\n',
                )
                if (id == 'whole'):
                    out += (
                        safe(numbers('', lang)),
                        '\n',
                    )
                elif (id == 'timeline'):
                    out += (
                        safe(timeline(lang)),
                        '\n',
                    )
                elif (id == 'partners'):
                    out += (
                        safe(partners(lang)),
                        '\n',
                    )
                elif (id == 'rules'):
                    out += (
                        safe(rules(lang)),
                        '\n',
                    )
                elif (id == 'sources'):
                    out += (
                        safe(sources(lang)),
                        '\n',
                    )
                else:
                    out += (
                        safe(colophon(lang)),
                        '\n',
                    )
                out += (
                    '</section>\n',
                )
        return Markup("".join(out))

    yield from (
        '<!doctype html>\n<html lang="',
        safe(report.language),
        '">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src \'',
        safe(linked_data_hash),
        '\'; style-src \'unsafe-inline\'; img-src data:; base-uri \'none\'; form-action \'none\'">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n<meta name="generator" content="hkcs-model ',
        safe(report.provenance.version),
        '">\n<meta name="description" content="',
        safe(report.project.title.say(report.language)),
        ', ',
        safe(report.agency.name.say(report.language)),
        '">\n<title>',
        safe(report.project.title.say(report.language)),
        ' · ',
        safe(report.agency.name.say(report.language)),
        '</title>\n<link rel="icon" href="data:,">\n<style>',
        safe(style),
        '</style>\n<script type="application/ld+json">',
        safe(linked_data),
        '</script>\n</head>\n<body>\n<header>\n<fieldset class="languages">\n<legend>',
    )
    for lang, first_1, last_1 in in_turn(languages):
        yield from (
            '<span lang="',
            safe(lang),
            '">',
            safe(say('Language', lang)),
            '</span>',
            safe(('' if last_1 else ' · ')),
        )
    yield from (
        '</legend>\n',
    )
    for lang, first_2, last_2 in in_turn(languages):
        yield from (
            '<label lang="',
            safe(lang),
            '"><input type="radio" name="language" id="show::',
            safe(lang),
            '"',
            safe((' checked' if first_2 else '')),
            '> ',
            safe(names[lang]),
            '</label>\n',
        )
    yield from (
        '</fieldset>\n</header>\n<main>\n<h1>',
    )
    for lang in languages:
        yield from (
            '<span class="version" lang="',
            safe(lang),
            '"><small>',
            safe(text(report.agency.name, lang)),
            '</small> ',
            safe(text(report.project.title, lang)),
            '</span>',
        )
    yield from (
        '</h1>\n',
    )
    for lang in languages:
        yield from (
            '<div class="version" lang="',
            safe(lang),
            '">\n',
            safe(story(lang)),
            '\n</div>\n',
        )
    yield from (
        '</main>\n<footer>\n<p>',
    )
    for lang in languages:
        yield from (
            '<span class="version" lang="',
            safe(lang),
            '">',
            safe(say('The figures to take away', lang)),
            safe(say(': ', lang)),
            '</span>',
        )
    yield from (
        '<a download="figures.csv" href="',
        safe(csv),
        '">CSV</a> · <a id="figures-as-data" download="figures.json" href="',
        safe(data),
        '">JSON</a></p>\n</footer>\n</body>\n</html>',
    )
