from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'page.html.jinja'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_linked_data_hash = resolve('linked_data_hash')
    l_0_style = resolve('style')
    l_0_linked_data = resolve('linked_data')
    l_0_languages = resolve('languages')
    l_0_csv = resolve('csv')
    l_0_data = resolve('data')
    l_0_story = missing
    pass
    included_template = environment.get_template('story.html.jinja', 'page.html.jinja').make_module(context.get_all(), True, {'story': l_0_story})
    l_0_story = getattr(included_template, 'story', missing)
    if l_0_story is missing:
        l_0_story = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'page.html.jinja') does not export the requested name 'story'", name='story')
    context.vars['story'] = l_0_story
    context.exported_vars.discard('story')
    yield '<!doctype html>\n<html lang="'
    yield escape(environment.finalize(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'language')))
    yield '">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src \''
    yield escape(environment.finalize((undefined(name='linked_data_hash') if l_0_linked_data_hash is missing else l_0_linked_data_hash)))
    yield '\'; style-src \'unsafe-inline\'; img-src data:; base-uri \'none\'; form-action \'none\'">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n<meta name="generator" content="hkcs-model '
    yield escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'provenance'), 'version')))
    yield '">\n<meta name="description" content="'
    yield escape(environment.finalize(context.call(environment.getattr(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'project'), 'title'), 'say'), environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'language'))))
    yield ', '
    yield escape(environment.finalize(context.call(environment.getattr(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'agency'), 'name'), 'say'), environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'language'))))
    yield '">\n<title>'
    yield escape(environment.finalize(context.call(environment.getattr(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'project'), 'title'), 'say'), environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'language'))))
    yield ' · '
    yield escape(environment.finalize(context.call(environment.getattr(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'agency'), 'name'), 'say'), environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'language'))))
    yield '</title>\n<link rel="icon" href="data:,">\n<style>'
    yield escape(environment.finalize((undefined(name='style') if l_0_style is missing else l_0_style)))
    yield '</style>\n<script type="application/ld+json">'
    yield escape(environment.finalize((undefined(name='linked_data') if l_0_linked_data is missing else l_0_linked_data)))
    yield '</script>\n</head>\n<body>\n<header>\n<fieldset class="languages">\n<legend>'
    l_1_loop = missing
    for l_1_lang, l_1_loop in LoopContext((undefined(name='languages') if l_0_languages is missing else l_0_languages), undefined):
        l_1_say = resolve('say')
        _loop_vars = {}
        pass
        yield '<span lang="'
        yield escape(environment.finalize(l_1_lang))
        yield '">'
        yield escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'Language', l_1_lang, _loop_vars=_loop_vars)))
        yield '</span>'
        yield escape(environment.finalize(('' if environment.getattr(l_1_loop, 'last') else ' · ')))
    l_1_loop = l_1_lang = l_1_say = missing
    yield '</legend>\n'
    l_1_loop = missing
    for l_1_lang, l_1_loop in LoopContext((undefined(name='languages') if l_0_languages is missing else l_0_languages), undefined):
        l_1_names = resolve('names')
        _loop_vars = {}
        pass
        yield '<label lang="'
        yield escape(environment.finalize(l_1_lang))
        yield '"><input type="radio" name="language" id="show::'
        yield escape(environment.finalize(l_1_lang))
        yield '"'
        yield escape(environment.finalize((' checked' if environment.getattr(l_1_loop, 'first') else '')))
        yield '> '
        yield escape(environment.finalize(environment.getitem((undefined(name='names') if l_1_names is missing else l_1_names), l_1_lang)))
        yield '</label>\n'
    l_1_loop = l_1_lang = l_1_names = missing
    yield '</fieldset>\n</header>\n<main>\n<h1>'
    for l_1_lang in (undefined(name='languages') if l_0_languages is missing else l_0_languages):
        l_1_text = resolve('text')
        _loop_vars = {}
        pass
        yield '<span class="version" lang="'
        yield escape(environment.finalize(l_1_lang))
        yield '"><small>'
        yield escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'agency'), 'name'), l_1_lang, _loop_vars=_loop_vars)))
        yield '</small> '
        yield escape(environment.finalize(context.call((undefined(name='text') if l_1_text is missing else l_1_text), environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'project'), 'title'), l_1_lang, _loop_vars=_loop_vars)))
        yield '</span>'
    l_1_lang = l_1_text = missing
    yield '</h1>\n'
    for l_1_lang in (undefined(name='languages') if l_0_languages is missing else l_0_languages):
        _loop_vars = {}
        pass
        yield '<div class="version" lang="'
        yield escape(environment.finalize(l_1_lang))
        yield '">\n'
        yield escape(environment.finalize(context.call((undefined(name='story') if l_0_story is missing else l_0_story), l_1_lang, _loop_vars=_loop_vars)))
        yield '\n</div>\n'
    l_1_lang = missing
    yield '</main>\n<footer>\n<p>'
    for l_1_lang in (undefined(name='languages') if l_0_languages is missing else l_0_languages):
        l_1_say = resolve('say')
        _loop_vars = {}
        pass
        yield '<span class="version" lang="'
        yield escape(environment.finalize(l_1_lang))
        yield '">'
        yield escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), 'The figures to take away', l_1_lang, _loop_vars=_loop_vars)))
        yield escape(environment.finalize(context.call((undefined(name='say') if l_1_say is missing else l_1_say), ': ', l_1_lang, _loop_vars=_loop_vars)))
        yield '</span>'
    l_1_lang = l_1_say = missing
    yield '<a download="figures.csv" href="'
    yield escape(environment.finalize((undefined(name='csv') if l_0_csv is missing else l_0_csv)))
    yield '">CSV</a> · <a id="figures-as-data" download="figures.json" href="'
    yield escape(environment.finalize((undefined(name='data') if l_0_data is missing else l_0_data)))
    yield '">JSON</a></p>\n</footer>\n</body>\n</html>'

blocks = {}
debug_info = '2=19&4=26&7=28&10=30&11=32&12=36&14=40&15=42&20=45&21=58&22=63&28=73&29=78&32=86&33=90&34=92&40=96&41=101&43=108'
