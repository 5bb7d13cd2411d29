from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'figure.html.jinja'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_listed = l_0_link_to = l_0_number = l_0_card = l_0_how = l_0_waterfall = l_0_bar = l_0_table = missing
    try:
        t_1 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_2 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    def macro(l_1_words, l_1_lang):
        t_3 = []
        if l_1_words is missing:
            l_1_words = undefined("parameter 'words' was not provided", name='words')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        l_2_loop = missing
        for l_2_spoken, l_2_loop in LoopContext(l_1_words, undefined):
            l_2_shown = resolve('shown')
            l_2_say = resolve('say')
            _loop_vars = {}
            pass
            t_3.extend((
                escape(environment.finalize(context.call((undefined(name='shown') if l_2_shown is missing else l_2_shown), l_2_spoken, l_1_lang, _loop_vars=_loop_vars))),
                escape(environment.finalize(('' if environment.getattr(l_2_loop, 'last') else context.call((undefined(name='say') if l_2_say is missing else l_2_say), ', ', l_1_lang, _loop_vars=_loop_vars)))),
            ))
        l_2_loop = l_2_spoken = l_2_shown = l_2_say = missing
        return concat(t_3)
    context.exported_vars.add('listed')
    context.vars['listed'] = l_0_listed = Macro(environment, macro, 'listed', ('words', 'lang'), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_id, l_1_lang):
        t_4 = []
        l_1_has_anchor = resolve('has_anchor')
        l_1_anchor = resolve('anchor')
        l_1_text = resolve('text')
        l_1_label_of = resolve('label_of')
        if l_1_id is missing:
            l_1_id = undefined("parameter 'id' was not provided", name='id')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        if context.call((undefined(name='has_anchor') if l_1_has_anchor is missing else l_1_has_anchor), l_1_id):
            pass
            t_4.extend((
                '<a href="#',
                escape(environment.finalize(context.call((undefined(name='anchor') if l_1_anchor is missing else l_1_anchor), l_1_id, l_1_lang))),
                '">',
                escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), context.call((undefined(name='label_of') if l_1_label_of is missing else l_1_label_of), l_1_id), l_1_lang))),
                '</a>',
            ))
        else:
            pass
            t_4.append(
                escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), context.call((undefined(name='label_of') if l_1_label_of is missing else l_1_label_of), l_1_id), l_1_lang))),
            )
        return concat(t_4)
    context.exported_vars.add('link_to')
    context.vars['link_to'] = l_0_link_to = Macro(environment, macro, 'link_to', ('id', 'lang'), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_figure, l_1_lang):
        t_5 = []
        l_1_ends = resolve('ends')
        l_1_say = resolve('say')
        if l_1_figure is missing:
            l_1_figure = undefined("parameter 'figure' was not provided", name='figure')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        t_5.extend((
            '<data value="',
            escape(environment.finalize(context.call((undefined(name='ends') if l_1_ends is missing else l_1_ends), l_1_figure))),
            '">',
            escape(environment.finalize(context.call(environment.getattr(l_1_figure, 'say'), l_1_lang))),
            '</data>',
        ))
        if environment.getattr(l_1_figure, 'contradicts'):
            pass
            t_5.extend((
                ' <small class="warning">',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'contradicted', l_1_lang))),
                '</small>',
            ))
        if environment.getattr(l_1_figure, 'set_aside'):
            pass
            t_5.extend((
                ' <small class="warning">',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'rows set aside', l_1_lang))),
                '</small>',
            ))
        return concat(t_5)
    context.exported_vars.add('number')
    context.vars['number'] = l_0_number = Macro(environment, macro, 'number', ('figure', 'lang'), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_figure, l_1_lang):
        t_6 = []
        l_1_figure_place = resolve('figure_place')
        l_1_text = resolve('text')
        l_1_short_basis = resolve('short_basis')
        if l_1_figure is missing:
            l_1_figure = undefined("parameter 'figure' was not provided", name='figure')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        t_6.extend((
            '<li>\n<details class="figure" id="',
            escape(environment.finalize(context.call((undefined(name='figure_place') if l_1_figure_place is missing else l_1_figure_place), l_1_figure, l_1_lang))),
            '">\n<summary><span class="value">',
            escape(environment.finalize(context.call((undefined(name='number') if l_0_number is missing else l_0_number), l_1_figure, l_1_lang))),
            '</span>\n<span class="label">',
            escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), environment.getattr(l_1_figure, 'labels'), l_1_lang))),
            '</span>\n<span class="basis">',
            escape(environment.finalize(context.call((undefined(name='short_basis') if l_1_short_basis is missing else l_1_short_basis), l_1_figure, l_1_lang))),
            '</span></summary>\n',
            escape(environment.finalize(context.call((undefined(name='how') if l_0_how is missing else l_0_how), l_1_figure, l_1_lang, context.call((undefined(name='figure_place') if l_1_figure_place is missing else l_1_figure_place), l_1_figure, l_1_lang)))),
            '\n</details>\n</li>\n',
        ))
        return concat(t_6)
    context.exported_vars.add('card')
    context.vars['card'] = l_0_card = Macro(environment, macro, 'card', ('figure', 'lang'), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_figure, l_1_lang, l_1_place):
        t_7 = []
        l_1_say = resolve('say')
        l_1_report = resolve('report')
        l_1_scope_words = resolve('scope_words')
        l_1_by_words = resolve('by_words')
        l_1_period_words = resolve('period_words')
        l_1_basis_words = resolve('basis_words')
        l_1_ends_words = resolve('ends_words')
        l_1_place_of = resolve('place_of')
        l_1_text = resolve('text')
        l_1_sentence = resolve('sentence')
        l_1_command = resolve('command')
        if l_1_figure is missing:
            l_1_figure = undefined("parameter 'figure' was not provided", name='figure')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        if l_1_place is missing:
            l_1_place = undefined("parameter 'place' was not provided", name='place')
        pass
        t_7.extend((
            '<div class="how">\n<dl>\n<dt>',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Rule', l_1_lang))),
            '</dt>\n',
        ))
        t_8 = 1
        for l_2_told in context.call(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'rules_of'), l_1_figure):
            _loop_vars = {}
            pass
            t_7.extend((
                '<dd><a href="#',
                escape(environment.finalize(context.call((undefined(name='place_of') if l_1_place_of is missing else l_1_place_of), 'rule', environment.getattr(environment.getattr(l_2_told, 'rule'), 'id'), l_1_lang, _loop_vars=_loop_vars))),
                '">',
                escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), environment.getattr(l_2_told, 'labels'), l_1_lang, _loop_vars=_loop_vars))),
                '</a>',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), ': ', l_1_lang, _loop_vars=_loop_vars))),
                escape(environment.finalize(context.call(environment.getattr(environment.getattr(l_2_told, 'sentence'), 'say'), l_1_lang, _loop_vars=_loop_vars))),
                '</dd>\n',
            ))
            t_8 = 0
        l_2_told = missing
        if t_8:
            pass
            t_7.extend((
                '<dd>',
                escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), environment.getattr(l_1_figure, 'rule_labels'), l_1_lang))),
                ' <code>',
                escape(environment.finalize(environment.getattr(l_1_figure, 'rule'))),
                '</code></dd>\n',
            ))
        if (environment.getattr(l_1_figure, 'where') or environment.getattr(l_1_figure, 'by')):
            pass
            t_7.extend((
                '<dt>',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Scope', l_1_lang))),
                '</dt>\n<dd>',
                escape(environment.finalize(context.call((undefined(name='listed') if l_0_listed is missing else l_0_listed), (context.call((undefined(name='scope_words') if l_1_scope_words is missing else l_1_scope_words), environment.getattr(l_1_figure, 'where'), l_1_lang) + context.call((undefined(name='by_words') if l_1_by_words is missing else l_1_by_words), l_1_figure, l_1_lang)), l_1_lang))),
                '</dd>\n',
            ))
        t_7.extend((
            '<dt>',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Period', l_1_lang))),
            '</dt>\n<dd>',
            escape(environment.finalize(context.call((undefined(name='period_words') if l_1_period_words is missing else l_1_period_words), environment.getattr(l_1_figure, 'period'), l_1_lang))),
            '</dd>\n',
        ))
        if (environment.getattr(l_1_figure, 'basis') != 'stated'):
            pass
            t_7.extend((
                '<dt>',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Basis', l_1_lang))),
                '</dt>\n<dd>',
                escape(environment.finalize(context.call((undefined(name='basis_words') if l_1_basis_words is missing else l_1_basis_words), l_1_figure, l_1_lang))),
                '</dd>\n',
            ))
        if (environment.getattr(l_1_figure, 'quantity') and (environment.getattr(l_1_figure, 'low') != environment.getattr(l_1_figure, 'high'))):
            pass
            t_7.extend((
                '<dt>',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Lies in', l_1_lang))),
                '</dt>\n<dd>',
                escape(environment.finalize(context.call((undefined(name='ends_words') if l_1_ends_words is missing else l_1_ends_words), l_1_figure, l_1_lang))),
                '</dd>\n',
            ))
        def t_9(fiter):
            for l_2_account in fiter:
                if environment.getattr(l_2_account, 'unknowns'):
                    yield l_2_account
        for l_2_account in t_9(environment.getattr(l_1_figure, 'accounts')):
            _loop_vars = {}
            pass
            t_7.extend((
                '<dt>',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Not known', l_1_lang, _loop_vars=_loop_vars))),
            ))
            if environment.getattr(l_1_figure, 'is_ratio'):
                pass
                t_7.extend((
                    escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), ': ', l_1_lang, _loop_vars=_loop_vars))),
                    escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), environment.getattr(l_2_account, 'labels'), l_1_lang, _loop_vars=_loop_vars))),
                ))
            t_7.append(
                '</dt>\n',
            )
            for l_3_step in environment.getattr(l_2_account, 'unknowns'):
                l_3_unknown_words = resolve('unknown_words')
                _loop_vars = {}
                pass
                t_7.extend((
                    '<dd class="sentence">',
                    escape(environment.finalize(context.call((undefined(name='unknown_words') if l_3_unknown_words is missing else l_3_unknown_words), l_3_step, l_1_lang, _loop_vars=_loop_vars))),
                    '</dd>\n',
                ))
            l_3_step = l_3_unknown_words = missing
        l_2_account = missing
        if environment.getattr(l_1_figure, 'quote'):
            pass
            t_7.extend((
                '<dt>',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'As published', l_1_lang))),
                '</dt>\n<dd><q lang="',
                escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'project'), 'language'))),
                '">',
                escape(environment.finalize(environment.getattr(l_1_figure, 'quote'))),
                '</q></dd>\n',
            ))
        if (environment.getattr(l_1_figure, 'source') and context.call(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'source_of'), environment.getattr(l_1_figure, 'source'))):
            pass
            t_7.extend((
                '<dt>',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Source', l_1_lang))),
                '</dt>\n<dd><a href="#',
                escape(environment.finalize(context.call((undefined(name='place_of') if l_1_place_of is missing else l_1_place_of), 'source', environment.getattr(l_1_figure, 'source'), l_1_lang))),
                '">',
                escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), environment.getattr(context.call(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'source_of'), environment.getattr(l_1_figure, 'source')), 'title'), l_1_lang))),
                '</a></dd>\n',
            ))
        def t_10(fiter):
            for l_2_held in fiter:
                if (environment.getattr(l_2_held, 'recorded') or (environment.getattr(l_2_held, 'rule') != environment.getattr(l_1_figure, 'rule'))):
                    yield l_2_held
        l_2_loop = missing
        for l_2_held, l_2_loop in LoopContext(t_10(environment.getattr(l_1_figure, 'held')), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                t_7.extend((
                    '<dt>',
                    escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Its words read as', l_1_lang, _loop_vars=_loop_vars))),
                    '</dt>\n',
                ))
            t_7.extend((
                '<dd>',
                escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), environment.getattr(l_2_held, 'labels'), l_1_lang, _loop_vars=_loop_vars))),
            ))
            if environment.getattr(l_2_held, 'recorded'):
                pass
                t_7.extend((
                    escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), ': ', l_1_lang, _loop_vars=_loop_vars))),
                    escape(environment.finalize(context.call(environment.getattr(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'the records give {number}', l_1_lang, _loop_vars=_loop_vars), 'format'), number=context.call(environment.getattr(environment.getattr(l_2_held, 'recorded'), 'say'), l_1_lang, _loop_vars=_loop_vars), _loop_vars=_loop_vars))),
                    ' (',
                    escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), environment.getattr(l_2_held, 'verdict'), l_1_lang, _loop_vars=_loop_vars))),
                    ')',
                ))
            t_7.append(
                '</dd>\n',
            )
        l_2_loop = l_2_held = missing
        if (environment.getattr(l_1_figure, 'statements') and (environment.getattr(l_1_figure, 'statements') != (environment.getattr(l_1_figure, 'id'),))):
            pass
            t_7.extend((
                '<dt>',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Rests on', l_1_lang))),
                '</dt>\n',
            ))
            if (not environment.getattr(l_1_figure, 'accounts')):
                pass
                for l_2_id in environment.getattr(l_1_figure, 'statements'):
                    _loop_vars = {}
                    pass
                    t_7.extend((
                        '<dd>',
                        escape(environment.finalize(context.call((undefined(name='link_to') if l_0_link_to is missing else l_0_link_to), l_2_id, l_1_lang, _loop_vars=_loop_vars))),
                        '</dd>\n',
                    ))
                l_2_id = missing
            for l_2_account in environment.getattr(l_1_figure, 'accounts'):
                _loop_vars = {}
                pass
                for l_3_stated in environment.getattr(l_2_account, 'stated'):
                    _loop_vars = {}
                    pass
                    t_7.extend((
                        '<dd>',
                        escape(environment.finalize(context.call((undefined(name='link_to') if l_0_link_to is missing else l_0_link_to), environment.getattr(l_3_stated, 'id'), l_1_lang, _loop_vars=_loop_vars))),
                        escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), ': ', l_1_lang, _loop_vars=_loop_vars))),
                        escape(environment.finalize(context.call(environment.getattr(environment.getattr(l_3_stated, 'quantity'), 'say'), l_1_lang, _loop_vars=_loop_vars))),
                    ))
                    if (not environment.getattr(l_3_stated, 'is_whole')):
                        pass
                        t_7.extend((
                            ' (',
                            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'only a part of it belongs', l_1_lang, _loop_vars=_loop_vars))),
                            ')',
                        ))
                    if environment.getattr(l_3_stated, 'is_added'):
                        pass
                        t_7.extend((
                            ' (',
                            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'its lower end is added', l_1_lang, _loop_vars=_loop_vars))),
                            ')',
                        ))
                    t_7.append(
                        '</dd>\n',
                    )
                l_3_stated = missing
            l_2_account = missing
        if environment.getattr(l_1_figure, 'assumptions'):
            pass
            t_7.extend((
                '<dt>',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Assumed', l_1_lang))),
                '</dt>\n',
            ))
            for l_2_assumption in environment.getattr(l_1_figure, 'assumptions'):
                _loop_vars = {}
                pass
                t_7.extend((
                    '<dd class="sentence">',
                    escape(environment.finalize(context.call(environment.getattr(l_2_assumption, 'say'), l_1_lang, _loop_vars=_loop_vars))),
                    '</dd>\n',
                ))
            l_2_assumption = missing
        if environment.getattr(l_1_figure, 'contradicts'):
            pass
            t_7.extend((
                '<dt>',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Contradiction', l_1_lang))),
                '</dt>\n',
            ))
            for l_2_contradiction in environment.getattr(l_1_figure, 'contradictions'):
                _loop_vars = {}
                pass
                t_7.extend((
                    '<dd class="warning">',
                    escape(environment.finalize(context.call(environment.getattr(l_2_contradiction, 'say'), l_1_lang, _loop_vars=_loop_vars))),
                    '</dd>\n',
                ))
            l_2_contradiction = missing
        t_7.append(
            '</dl>\n',
        )
        def t_11(fiter):
            for l_2_account in fiter:
                if environment.getattr(l_2_account, 'steps'):
                    yield l_2_account
        for l_2_account in t_11(environment.getattr(l_1_figure, 'accounts')):
            _loop_vars = {}
            pass
            t_7.extend((
                escape(environment.finalize(context.call((undefined(name='waterfall') if l_0_waterfall is missing else l_0_waterfall), l_2_account, l_1_lang, _loop_vars=_loop_vars))),
                '\n',
            ))
        l_2_account = missing
        t_7.extend((
            '<dl class="use">\n<dt>',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'To quote', l_1_lang))),
            '</dt>\n<dd class="quotable">',
            escape(environment.finalize(context.call((undefined(name='sentence') if l_1_sentence is missing else l_1_sentence), l_1_figure, l_1_lang))),
            '</dd>\n',
        ))
        if (environment.getattr(l_1_figure, 'basis') != 'stated'):
            pass
            t_7.extend((
                '<dt>',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Row by row', l_1_lang))),
                '</dt>\n<dd><code>',
                escape(environment.finalize(context.call((undefined(name='command') if l_1_command is missing else l_1_command), l_1_figure))),
                '</code></dd>\n',
            ))
        t_7.extend((
            '<dt>',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Link', l_1_lang))),
            '</dt>\n<dd><a href="#',
            escape(environment.finalize(l_1_place)),
            '">#',
            escape(environment.finalize(l_1_place)),
            '</a></dd>\n</dl>\n</div>\n',
        ))
        return concat(t_7)
    context.exported_vars.add('how')
    context.vars['how'] = l_0_how = Macro(environment, macro, 'how', ('figure', 'lang', 'place'), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_account, l_1_lang):
        t_12 = []
        l_1_say = resolve('say')
        l_1_text = resolve('text')
        l_1_falls = resolve('falls')
        if l_1_account is missing:
            l_1_account = undefined("parameter 'account' was not provided", name='account')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        t_12.extend((
            '<div class="wide" role="group" aria-label="',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Step by step', l_1_lang))),
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), ': ', l_1_lang))),
            escape(environment.finalize(context.call(environment.getattr(environment.getattr(l_1_account, 'labels'), 'say'), l_1_lang))),
            '" tabindex="0">\n<table class="steps">\n<caption>',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Step by step', l_1_lang))),
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), ': ', l_1_lang))),
            escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), environment.getattr(l_1_account, 'labels'), l_1_lang))),
            '</caption>\n<thead>\n<tr>\n<th scope="col">',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'step', l_1_lang))),
            '</th>\n<th scope="col" class="number">',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'at least', l_1_lang))),
            '</th>\n<th scope="col" class="number">',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'at most', l_1_lang))),
            '</th>\n</tr>\n</thead>\n<tbody>\n',
        ))
        for l_2_fall in context.call((undefined(name='falls') if l_1_falls is missing else l_1_falls), environment.getattr(l_1_account, 'steps')):
            l_2_signed = resolve('signed')
            _loop_vars = {}
            pass
            t_12.extend((
                '<tr class="',
                escape(environment.finalize(environment.getattr(environment.getattr(l_2_fall, 'step'), 'kind'))),
                '">\n<th scope="row">',
                escape(environment.finalize(context.call(environment.getattr(environment.getattr(environment.getattr(l_2_fall, 'step'), 'message'), 'say'), l_1_lang, _loop_vars=_loop_vars))),
                '\n<span class="fall" aria-hidden="true">\n<i style="--from:',
                escape(environment.finalize(environment.getattr(environment.getattr(l_2_fall, 'low'), 'start'))),
                ';--to:',
                escape(environment.finalize(environment.getattr(environment.getattr(l_2_fall, 'low'), 'end'))),
                '"></i>',
            ))
            if (environment.getattr(l_2_fall, 'high') and (environment.getattr(l_2_fall, 'high') != environment.getattr(l_2_fall, 'low'))):
                pass
                t_12.extend((
                    '<b style="--from:',
                    escape(environment.finalize(environment.getattr(environment.getattr(l_2_fall, 'high'), 'start'))),
                    ';--to:',
                    escape(environment.finalize(environment.getattr(environment.getattr(l_2_fall, 'high'), 'end'))),
                    '"></b>',
                ))
            t_12.extend((
                '</span></th>\n<td class="number">',
                escape(environment.finalize(context.call((undefined(name='signed') if l_2_signed is missing else l_2_signed), environment.getattr(l_2_fall, 'step'), environment.getattr(environment.getattr(l_2_fall, 'step'), 'low'), _loop_vars=_loop_vars))),
                '</td>\n<td class="number">',
                escape(environment.finalize((context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'no limit', l_1_lang, _loop_vars=_loop_vars) if t_2(environment.getattr(environment.getattr(l_2_fall, 'step'), 'high')) else context.call((undefined(name='signed') if l_2_signed is missing else l_2_signed), environment.getattr(l_2_fall, 'step'), environment.getattr(environment.getattr(l_2_fall, 'step'), 'high'), _loop_vars=_loop_vars)))),
                '</td>\n</tr>\n',
            ))
        l_2_fall = l_2_signed = missing
        t_12.append(
            '</tbody>\n</table>\n</div>\n',
        )
        return concat(t_12)
    context.exported_vars.add('waterfall')
    context.vars['waterfall'] = l_0_waterfall = Macro(environment, macro, 'waterfall', ('account', 'lang'), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_figure, l_1_scale):
        t_13 = []
        l_1_share = resolve('share')
        if l_1_figure is missing:
            l_1_figure = undefined("parameter 'figure' was not provided", name='figure')
        if l_1_scale is missing:
            l_1_scale = undefined("parameter 'scale' was not provided", name='scale')
        pass
        if environment.getattr(l_1_figure, 'quantity'):
            pass
            t_13.extend((
                '<span class="bar',
                escape(environment.finalize((' open' if t_2(environment.getattr(l_1_figure, 'high')) else (' exact' if (environment.getattr(l_1_figure, 'low') == environment.getattr(l_1_figure, 'high')) else '')))),
                '" aria-hidden="true" style="--low:',
                escape(environment.finalize(context.call((undefined(name='share') if l_1_share is missing else l_1_share), environment.getattr(l_1_figure, 'low'), l_1_scale))),
                ';--high:',
                escape(environment.finalize((100 if t_2(environment.getattr(l_1_figure, 'high')) else context.call((undefined(name='share') if l_1_share is missing else l_1_share), environment.getattr(l_1_figure, 'high'), l_1_scale)))),
                '"></span>',
            ))
        return concat(t_13)
    context.exported_vars.add('bar')
    context.vars['bar'] = l_0_bar = Macro(environment, macro, 'bar', ('figure', 'scale'), False, False, False, context.eval_ctx.autoescape)
    def macro(l_1_table, l_1_lang):
        t_14 = []
        l_1_report = resolve('report')
        l_1_scale_of = resolve('scale_of')
        l_1_figure_place = resolve('figure_place')
        l_1_text = resolve('text')
        l_1_say = resolve('say')
        l_1_short_basis = resolve('short_basis')
        l_1_adding_words = resolve('adding_words')
        l_1_rows = l_1_scale = missing
        if l_1_table is missing:
            l_1_table = undefined("parameter 'table' was not provided", name='table')
        if l_1_lang is missing:
            l_1_lang = undefined("parameter 'lang' was not provided", name='lang')
        pass
        l_1_rows = context.call(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'rows_of'), l_1_table)
        l_1_scale = context.call((undefined(name='scale_of') if l_1_scale_of is missing else l_1_scale_of), (undefined(name='rows') if l_1_rows is missing else l_1_rows))
        t_14.extend((
            '<div class="tabled" id="',
            escape(environment.finalize(context.call((undefined(name='figure_place') if l_1_figure_place is missing else l_1_figure_place), environment.getattr(l_1_table, 'total'), l_1_lang))),
            '">\n<div class="wide" role="group" aria-label="',
            escape(environment.finalize(context.call(environment.getattr(environment.getattr(environment.getattr(l_1_table, 'total'), 'labels'), 'say'), l_1_lang))),
            '" tabindex="0">\n<table>\n<caption>',
            escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), environment.getattr(environment.getattr(l_1_table, 'total'), 'labels'), l_1_lang))),
            '</caption>\n<thead>\n<tr>\n',
        ))
        for l_2_name in environment.getattr(l_1_table, 'by'):
            l_2_dimension_words = resolve('dimension_words')
            _loop_vars = {}
            pass
            t_14.extend((
                '<th scope="col">',
                escape(environment.finalize(context.call((undefined(name='dimension_words') if l_2_dimension_words is missing else l_2_dimension_words), l_2_name, l_1_lang, _loop_vars=_loop_vars))),
                '</th>\n',
            ))
        l_2_name = l_2_dimension_words = missing
        t_14.extend((
            '<th scope="col" class="number">',
            escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), environment.getattr(environment.getattr(l_1_table, 'total'), 'rule_labels'), l_1_lang))),
            '</th>\n<th scope="col">',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'How this was counted', l_1_lang))),
            '</th>\n</tr>\n</thead>\n<tbody>\n',
        ))
        for l_2_figure in (undefined(name='rows') if l_1_rows is missing else l_1_rows):
            l_2_row_place = resolve('row_place')
            l_2_by_words = resolve('by_words')
            _loop_vars = {}
            pass
            t_14.extend((
                '<tr id="',
                escape(environment.finalize(context.call((undefined(name='row_place') if l_2_row_place is missing else l_2_row_place), l_2_figure, l_1_lang, _loop_vars=_loop_vars))),
                '">\n',
            ))
            for l_3_spoken in context.call((undefined(name='by_words') if l_2_by_words is missing else l_2_by_words), l_2_figure, l_1_lang, _loop_vars=_loop_vars):
                l_3_shown = resolve('shown')
                _loop_vars = {}
                pass
                t_14.extend((
                    '<th scope="row">',
                    escape(environment.finalize(context.call((undefined(name='shown') if l_3_shown is missing else l_3_shown), l_3_spoken, l_1_lang, _loop_vars=_loop_vars))),
                    '</th>\n',
                ))
            l_3_spoken = l_3_shown = missing
            t_14.extend((
                '<td class="number">',
                escape(environment.finalize(context.call((undefined(name='number') if l_0_number is missing else l_0_number), l_2_figure, l_1_lang, _loop_vars=_loop_vars))),
                escape(environment.finalize(context.call((undefined(name='bar') if l_0_bar is missing else l_0_bar), l_2_figure, (undefined(name='scale') if l_1_scale is missing else l_1_scale), _loop_vars=_loop_vars))),
                '</td>\n<td><details><summary>',
                escape(environment.finalize(context.call((undefined(name='short_basis') if l_1_short_basis is missing else l_1_short_basis), l_2_figure, l_1_lang, _loop_vars=_loop_vars))),
                '</summary>',
                escape(environment.finalize(context.call((undefined(name='how') if l_0_how is missing else l_0_how), l_2_figure, l_1_lang, context.call((undefined(name='row_place') if l_2_row_place is missing else l_2_row_place), l_2_figure, l_1_lang, _loop_vars=_loop_vars), _loop_vars=_loop_vars))),
                '</details></td>\n</tr>\n',
            ))
        l_2_figure = l_2_row_place = l_2_by_words = missing
        t_14.extend((
            '</tbody>\n<tfoot>\n<tr>\n<th scope="row" colspan="',
            escape(environment.finalize(t_1(environment.getattr(l_1_table, 'by')))),
            '">',
            escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'total, counted again', l_1_lang))),
            '</th>\n<td class="number">',
            escape(environment.finalize(context.call((undefined(name='number') if l_0_number is missing else l_0_number), environment.getattr(l_1_table, 'total'), l_1_lang))),
            '</td>\n<td><details><summary>',
            escape(environment.finalize(context.call((undefined(name='short_basis') if l_1_short_basis is missing else l_1_short_basis), environment.getattr(l_1_table, 'total'), l_1_lang))),
            '</summary>',
            escape(environment.finalize(context.call((undefined(name='how') if l_0_how is missing else l_0_how), environment.getattr(l_1_table, 'total'), l_1_lang, context.call((undefined(name='figure_place') if l_1_figure_place is missing else l_1_figure_place), environment.getattr(l_1_table, 'total'), l_1_lang)))),
            '</details></td>\n</tr>\n</tfoot>\n</table>\n</div>\n<p class="note">',
            escape(environment.finalize(context.call((undefined(name='adding_words') if l_1_adding_words is missing else l_1_adding_words), environment.getattr(l_1_table, 'total'), l_1_lang))),
        ))
        if ((undefined(name='rows') if l_1_rows is missing else l_1_rows) and (not environment.getattr(environment.getattr(l_1_table, 'total'), 'is_ratio'))):
            pass
            t_14.extend((
                ' <span class="legend"><span class="bar" aria-hidden="true" style="--low:50;--high:100"></span> ',
                escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'solid: certain; dashed: possible', l_1_lang))),
                '</span>',
            ))
        t_14.append(
            '</p>\n</div>\n',
        )
        return concat(t_14)
    context.exported_vars.add('table')
    context.vars['table'] = l_0_table = Macro(environment, macro, 'table', ('table', 'lang'), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '2=24&3=32&4=38&7=45&8=56&9=60&11=68&14=73&15=84&16=89&17=96&19=106&21=118&22=120&23=122&24=124&25=126&29=132&32=154&33=158&34=163&36=177&38=182&39=186&40=188&42=193&43=195&44=198&45=202&46=204&48=207&49=211&50=213&52=216&53=225&54=236&55=242&58=247&59=251&60=253&62=258&63=262&64=264&66=269&67=277&68=281&70=286&71=288&73=301&74=305&75=308&76=310&77=315&80=319&81=322&82=327&83=331&84=338&88=350&89=354&90=357&91=362&94=366&95=370&96=373&97=378&101=385&102=393&105=399&106=401&107=404&108=408&109=410&111=415&112=417&116=425&117=437&119=441&122=445&123=447&124=449&128=452&129=458&130=460&132=462&133=467&135=478&136=480&143=490&144=498&145=502&148=512&149=527&150=528&151=531&152=533&154=535&157=538&158=544&160=550&161=552&165=555&166=562&167=565&168=571&170=577&171=580&177=588&178=592&179=594&184=598'
