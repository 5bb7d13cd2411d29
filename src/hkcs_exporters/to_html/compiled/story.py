from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'story.html.jinja'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_card = l_0_link_to = l_0_listed = l_0_table = l_0_prose = l_0_headlines = l_0_contents = l_0_activities = l_0_numbers = l_0_timeline = l_0_partners = l_0_rules = l_0_sources = l_0_colophon = l_0_story = missing
    pass
    included_template = environment.get_template('figure.html.jinja', 'story.html.jinja').make_module(context.get_all(), True, {'activities': l_0_activities, 'card': l_0_card, 'colophon': l_0_colophon, 'contents': l_0_contents, 'headlines': l_0_headlines, 'link_to': l_0_link_to, 'listed': l_0_listed, 'numbers': l_0_numbers, 'partners': l_0_partners, 'prose': l_0_prose, 'rules': l_0_rules, 'sources': l_0_sources, 'story': l_0_story, 'table': l_0_table, 'timeline': l_0_timeline})
    l_0_card = getattr(included_template, 'card', missing)
    if l_0_card is missing:
        l_0_card = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'story.html.jinja') does not export the requested name 'card'", name='card')
    l_0_link_to = getattr(included_template, 'link_to', missing)
    if l_0_link_to is missing:
        l_0_link_to = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'story.html.jinja') does not export the requested name 'link_to'", name='link_to')
    l_0_listed = getattr(included_template, 'listed', missing)
    if l_0_listed is missing:
        l_0_listed = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'story.html.jinja') does not export the requested name 'listed'", name='listed')
    l_0_table = getattr(included_template, 'table', missing)
    if l_0_table is missing:
        l_0_table = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'story.html.jinja') does not export the requested name 'table'", name='table')
    context.vars.update({'card': l_0_card, 'link_to': l_0_link_to, 'listed': l_0_listed, 'table': l_0_table})
    context.exported_vars.difference_update(('card', 'link_to', 'listed', 'table'))
    def macro(l_1_value, l_1_lang):
        t_1 = []
        l_1_report = resolve('report')
        l_1_spoken = l_1_pieces = missing
        if l_1_value is missing:
            l_1_value = undefined("parameter 'value' was not provided", name='value')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        (l_1_spoken, l_1_pieces) = context.call(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'parts'), l_1_value, l_1_lang)
        t_1.append(
            '<p',
        )
        if ((undefined(name='spoken') if l_1_spoken is missing else l_1_spoken) != l_1_lang):
            pass
            t_1.extend((
                ' class="foreign" lang="',
                escape(environment.finalize((undefined(name='spoken') if l_1_spoken is missing else l_1_spoken))),
                '"',
            ))
        t_1.append(
            '>',
        )
        for l_2_piece in (undefined(name='pieces') if l_1_pieces is missing else l_1_pieces):
            l_2_is_figure = resolve('is_figure')
            l_2_anchor = resolve('anchor')
            _loop_vars = {}
            pass
            if context.call((undefined(name='is_figure') if l_2_is_figure is missing else l_2_is_figure), l_2_piece, _loop_vars=_loop_vars):
                pass
                t_1.extend((
                    '<a class="live" href="#',
                    escape(environment.finalize(context.call((undefined(name='anchor') if l_2_anchor is missing else l_2_anchor), environment.getattr(l_2_piece, 'id'), l_1_lang, _loop_vars=_loop_vars))),
                    '">',
                    escape(environment.finalize(context.call(environment.getattr(l_2_piece, 'say'), (undefined(name='spoken') if l_1_spoken is missing else l_1_spoken), _loop_vars=_loop_vars))),
                    '</a>',
                ))
            else:
                pass
                t_1.append(
                    escape(environment.finalize(l_2_piece)),
                )
        l_2_piece = l_2_is_figure = l_2_anchor = missing
        t_1.append(
            '</p>\n',
        )
        return concat(t_1)
    context.exported_vars.add('prose')
    context.vars['prose'] = l_0_prose = Macro(environment, macro, 'prose', ('value', 'lang'), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_lang):
        t_2 = []
        l_1_headline_figures = resolve('headline_figures')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        t_2.append(
            '<ul class="headlines">\n',
        )
        for l_2_figure in (undefined(name='headline_figures') if l_1_headline_figures is missing else l_1_headline_figures):
            l_2_figure_place = resolve('figure_place')
            l_2_text = resolve('text')
            l_2_say = resolve('say')
            _loop_vars = {}
            pass
            t_2.extend((
                '<li><a href="#',
                escape(environment.finalize(context.call((undefined(name='figure_place') if l_2_figure_place is missing else l_2_figure_place), l_2_figure, l_1_lang, _loop_vars=_loop_vars))),
                '"><strong>',
                escape(environment.finalize(context.call(environment.getattr(l_2_figure, 'say'), l_1_lang, _loop_vars=_loop_vars))),
                '</strong> <span>',
                escape(environment.finalize(context.call((undefined(name='text') if l_2_text is missing else l_2_text), environment.getattr(l_2_figure, 'labels'), l_1_lang, _loop_vars=_loop_vars))),
                '</span>',
            ))
            if environment.getattr(l_2_figure, 'contradicts'):
                pass
                t_2.extend((
                    ' <small class="warning">',
                    escape(environment.finalize(context.call((undefined(name='say') if l_2_say is missing else l_2_say), 'contradicted', l_1_lang, _loop_vars=_loop_vars))),
                    '</small>',
                ))
            t_2.append(
                '</a></li>\n',
            )
        l_2_figure = l_2_figure_place = l_2_text = l_2_say = missing
        t_2.append(
            '</ul>\n',
        )
        return concat(t_2)
    context.exported_vars.add('headlines')
    context.vars['headlines'] = l_0_headlines = Macro(environment, macro, 'headlines', ('lang',), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_lang):
        t_3 = []
        l_1_say = resolve('say')
        l_1_report = resolve('report')
        l_1_parts_of_the_page = resolve('parts_of_the_page')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        t_3.extend((
            '<nav aria-label="',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'On this page', l_1_lang))),
            '">\n<ul class="contents">\n',
        ))
        for l_2_programme in environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'programmes'):
            l_2_place_of = resolve('place_of')
            l_2_text = resolve('text')
            _loop_vars = {}
            pass
            t_3.extend((
                '<li><a href="#',
                escape(environment.finalize(context.call((undefined(name='place_of') if l_2_place_of is missing else l_2_place_of), 'programme', environment.getattr(l_2_programme, 'id'), l_1_lang, _loop_vars=_loop_vars))),
                '">',
                escape(environment.finalize((context.call((undefined(name='text') if l_2_text is missing else l_2_text), environment.getattr(l_2_programme, 'title'), l_1_lang, _loop_vars=_loop_vars) if environment.getattr(l_2_programme, 'title') else environment.getattr(l_2_programme, 'id')))),
                '</a></li>\n',
            ))
        l_2_programme = l_2_place_of = l_2_text = missing
        for (l_2_id, l_2_there, l_2_title) in (undefined(name='parts_of_the_page') if l_1_parts_of_the_page is missing else l_1_parts_of_the_page):
            l_2_place_of = resolve('place_of')
            _loop_vars = {}
            pass
            if l_2_there:
                pass
                t_3.extend((
                    '<li><a href="#',
                    escape(environment.finalize(context.call((undefined(name='place_of') if l_2_place_of is missing else l_2_place_of), 'part', l_2_id, l_1_lang, _loop_vars=_loop_vars))),
                    '">',
                    escape(environment.finalize(context.call(environment.getattr(l_2_title, 'say'), l_1_lang, _loop_vars=_loop_vars))),
                    '</a></li>\n',
                ))
        l_2_id = l_2_there = l_2_title = l_2_place_of = missing
        t_3.append(
            '</ul>\n</nav>\n',
        )
        return concat(t_3)
    context.exported_vars.add('contents')
    context.vars['contents'] = l_0_contents = Macro(environment, macro, 'contents', ('lang',), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_rows, l_1_lang):
        t_4 = []
        if l_1_rows is missing:
            l_1_rows = undefined("parameter 'rows' was not provided", name='rows')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        t_4.append(
            '<ul class="activities">\n',
        )
        l_2_loop = missing
        for l_2_activity, l_2_loop in LoopContext(l_1_rows, undefined):
            l_2_text = resolve('text')
            l_2_facts_of = resolve('facts_of')
            l_2_report = resolve('report')
            l_2_say = resolve('say')
            _loop_vars = {}
            pass
            t_4.extend((
                '<li>\n<span class="title">',
                escape(environment.finalize((context.call((undefined(name='text') if l_2_text is missing else l_2_text), environment.getattr(l_2_activity, 'title'), l_1_lang, _loop_vars=_loop_vars) if environment.getattr(l_2_activity, 'title') else environment.getattr(l_2_activity, 'id')))),
                '</span>\n<small>',
                escape(environment.finalize(context.call((undefined(name='listed') if l_0_listed is missing else l_0_listed), context.call((undefined(name='facts_of') if l_2_facts_of is missing else l_2_facts_of), l_2_activity, l_1_lang, _loop_vars=_loop_vars), l_1_lang, _loop_vars=_loop_vars))),
                '</small>\n',
            ))
            if (environment.getattr(l_2_activity, 'id') in environment.getattr((undefined(name='report') if l_2_report is missing else l_2_report), 'counted_in')):
                pass
                t_4.extend((
                    '<small class="counted">',
                    escape(environment.finalize(context.call((undefined(name='say') if l_2_say is missing else l_2_say), 'counted in', l_1_lang, _loop_vars=_loop_vars))),
                    '\n',
                ))
                l_3_loop = missing
                for l_3_id, l_3_loop in LoopContext(environment.getitem(environment.getattr((undefined(name='report') if l_2_report is missing else l_2_report), 'counted_in'), environment.getattr(l_2_activity, 'id')), undefined):
                    _loop_vars = {}
                    pass
                    t_4.extend((
                        escape(environment.finalize(context.call((undefined(name='link_to') if l_0_link_to is missing else l_0_link_to), l_3_id, l_1_lang, _loop_vars=_loop_vars))),
                        escape(environment.finalize(('' if environment.getattr(l_3_loop, 'last') else context.call((undefined(name='say') if l_2_say is missing else l_2_say), ', ', l_1_lang, _loop_vars=_loop_vars)))),
                    ))
                l_3_loop = l_3_id = missing
                t_4.append(
                    '</small>\n',
                )
            else:
                pass
                t_4.extend((
                    '<small class="uncounted">',
                    escape(environment.finalize(context.call((undefined(name='say') if l_2_say is missing else l_2_say), 'not counted', l_1_lang, _loop_vars=_loop_vars))),
                    '</small>\n',
                ))
            t_4.append(
                '</li>\n',
            )
        l_2_loop = l_2_activity = l_2_text = l_2_facts_of = l_2_report = l_2_say = missing
        t_4.append(
            '</ul>\n',
        )
        return concat(t_4)
    context.exported_vars.add('activities')
    context.vars['activities'] = l_0_activities = Macro(environment, macro, 'activities', ('rows', 'lang'), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_programme, l_1_lang):
        t_5 = []
        l_1_cards_of = resolve('cards_of')
        l_1_say = resolve('say')
        l_1_report = resolve('report')
        l_1_cards = missing
        if l_1_programme is missing:
            l_1_programme = undefined("parameter 'programme' was not provided", name='programme')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        l_1_cards = context.call((undefined(name='cards_of') if l_1_cards_of is missing else l_1_cards_of), l_1_programme)
        if (undefined(name='cards') if l_1_cards is missing else l_1_cards):
            pass
            t_5.extend((
                '<h3>',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Figures', l_1_lang))),
                '</h3>\n<ul class="figures">\n',
            ))
            for l_2_figure in (undefined(name='cards') if l_1_cards is missing else l_1_cards):
                _loop_vars = {}
                pass
                t_5.extend((
                    escape(environment.finalize(context.call((undefined(name='card') if l_0_card is missing else l_0_card), l_2_figure, l_1_lang, _loop_vars=_loop_vars))),
                    '\n',
                ))
            l_2_figure = missing
            t_5.append(
                '</ul>\n',
            )
        for l_2_found in context.call(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'tables_of'), l_1_programme):
            _loop_vars = {}
            pass
            t_5.extend((
                escape(environment.finalize(context.call((undefined(name='table') if l_0_table is missing else l_0_table), l_2_found, l_1_lang, _loop_vars=_loop_vars))),
                '\n',
            ))
        l_2_found = missing
        return concat(t_5)
    context.exported_vars.add('numbers')
    context.vars['numbers'] = l_0_numbers = Macro(environment, macro, 'numbers', ('programme', 'lang'), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_lang):
        t_6 = []
        l_1_report = resolve('report')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        t_6.append(
            '<ol class="timeline">\n',
        )
        l_2_loop = missing
        for l_2_stone, l_2_loop in LoopContext(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'milestones'), undefined):
            l_2_precision_of = resolve('precision_of')
            l_2_precision_words = resolve('precision_words')
            l_2_text = resolve('text')
            l_2_stone_words = resolve('stone_words')
            l_2_say = resolve('say')
            l_2_place_of = resolve('place_of')
            _loop_vars = {}
            pass
            t_6.extend((
                '<li class="',
                escape(environment.finalize(context.call((undefined(name='precision_of') if l_2_precision_of is missing else l_2_precision_of), environment.getattr(l_2_stone, 'date'), _loop_vars=_loop_vars))),
                '"><time datetime="',
                escape(environment.finalize(environment.getattr(l_2_stone, 'date'))),
                '">',
                escape(environment.finalize(context.call(environment.getattr(environment.getattr(l_2_stone, 'date'), 'say'), l_1_lang, _loop_vars=_loop_vars))),
                '</time>\n<small class="precision">',
                escape(environment.finalize(context.call((undefined(name='precision_words') if l_2_precision_words is missing else l_2_precision_words), environment.getattr(l_2_stone, 'date'), l_1_lang, _loop_vars=_loop_vars))),
                '</small>\n<p>',
                escape(environment.finalize(context.call((undefined(name='text') if l_2_text is missing else l_2_text), environment.getattr(l_2_stone, 'text'), l_1_lang, _loop_vars=_loop_vars))),
                '</p>\n<small>',
            ))
            l_3_loop = missing
            for l_3_spoken, l_3_loop in LoopContext(context.call((undefined(name='stone_words') if l_2_stone_words is missing else l_2_stone_words), l_2_stone, l_1_lang, _loop_vars=_loop_vars), undefined):
                l_3_shown = resolve('shown')
                _loop_vars = {}
                pass
                t_6.extend((
                    escape(environment.finalize(context.call((undefined(name='shown') if l_3_shown is missing else l_3_shown), l_3_spoken, l_1_lang, _loop_vars=_loop_vars))),
                    escape(environment.finalize(('' if environment.getattr(l_3_loop, 'last') else context.call((undefined(name='say') if l_2_say is missing else l_2_say), ', ', l_1_lang, _loop_vars=_loop_vars)))),
                ))
            l_3_loop = l_3_spoken = l_3_shown = missing
            if context.call(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'source_of'), environment.getattr(l_2_stone, 'source'), _loop_vars=_loop_vars):
                pass
                t_6.extend((
                    escape(environment.finalize((context.call((undefined(name='say') if l_2_say is missing else l_2_say), '; ', l_1_lang, _loop_vars=_loop_vars) if context.call((undefined(name='stone_words') if l_2_stone_words is missing else l_2_stone_words), l_2_stone, l_1_lang, _loop_vars=_loop_vars) else ''))),
                    escape(environment.finalize(context.call((undefined(name='say') if l_2_say is missing else l_2_say), 'Source', l_1_lang, _loop_vars=_loop_vars))),
                    escape(environment.finalize(context.call((undefined(name='say') if l_2_say is missing else l_2_say), ': ', l_1_lang, _loop_vars=_loop_vars))),
                    '<a href="#',
                    escape(environment.finalize(context.call((undefined(name='place_of') if l_2_place_of is missing else l_2_place_of), 'source', environment.getattr(l_2_stone, 'source'), l_1_lang, _loop_vars=_loop_vars))),
                    '">',
                    escape(environment.finalize(context.call((undefined(name='text') if l_2_text is missing else l_2_text), environment.getattr(context.call(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'source_of'), environment.getattr(l_2_stone, 'source'), _loop_vars=_loop_vars), 'title'), l_1_lang, _loop_vars=_loop_vars))),
                    '</a>',
                ))
            t_6.append(
                '</small></li>\n',
            )
        l_2_loop = l_2_stone = l_2_precision_of = l_2_precision_words = l_2_text = l_2_stone_words = l_2_say = l_2_place_of = missing
        t_6.append(
            '</ol>\n',
        )
        return concat(t_6)
    context.exported_vars.add('timeline')
    context.vars['timeline'] = l_0_timeline = Macro(environment, macro, 'timeline', ('lang',), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_lang):
        t_7 = []
        l_1_partners_by_place = resolve('partners_by_place')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        t_7.append(
            '<dl class="partners">\n',
        )
        for (l_2_place, l_2_there) in context.call((undefined(name='partners_by_place') if l_1_partners_by_place is missing else l_1_partners_by_place), l_1_lang):
            l_2_shown = resolve('shown')
            _loop_vars = {}
            pass
            t_7.extend((
                '<dt>',
                escape(environment.finalize(context.call((undefined(name='shown') if l_2_shown is missing else l_2_shown), l_2_place, l_1_lang, _loop_vars=_loop_vars))),
                '</dt>\n',
            ))
            for l_3_partner in l_2_there:
                l_3_text = resolve('text')
                l_3_value_words = resolve('value_words')
                _loop_vars = {}
                pass
                t_7.extend((
                    '<dd>',
                    escape(environment.finalize(context.call((undefined(name='text') if l_3_text is missing else l_3_text), environment.getattr(l_3_partner, 'name'), l_1_lang, _loop_vars=_loop_vars))),
                ))
                if environment.getattr(l_3_partner, 'kind'):
                    pass
                    t_7.extend((
                        ' <small>',
                        escape(environment.finalize(context.call((undefined(name='shown') if l_2_shown is missing else l_2_shown), context.call((undefined(name='value_words') if l_3_value_words is missing else l_3_value_words), 'kind', environment.getattr(l_3_partner, 'kind'), l_1_lang, _loop_vars=_loop_vars), l_1_lang, _loop_vars=_loop_vars))),
                        '</small>',
                    ))
                t_7.append(
                    '</dd>\n',
                )
            l_3_partner = l_3_text = l_3_value_words = missing
        l_2_place = l_2_there = l_2_shown = missing
        t_7.append(
            '</dl>\n',
        )
        return concat(t_7)
    context.exported_vars.add('partners')
    context.vars['partners'] = l_0_partners = Macro(environment, macro, 'partners', ('lang',), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_lang):
        t_8 = []
        l_1_report = resolve('report')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        for l_2_told in environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'rules'):
            l_2_place_of = resolve('place_of')
            l_2_text = resolve('text')
            _loop_vars = {}
            pass
            t_8.extend((
                '<h3 id="',
                escape(environment.finalize(context.call((undefined(name='place_of') if l_2_place_of is missing else l_2_place_of), 'rule', environment.getattr(environment.getattr(l_2_told, 'rule'), 'id'), l_1_lang, _loop_vars=_loop_vars))),
                '">',
                escape(environment.finalize(context.call((undefined(name='text') if l_2_text is missing else l_2_text), environment.getattr(l_2_told, 'labels'), l_1_lang, _loop_vars=_loop_vars))),
                ' <code>',
                escape(environment.finalize(environment.getattr(environment.getattr(l_2_told, 'rule'), 'id'))),
                '</code></h3>\n<p class="sentence">',
                escape(environment.finalize(context.call(environment.getattr(environment.getattr(l_2_told, 'sentence'), 'say'), l_1_lang, _loop_vars=_loop_vars))),
                '</p>\n',
            ))
            if environment.getattr(l_2_told, 'edges'):
                pass
                t_8.append(
                    '<ul>\n',
                )
                for l_3_edge in environment.getattr(l_2_told, 'edges'):
                    _loop_vars = {}
                    pass
                    t_8.extend((
                        '<li class="sentence">',
                        escape(environment.finalize(context.call(environment.getattr(l_3_edge, 'say'), l_1_lang, _loop_vars=_loop_vars))),
                        '</li>\n',
                    ))
                l_3_edge = missing
                t_8.append(
                    '</ul>\n',
                )
        l_2_told = l_2_place_of = l_2_text = missing
        return concat(t_8)
    context.exported_vars.add('rules')
    context.vars['rules'] = l_0_rules = Macro(environment, macro, 'rules', ('lang',), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_lang):
        t_9 = []
        l_1_report = resolve('report')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        t_9.append(
            '<ul>\n',
        )
        for l_2_source in environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'sources'):
            l_2_place_of = resolve('place_of')
            l_2_is_link = resolve('is_link')
            l_2_text = resolve('text')
            l_2_say = resolve('say')
            _loop_vars = {}
            pass
            t_9.extend((
                '<li id="',
                escape(environment.finalize(context.call((undefined(name='place_of') if l_2_place_of is missing else l_2_place_of), 'source', environment.getattr(l_2_source, 'id'), l_1_lang, _loop_vars=_loop_vars))),
                '">',
            ))
            if context.call((undefined(name='is_link') if l_2_is_link is missing else l_2_is_link), environment.getattr(l_2_source, 'url'), _loop_vars=_loop_vars):
                pass
                t_9.extend((
                    '<a href="',
                    escape(environment.finalize(environment.getattr(l_2_source, 'url'))),
                    '">',
                    escape(environment.finalize(context.call((undefined(name='text') if l_2_text is missing else l_2_text), environment.getattr(l_2_source, 'title'), l_1_lang, _loop_vars=_loop_vars))),
                    '</a>',
                ))
            else:
                pass
                t_9.append(
                    escape(environment.finalize(context.call((undefined(name='text') if l_2_text is missing else l_2_text), environment.getattr(l_2_source, 'title'), l_1_lang, _loop_vars=_loop_vars))),
                )
            if environment.getattr(l_2_source, 'date'):
                pass
                t_9.extend((
                    escape(environment.finalize(context.call((undefined(name='say') if l_2_say is missing else l_2_say), ', ', l_1_lang, _loop_vars=_loop_vars))),
                    '<time datetime="',
                    escape(environment.finalize(environment.getattr(l_2_source, 'date'))),
                    '">',
                    escape(environment.finalize(context.call(environment.getattr(environment.getattr(l_2_source, 'date'), 'say'), l_1_lang, _loop_vars=_loop_vars))),
                    '</time>',
                ))
            t_9.append(
                '</li>\n',
            )
        l_2_source = l_2_place_of = l_2_is_link = l_2_text = l_2_say = missing
        t_9.append(
            '</ul>\n',
        )
        return concat(t_9)
    context.exported_vars.add('sources')
    context.vars['sources'] = l_0_sources = Macro(environment, macro, 'sources', ('lang',), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_lang):
        t_10 = []
        l_1_say = resolve('say')
        l_1_text = resolve('text')
        l_1_report = resolve('report')
        l_1_day_words = resolve('day_words')
        l_1_settings_words = resolve('settings_words')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        t_10.extend((
            '<dl>\n<dt>',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Agency', l_1_lang))),
            '</dt>\n<dd>',
            escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), environment.getattr(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'agency'), 'name'), l_1_lang))),
            '</dd>\n',
        ))
        def t_11(fiter):
            for l_2_way in fiter:
                if l_2_way:
                    yield l_2_way
        for l_2_way in t_11((environment.getattr(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'agency'), 'phone'), environment.getattr(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'agency'), 'email'), environment.getattr(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'agency'), 'url'))):
            _loop_vars = {}
            pass
            t_10.extend((
                '<dd>',
                escape(environment.finalize(l_2_way)),
                '</dd>\n',
            ))
        l_2_way = missing
        t_10.extend((
            '<dt>',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Counted up to', l_1_lang))),
            '</dt>\n<dd>',
            escape(environment.finalize(context.call((undefined(name='day_words') if l_1_day_words is missing else l_1_day_words), environment.getattr(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'provenance'), 'as_at'), l_1_lang))),
            '</dd>\n<dt>',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Made by', l_1_lang))),
            '</dt>\n<dd>hkcs-model ',
            escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'provenance'), 'version'))),
            '</dd>\n<dt>',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Settings', l_1_lang))),
            '</dt>\n',
        ))
        for l_2_setting in context.call((undefined(name='settings_words') if l_1_settings_words is missing else l_1_settings_words), l_1_lang):
            _loop_vars = {}
            pass
            t_10.extend((
                '<dd>',
                escape(environment.finalize(l_2_setting)),
                '</dd>\n',
            ))
        l_2_setting = missing
        t_10.extend((
            '<dt>',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Fingerprint of the dataset', l_1_lang))),
            '</dt>\n<dd><code>',
            escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'provenance'), 'digest'))),
            '</code></dd>\n<dt>',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'To count it again', l_1_lang))),
            '</dt>\n<dd><code>hkcs-model verify FILE DATASET</code></dd>\n</dl>\n',
        ))
        return concat(t_10)
    context.exported_vars.add('colophon')
    context.vars['colophon'] = l_0_colophon = Macro(environment, macro, 'colophon', ('lang',), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_lang):
        t_12 = []
        l_1_report = resolve('report')
        l_1_say = resolve('say')
        l_1_headline_figures = resolve('headline_figures')
        l_1_parts_of_the_page = resolve('parts_of_the_page')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        t_12.append(
            '<ul class="dates">\n',
        )
        if environment.getattr(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'project'), 'published'):
            pass
            t_12.extend((
                '<li>',
                escape(environment.finalize(context.call(environment.getattr(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Published {day}', l_1_lang), 'format'), day=context.call(environment.getattr(environment.getattr(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'project'), 'published'), 'say'), l_1_lang)))),
                '</li>\n',
            ))
        for l_2_assumption in environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'assumptions'):
            _loop_vars = {}
            pass
            t_12.extend((
                '<li class="sentence">',
                escape(environment.finalize(context.call(environment.getattr(l_2_assumption, 'say'), l_1_lang, _loop_vars=_loop_vars))),
                '</li>\n',
            ))
        l_2_assumption = missing
        t_12.append(
            '</ul>\n',
        )
        if (undefined(name='headline_figures') if l_1_headline_figures is missing else l_1_headline_figures):
            pass
            t_12.extend((
                escape(environment.finalize(context.call((undefined(name='headlines') if l_0_headlines is missing else l_0_headlines), l_1_lang))),
                '\n',
            ))
        if environment.getattr(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'project'), 'summary'):
            pass
            t_12.extend((
                escape(environment.finalize(context.call((undefined(name='prose') if l_0_prose is missing else l_0_prose), environment.getattr(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'project'), 'summary'), l_1_lang))),
                '\n',
            ))
        if environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'contradictions'):
            pass
            t_12.extend((
                '<section class="warning" aria-label="',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Contradiction', l_1_lang))),
                '">\n<h2>',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Not all of this can be true', l_1_lang))),
                '</h2>\n<ul>\n',
            ))
            for l_2_contradiction in environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'contradictions'):
                _loop_vars = {}
                pass
                t_12.extend((
                    '<li>',
                    escape(environment.finalize(context.call(environment.getattr(l_2_contradiction, 'say'), l_1_lang, _loop_vars=_loop_vars))),
                    '</li>\n',
                ))
            l_2_contradiction = missing
            t_12.append(
                '</ul>\n</section>\n',
            )
        t_12.extend((
            escape(environment.finalize(context.call((undefined(name='contents') if l_0_contents is missing else l_0_contents), l_1_lang))),
            '\n',
        ))
        for l_2_programme in environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'programmes'):
            l_2_place_of = resolve('place_of')
            l_2_text = resolve('text')
            _loop_vars = {}
            pass
            t_12.extend((
                '<section>\n<h2 id="',
                escape(environment.finalize(context.call((undefined(name='place_of') if l_2_place_of is missing else l_2_place_of), 'programme', environment.getattr(l_2_programme, 'id'), l_1_lang, _loop_vars=_loop_vars))),
                '">',
                escape(environment.finalize((context.call((undefined(name='text') if l_2_text is missing else l_2_text), environment.getattr(l_2_programme, 'title'), l_1_lang, _loop_vars=_loop_vars) if environment.getattr(l_2_programme, 'title') else environment.getattr(l_2_programme, 'id')))),
                '</h2>\n',
            ))
            if environment.getattr(l_2_programme, 'summary'):
                pass
                t_12.extend((
                    escape(environment.finalize(context.call((undefined(name='prose') if l_0_prose is missing else l_0_prose), environment.getattr(l_2_programme, 'summary'), l_1_lang, _loop_vars=_loop_vars))),
                    '\n',
                ))
            t_12.extend((
                escape(environment.finalize(context.call((undefined(name='numbers') if l_0_numbers is missing else l_0_numbers), environment.getattr(l_2_programme, 'id'), l_1_lang, _loop_vars=_loop_vars))),
                '\n',
            ))
            if context.call(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'activities_of'), environment.getattr(l_2_programme, 'id'), _loop_vars=_loop_vars):
                pass
                t_12.extend((
                    '<h3>',
                    escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Activities', l_1_lang, _loop_vars=_loop_vars))),
                    '</h3>\n',
                    escape(environment.finalize(context.call((undefined(name='activities') if l_0_activities is missing else l_0_activities), context.call(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'activities_of'), environment.getattr(l_2_programme, 'id'), _loop_vars=_loop_vars), l_1_lang, _loop_vars=_loop_vars))),
                    '\n',
                ))
            t_12.append(
                '</section>\n',
            )
        l_2_programme = l_2_place_of = l_2_text = missing
        for (l_2_id, l_2_there, l_2_title) in (undefined(name='parts_of_the_page') if l_1_parts_of_the_page is missing else l_1_parts_of_the_page):
            l_2_place_of = resolve('place_of')
            _loop_vars = {}
            pass
            if l_2_there:
                pass
                t_12.extend((
                    '<section>\n<h2 id="',
                    escape(environment.finalize(context.call((undefined(name='place_of') if l_2_place_of is missing else l_2_place_of), 'part', l_2_id, l_1_lang, _loop_vars=_loop_vars))),
                    '">',
                    escape(environment.finalize(context.call(environment.getattr(l_2_title, 'say'), l_1_lang, _loop_vars=_loop_vars))),
                    '</h2>\n',
                ))
                if (l_2_id == 'whole'):
                    pass
                    t_12.extend((
                        escape(environment.finalize(context.call((undefined(name='numbers') if l_0_numbers is missing else l_0_numbers), '', l_1_lang, _loop_vars=_loop_vars))),
                        '\n',
                    ))
                elif (l_2_id == 'timeline'):
                    pass
                    t_12.extend((
                        escape(environment.finalize(context.call((undefined(name='timeline') if l_0_timeline is missing else l_0_timeline), l_1_lang, _loop_vars=_loop_vars))),
                        '\n',
                    ))
                elif (l_2_id == 'partners'):
                    pass
                    t_12.extend((
                        escape(environment.finalize(context.call((undefined(name='partners') if l_0_partners is missing else l_0_partners), l_1_lang, _loop_vars=_loop_vars))),
                        '\n',
                    ))
                elif (l_2_id == 'rules'):
                    pass
                    t_12.extend((
                        escape(environment.finalize(context.call((undefined(name='rules') if l_0_rules is missing else l_0_rules), l_1_lang, _loop_vars=_loop_vars))),
                        '\n',
                    ))
                elif (l_2_id == 'sources'):
                    pass
                    t_12.extend((
                        escape(environment.finalize(context.call((undefined(name='sources') if l_0_sources is missing else l_0_sources), l_1_lang, _loop_vars=_loop_vars))),
                        '\n',
                    ))
                else:
                    pass
                    t_12.extend((
                        escape(environment.finalize(context.call((undefined(name='colophon') if l_0_colophon is missing else l_0_colophon), l_1_lang, _loop_vars=_loop_vars))),
                        '\n',
                    ))
                t_12.append(
                    '</section>\n',
                )
        l_2_id = l_2_there = l_2_title = l_2_place_of = missing
        return concat(t_12)
    context.exported_vars.add('story')
    context.vars['story'] = l_0_story = Macro(environment, macro, 'story', ('lang',), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '2=12&3=27&4=36&5=40&6=50&7=55&8=59&10=67&15=76&17=85&18=93&22=117&23=127&25=130&26=137&28=143&29=147&30=151&36=163&38=174&40=183&41=185&42=188&43=192&44=196&45=200&46=201&50=211&56=224&57=235&58=236&59=240&61=243&62=247&66=254&67=258&70=265&72=275&73=286&74=292&75=294&77=298&78=303&80=307&81=310&87=329&89=338&90=344&91=347&92=354&97=374&98=380&99=387&100=393&101=396&103=401&104=406&110=417&112=426&113=435&114=438&115=452&120=472&122=484&123=486&124=489&125=498&127=504&128=506&129=508&130=510&131=512&132=515&133=520&135=526&136=528&137=530&141=536&143=548&144=552&146=555&147=560&150=567&151=570&153=573&154=576&156=579&157=583&158=585&160=588&161=593&166=601&167=604&169=611&170=616&171=619&173=623&174=626&175=630&176=632&180=639&181=643&183=647&184=652&185=658&186=664&187=670&188=676&189=685'
