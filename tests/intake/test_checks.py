"""The checks as a table: a small dataset for each kind of problem, and all that is said of it."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from types import ModuleType

import pytest

from hkcs_model import dates, quantity, questions, rules
from hkcs_model.intake import cells, draft, load, structuring
from hkcs_model.intake.checks import (
    CHECKS,
    Check,
    oddities,
    references,
    requests,
    shape,
    time,
)
from hkcs_model.intake.checks import (
    project as project_checks,
)
from hkcs_model.intake.draft import Draft
from hkcs_model.languages import LANGUAGES
from hkcs_model.problems import DatasetError
from hkcs_model.tables import TABLES
from tests.datasets import (
    ACTIVITIES,
    ASKED,
    ATTENDANCES,
    PERSONS,
    PROJECT,
    SESSIONS,
    SOUND,
    Files,
    draft_of,
    messages_of,
    problems_of,
)

PERSONAL = ("chan-tai-man", "Chan Tai Man", "lee-siu-ming", "Lee Siu Ming", "lee-s-m")
"""Every id of a person, and every value of one, in the cases below."""

SAYING = (
    oddities,
    project_checks,
    references,
    requests,
    shape,
    time,
    cells,
    dates,
    draft,
    quantity,
    questions,
    rules,
    structuring,
)
"""The modules whose kinds of problem a check can tell."""

VALUE_HINT = "write it as 44, 4,000, ~2300, >800, >=800, <50, <=50 or 800..900"
DIMENSIONS = "date, month, quarter, year, fy"


def project(more: str = "", *, stated: str = "", name: str = '"Harbour Youth Service"') -> str:
    """Return a project with more at its end, more in its project part, or another name."""
    text = PROJECT.replace("as_at", f"{stated}\nas_at", 1) if stated else PROJECT
    return text.replace('"Harbour Youth Service"', name) + more


def figure(text: str) -> Files:
    """Return a dataset with a figure, and a statement that there is something to count of."""
    return {"project": project(f'[[figures]]\nid = "met"\n{text}\n'), **statement("4")}


def own_rule(text: str) -> Files:
    return {"project": project(f"[[rules]]\n{text}\n")}


def sessions(header: str, *rows: str) -> Files:
    lines = (f"id,activity,{header}", *(f"s{n},a1,{row}" for n, row in enumerate(rows, 1)))
    return {"activities": ACTIVITIES, "sessions": "\n".join(lines)}


def statement(value: str, rule: str = "contacts") -> Files:
    return {"statements": f'id,rule,value\nst1,{rule},"{value}"\n'}


def attendances(text: str) -> Files:
    return {"activities": ACTIVITIES, "sessions": SESSIONS, "attendances": text}


CASES = [
    # the project
    pytest.param(
        "missing",
        {"project": "[agency]\n[project]\n[[programmes]]\n"},
        [
            "project.toml:agency.name: not there; write it; it cannot be left out",
            "project.toml:project.title: not there; write it; it cannot be left out",
            "project.toml:project.as_at: not there; write it; it cannot be left out",
            "project.toml:programmes[1].id: not there; write it; it cannot be left out",
        ],
        id="the agency has a name, the project a title and an as-at day, a programme an id",
    ),
    pytest.param(
        "missing",
        {"project": ""},
        [
            "project.toml:agency: not there; write it; it cannot be left out",
            "project.toml:project: not there; write it; it cannot be left out",
        ],
        id="a project that says nothing is told of",
    ),
    pytest.param(
        "missing",
        {"project": project(name='" "')},
        ["project.toml:agency.name: blank; fill it in"],
        id="the agency's name is not blank",
    ),
    pytest.param(
        "missing",
        {"project": PROJECT.replace('"Bridges"', '{ en = "", zh-Hant = " " }')},
        ["project.toml:project.title: blank; fill it in"],
        id="the project's title is not blank in every language",
    ),
    pytest.param(
        "unknown-key",
        {"project": project('[agancy]\nname = "x"\n[zzz]\n', stated='titel = "x"')},
        [
            "project.toml:project.titel: not a key of the format; did you mean title?",
            "project.toml:agancy: not a key of the format; did you mean agency?",
            (
                "project.toml:zzz: not a key of the format; its keys are"
                " agency, project, counting, disclosure, programmes, figures, rules"
            ),
        ],
        id="every key of the project is the format's",
    ),
    pytest.param(
        "unknown-key",
        own_rule('id = "r"\nover = "sessions"\nkey = ["session"]\nfamily = "x"'),
        [
            (
                "project.toml:rules[1].family: not a key of the format; its keys are"
                " id, over, key, where, weight, cap, label"
            )
        ],
        id="a rule names no family",
    ),
    pytest.param(
        "not-readable",
        {"project": 'agency = "x"\n' + PROJECT.split("\n", 2)[2]},
        ["project.toml:agency: not a table of keys; write it as [agency] with keys"],
        id="the agency is a table of keys",
    ),
    pytest.param(
        "not-readable",
        {"project": "programmes = 5\n" + PROJECT.replace('[[programmes]]\nid = "edu"\n', "")},
        ["project.toml:programmes: not a list of tables; write [[programmes]]"],
        id="the programmes are a list",
    ),
    pytest.param(
        "not-a-text",
        {"project": project("title = 4\n", stated='id = 7\npublished = "2014"')},
        [
            'project.toml:project.id: not a text; put it in quotes, as in "44"',
            'project.toml:programmes[1].title: not a text; put it in quotes, as in "44"',
        ],
        id="a text is in quotes, and no number is taken for one",
    ),
    pytest.param(
        "not-whole",
        {"project": project('[counting]\nyear_starts_in = "4"\n[disclosure]\nbelow = 0.5\n')},
        [
            (
                "project.toml:counting.year_starts_in: not a whole number;"
                " write digits alone, such as 4"
            ),
            "project.toml:disclosure.below: not a whole number; write digits alone, such as 4",
        ],
        id="a whole number is neither a text nor cut off",
    ),
    pytest.param(
        "not-whole",
        {"project": project("[counting]\nyear_starts_in = true\n")},
        ["project.toml:counting.year_starts_in: not a whole number; write digits alone, such as 4"],
        id="true is not 1",
    ),
    pytest.param(
        "not-a-number",
        {"project": project('[counting]\nfull_day_hours = "8"\nday_step = nan\n')},
        [
            f"project.toml:counting.{name}: not a number;"
            " write a number of at least 0 without quotes, such as 7.5"
            for name in ("full_day_hours", "day_step")
        ],
        id="a number has no quotes and is finite",
    ),
    pytest.param(
        "not-a-number",
        own_rule('id = "r"\nover = "sessions"\nkey = ["session"]\nweight = "hours"\ncap = -1'),
        [
            (
                "project.toml:rules[1].cap: not a number;"
                " write a number of at least 0 without quotes, such as 7.5"
            )
        ],
        id="a cap is not negative",
    ),
    pytest.param(
        "not-a-date",
        {"project": project(stated="published = 2014-12-31T00:00:00")},
        ["project.toml:project.published: not a date; write it as 2014-12-31"],
        id="a date has no time of day",
    ),
    pytest.param(
        "not-a-day",
        {"project": PROJECT.replace("2014-12-31", '"2014-12"')},
        ["project.toml:project.as_at: not a whole day; write it as 2014-12-31"],
        id="the as-at day is a whole day",
    ),
    pytest.param(
        "unknown-language",
        {"project": project(stated='language = "zh-hant"'), "activities": ACTIVITIES},
        [
            (
                "project.toml:project.language: a language it does not know;"
                " did you mean zh-Hant or zh-Hans?"
            )
        ],
        id="the dataset is in a language that is known",
    ),
    pytest.param(
        "unknown-language",
        {"project": PROJECT.replace('"Bridges"', '{ en = "Bridges", fr = "Ponts" }')},
        [
            (
                "project.toml:project.title: a language it does not know, fr;"
                " there are en, zh-Hant, zh-Hans"
            )
        ],
        id="a text is given in languages that are known",
    ),
    pytest.param(
        "not-a-list",
        own_rule('id = "r"\nover = "sessions"\nkey = 3'),
        ['project.toml:rules[1].key: not a list of texts; write ["a", "b"]'],
        id="a key is a list",
    ),
    pytest.param(
        "not-a-filter",
        figure('rule = "contacts"\nwhere = "mode"'),
        ['project.toml:figures[1].where: not a filter; write { dimension = ["value"] }'],
        id="a filter is a table of dimensions",
    ),
    pytest.param(
        "empty-filter",
        figure('rule = "contacts"\nwhere = { kind = [] }'),
        [
            (
                "project.toml:figures[1].where: no value of kind;"
                " name a value, or leave the dimension out"
            )
        ],
        id="a filter has a value",
    ),
    pytest.param(
        "unknown-column",
        {"sources": "id,title,title@en\n"},
        ["sources.csv:1:title@en: the same text as title; leave one of the two out"],
        id="a text is given once in the dataset's language",
    ),
    pytest.param(
        "missing-column",
        {"persons": "lee.siu.ming@example.org,Lee Siu Ming\nchan,Chan Tai Man\n"},
        ["persons.csv:1:id: a required column that is missing; add it"],
        id="a row of data in the header's place is not shown",
    ),
    pytest.param(
        "no-such-weight",
        own_rule('id = "r"\nover = "sessions"\nkey = ["session"]\nweight = "minutes"'),
        ["project.toml:rules[1].weight: not a weight; write hours or days, or leave it out"],
        id="a weight is hours or days",
    ),
    pytest.param(
        "out-of-range",
        {
            "project": project(
                "[counting]\nyear_starts_in = 13\nfull_day_hours = 24.5\nday_step = 0\n"
            )
        },
        [
            "project.toml:counting.year_starts_in: out of range; write a month, from 1 to 12",
            (
                "project.toml:counting.full_day_hours: out of range;"
                " write a number above 0, at most 24"
            ),
            "project.toml:counting.day_step: out of range; write a number above 0, at most 1",
        ],
        id="settings are in their range",
    ),
    pytest.param(
        "out-of-range",
        {
            "project": project(
                "[counting]\nyear_starts_in = 13\n"
                '[[figures]]\nid = "f"\nrule = "contacts"\nperiod = "fy:2014-15"\n'
                '[[figures]]\nid = "g"\nrule = "contacts"\nwhere = { fy = ["2014-15"] }\n'
            ),
            **statement("4"),
        },
        ["project.toml:counting.year_starts_in: out of range; write a month, from 1 to 12"],
        id="a year that starts in no month leaves its figures unasked",
    ),
    pytest.param(
        "negative",
        {"project": project("[disclosure]\nbelow = -1\n")},
        ["project.toml:disclosure.below: a negative number; write 0 or more"],
        id="the least number that is shown is not negative",
    ),
    pytest.param(
        "not-done-yet",
        {"project": project("[disclosure]\nbelow = 10\n")},
        [
            (
                "project.toml:disclosure.below: small numbers are not withheld by this version;"
                " write below = 0, and see to small numbers yourself"
            )
        ],
        id="small numbers are not thought to be withheld",
    ),
    pytest.param(
        "no-such-table",
        {"project": project('[columns]\nsesions.date = "x"\n')},
        [
            (
                "project.toml:columns.sesions: not a table of the format;"
                " did you mean sessions or persons or relations?"
            )
        ],
        id="an agency's own headers are of the format's tables",
    ),
    pytest.param(
        "unknown-word",
        {"project": project('[words]\natended = ["P"]\n')},
        ["project.toml:words.atended: not a word of the format; did you mean attended?"],
        id="an agency's own words are for the format's",
    ),
    pytest.param(
        "id-twice",
        {
            "project": project(
                '[[programmes]]\nid = "edu"\n[[programmes]]\nid = ""\n'
                '[[figures]]\nid = "st1"\nrule = "contacts"\n'
                '[[rules]]\nid = "contacts"\nover = "sessions"\nkey = ["session"]\n'
            ),
            **statement("4"),
        },
        [
            "project.toml:programmes[2].id: an id that is used already; give it one of its own",
            "project.toml:programmes[3].id: a blank id; give it one of its own",
            "project.toml:figures[1].id: an id that is used already; give it one of its own",
            "project.toml:rules[1].id: an id that is used already; give it one of its own",
        ],
        id="every id of the project is used once",
    ),
    # rules and figures
    pytest.param(
        "not-an-id",
        own_rule('id = "2nd"\nover = "sessions"\nkey = ["session"]'),
        [
            (
                "project.toml:rules[1].id: not an id that a question can name;"
                " use letters, digits and _, a letter first"
            )
        ],
        id="a question can name every rule",
    ),
    pytest.param(
        "no-such-facts",
        own_rule(
            'id = "r"\nover = "sesions"\nkey = ["session"]\n[[figures]]\nid = "f"\nrule = "r"'
        ),
        ["project.toml:rules[1].over: no such fact table; did you mean sessions or session_dates?"],
        id="a rule has a fact table",
    ),
    pytest.param(
        "no-key",
        own_rule('id = "r"\nover = "sessions"\nkey = []'),
        ["project.toml:rules[1].key: an empty key; name what is counted, such as person"],
        id="a rule has a key",
    ),
    pytest.param(
        "no-such-key",
        own_rule('id = "r"\nover = "sessions"\nkey = ["sesion"]'),
        [
            (
                "project.toml:rules[1].key: sessions cannot be told apart by sesion;"
                " did you mean session or session.X?"
            )
        ],
        id="a rule's key is of its fact table",
    ),
    pytest.param(
        "no-such-dimension",
        own_rule('id = "r"\nover = "groups"\nkey = ["group"]\nwhere = { moth = ["2014-05"] }'),
        ["project.toml:rules[1].where: groups has no dimension moth; did you mean month?"],
        id="a rule's filter is of its fact table",
    ),
    pytest.param(
        "not-a-financial-year",
        own_rule('id = "r"\nover = "groups"\nkey = ["group"]\nwhere = { fy = ["2014"] }'),
        ["project.toml:rules[1].where: not a financial year; write it as 2014-15"],
        id="a rule's filter has values of its dimensions",
    ),
    pytest.param(
        "no-weight",
        own_rule('id = "r"\nover = "groups"\nkey = ["group"]\nweight = "hours"'),
        [
            (
                "project.toml:rules[1].weight: groups has no hours;"
                " leave it out, or count a table of sessions"
            )
        ],
        id="a rule's weight is of its fact table",
    ),
    pytest.param(
        "cap-without-weight",
        own_rule('id = "r"\nover = "groups"\nkey = ["group"]\ncap = 1'),
        ["project.toml:rules[1].cap: a cap without a weight; add a weight, or leave it out"],
        id="only a weight is capped",
    ),
    pytest.param(
        "not-a-rule",
        figure('rule = "contacts-per-head"'),
        ["project.toml:figures[1].rule: not a rule; write a rule, a ratio a/b or a share a/(a+b)"],
        id="a figure is a rule, a ratio or a share",
    ),
    pytest.param(
        "no-such-rule",
        figure('rule = "groups_startd/activitis"'),
        [
            (
                "project.toml:figures[1].rule: no such rule;"
                " did you mean groups_started or enrolments_started or groups?"
            ),
            "project.toml:figures[1].rule: no such rule; did you mean activities?",
        ],
        id="a figure's rules are there",
    ),
    pytest.param(
        "period-backwards",
        figure('rule = "contacts"\nperiod = "2014/2013"'),
        ["project.toml:figures[1].period: the period ends before it begins; swap its ends"],
        id="a figure's period has its ends in order",
    ),
    pytest.param(
        "not-a-period",
        {
            "project": project(
                '[[figures]]\nid = "f"\nrule = "contacts"\nperiod = "last year"\n'
                '[[figures]]\nid = "g"\nrule = "contacts"\nperiod = "2014/2014-02-30"\n'
            ),
            **statement("4"),
        },
        [
            f"project.toml:figures[{number}].period: not a period: {why};"
            " write it as 2014, 2007-09/2014-12-31, 1992/.. or fy:2014-15"
            for number, why in ((1, "not a date"), (2, "no such day in the calendar"))
        ],
        id="a figure's period is one",
    ),
    pytest.param(
        "after-as-at",
        {
            "project": project(
                '[[figures]]\nid = "f"\nrule = "contacts"\nperiod = "2015/.."\n'
                '[[figures]]\nid = "g"\nrule = "contacts"\nperiod = "2014-12-31/2016"\n'
                '[[figures]]\nid = "h"\nrule = "contacts"\nperiod = "../2016"\n'
            ),
            **statement("4"),
        },
        [
            (
                "project.toml:figures[1].period: a period that begins after the as-at day,"
                " 2014-12-31; ask an earlier one"
            )
        ],
        id="a figure's period does not begin after the as-at day",
    ),
    pytest.param(
        "nothing-to-count",
        {
            "project": project(
                '[[figures]]\nid = "f"\nrule = "contacts/groups"\n'
                '[[figures]]\nid = "g"\nrule = "absences"\n'
                '[[figures]]\nid = "h"\nrule = "sessions"\n'
                '[[figures]]\nid = "i"\nrule = "enrolments"\n'
            ),
            "sessions": "id,activity,date\n",
            "attendances": "session,person\n",
            **statement("4", "enrolments"),
        },
        [
            (
                "project.toml:figures[1].rule: nothing is known of groups;"
                " add groups, or a statement of it"
            ),
            (
                "project.toml:figures[2].rule: nothing is known of absences;"
                " add attendances.status, or a statement of it"
            ),
        ],
        id="a figure's rules have something to count",
    ),
    pytest.param(
        "nothing-to-count",
        {
            "project": project(
                '[[figures]]\nid = "f"\nrule = "contacts/groups"\n'
                '[[figures]]\nid = "g"\nrule = "absences"\nwhere = { mode = ["phone"] }\n'
                '[[figures]]\nid = "h"\nrule = "enrolments"\n'
            ),
            **attendances(ATTENDANCES),
            "groups": "id,activity\n",
            "statements": "id,rule,value\nst1,contacts,4\nst2,enrolments,3\n",
        },
        [
            (
                "project.toml:figures[2].rule: nothing is known of absences;"
                " add attendances.status, or a statement of it"
            ),
            (
                "project.toml:figures[2].where: this dataset has no dimension mode;"
                " there are activity, kind, programme, session,"
                " date, month, quarter, year, fy"
            ),
        ],
        id="a figure asks for what is neither recorded nor stated",
    ),
    pytest.param(
        "no-such-value",
        {
            "project": project(
                '[[figures]]\nid = "f"\nrule = "contacts"\nwhere = { kind = ["course", "visits"],'
                ' programme = ["edu"], partner = ["pku", "hku"], place = ["", "Harbin", "Hankou"],'
                ' year = ["1999"] }\n'
                '[[figures]]\nid = "g"\nrule = "contacts"\n'
                'where = { "activity.district" = ["Kowloon"], activity = ["zzz"] }\n'
            ),
            "organisations": "id,name\npku,Peking University\nsysu,Sun Yat-sen University\n",
            "activities": "id,programme,kind,partners,place,district\n"
            "a1,edu,course,sysu; pku,,north\na2,edu,visit,,Hankou,\n",
            "statements": "id,rule,value,place\nst1,contacts,4,Harbin\n",
        },
        [
            (
                "project.toml:figures[1].where: warning: visits occurs nowhere as kind;"
                " did you mean visit?"
            ),
            (
                "project.toml:figures[1].where: warning: hku occurs nowhere as partner;"
                " did you mean pku?"
            ),
            (
                "project.toml:figures[2].where: warning: Kowloon occurs nowhere as"
                " activity.district; there is north"
            ),
            (
                "project.toml:figures[2].where: warning: zzz occurs nowhere as activity;"
                " there are a1, a2"
            ),
        ],
        id="a figure filters by values that there are",
    ),
    pytest.param(
        "no-such-dimension",
        figure('rule = "contacts"\nwhere = { mode = ["phone"] }\nby = ["yaer"]'),
        [
            (
                "project.toml:figures[1].where: this dataset has no dimension mode;"
                f" there are {DIMENSIONS}"
            ),
            "project.toml:figures[1].by: attendances has no dimension yaer; did you mean year?",
        ],
        id="a figure's dimensions are there",
    ),
    pytest.param(
        "not-a-quarter",
        figure('rule = "contacts"\nwhere = { quarter = ["Q3"] }'),
        ["project.toml:figures[1].where: not a quarter; write it as 2007-Q3"],
        id="a figure's filter has values of its dimensions",
    ),
    pytest.param(
        "no-such-figure",
        {
            "project": project(
                'summary = { en = "{met} {mett}", zh-Hant = "{x}" }\n'
                '[[figures]]\nid = "met"\nrule = "contacts"\n',
                stated='summary = "{zzz} and {zzz}"',
            ),
            **statement("4"),
        },
        [
            (
                "project.toml:project.summary.en: quotes {zzz}, which is no figure;"
                " there are met, st1"
            ),
            (
                "project.toml:programmes[1].summary.en: quotes {mett}, which is no figure;"
                " did you mean met?"
            ),
            (
                "project.toml:programmes[1].summary.zh-Hant: quotes {x}, which is no figure;"
                " there are met, st1"
            ),
        ],
        id="every summary quotes figures that there are",
    ),
    pytest.param(
        "no-such-figure",
        {"project": project(stated='summary = "{met}"')},
        [
            (
                "project.toml:project.summary.en: quotes {met}, which is no figure;"
                " add the figure, or take the braces away"
            )
        ],
        id="a summary of a project without figures quotes none",
    ),
    pytest.param(
        "brace",
        {
            "project": project(
                'summary = { en = "} and {", zh-Hant = "{{st1}}" }\n', stated='summary = "{st1} {"'
            ),
            **statement("4"),
        },
        [
            f"project.toml:{key}: a brace without its other; write a figure as {{id}}"
            for key in (
                "project.summary.en",
                *map("programmes[1].summary.{}".format, LANGUAGES[:2]),
            )
        ],
        id="every brace of a summary has its other",
    ),
    # the shape of tables
    pytest.param(
        "missing-column",
        {"activities": "id,kind\na1,course\n", "attendances": "status\nattended\n"},
        [
            "activities.csv:1:programme: a required column that is missing; add it",
            "attendances.csv:1:session: a required column that is missing; add it",
            "attendances.csv:1:person: a required column that is missing; add it",
        ],
        id="every required column is there",
    ),
    pytest.param(
        "unknown-column",
        {
            "activities": "id,programme,kind,titel,Place\na1,edu,course,,\n",
            "persons": "id,same_sa\nchan-tai-man,\n",
            "statements": "id,rule,value,mode,session.venue,note\nst1,contacts,4,,,x\n",
        },
        [
            "activities.csv:1:titel: a near miss of a known column; write title, or another name",
            "activities.csv:1:Place: a near miss of a known column; write place, or another name",
            "persons.csv:1:same_sa: a near miss of a known column; write same_as, or another name",
            "statements.csv:1:mode: a dimension that statements do not have; leave the column out",
            (
                "statements.csv:1:session.venue: a dimension that statements do not have;"
                " leave the column out"
            ),
            (
                "statements.csv:1:note: warning: a column that nothing reads; the columns are "
                + ", ".join(TABLES["statements"].columns)
            ),
        ],
        id="every header is known or an attribute",
    ),
    pytest.param(
        "unknown-column",
        {
            "activities": "id,programme,kind,title@fr,start@en,x@en\na1,edu,course,Pont,,\n",
            "relations": "a,b,relation,by,by@en\n",
        },
        [
            (
                "activities.csv:1:title@fr: a language it does not know;"
                " there are en, zh-Hant, zh-Hans"
            ),
            (
                "activities.csv:1:start@en: a language of a column that has none;"
                " write it of another column, as kind@zh-Hant"
            ),
            (
                "activities.csv:1:x@en: a language of a column that has none;"
                " write it of another column, as kind@zh-Hant"
            ),
            "relations.csv:1:by@en: a language of a column that has none; leave it out",
        ],
        id="a language is one that is known, of a column that has languages",
    ),
    pytest.param(
        "column-not-read",
        {
            "organisations": "id,name,note\n",
            "activities": "id,programme,kind,district\n",
            "sources": "id,title,title@zh-Hant,date,url,author\n",
        },
        [
            f"{file}:1:{header}: warning: a column that nothing reads; the columns are {known}"
            for file, header, known in (
                ("organisations.csv", "note", "id, name, kind, place"),
                ("sources.csv", "author", "id, title, date, url"),
            )
        ],
        id="every column is the format's, or an attribute that something is asked by",
    ),
    pytest.param(
        "missing-cell",
        {
            "activities": "id,programme,kind\na1,edu,\n ,edu,visit\n",
            "persons": "id,name\n,Chan Tai Man\nlee-siu-ming,\n",
        },
        [
            "activities.csv:2:kind: a required cell that is blank; fill it in",
            "activities.csv:3:id: a required cell that is blank; fill it in",
            "persons.csv:2:id: a required cell that is blank; fill it in",
        ],
        id="every required cell is filled",
    ),
    pytest.param(
        "missing-cell",
        {
            "activities": ACTIVITIES,
            "groups": "id,activity\ng1,\ng2,a1\n",
            "sessions": "id,activity,date,group\ns1,a1,2014,g1\ns2,,2014,g2\n",
            "attendances": "session,person,x\ns1,,Chan Tai Man\ns1,,Lee Siu Ming\n"
            ",chan-tai-man,1\ns2,chan-tai-man,2\n",
            "relations": "a,b,relation,by\n,,disjoint,me\n",
        },
        [
            "groups.csv:2:activity: a required cell that is blank; fill it in",
            "sessions.csv:3:activity: a required cell that is blank; fill it in",
            "attendances.csv:2:person: a required cell that is blank; fill it in",
            "attendances.csv:3:person: a required cell that is blank; fill it in",
            "attendances.csv:4:session: a required cell that is blank; fill it in",
            "relations.csv:2:a: a required cell that is blank; fill it in",
            "relations.csv:2:b: a required cell that is blank; fill it in",
        ],
        id="of a blank cell it is only told that it is blank",
    ),
    pytest.param(
        "nul",
        {"persons": "id,name\nchan-tai-man,Chan Tai Man\0\nlee-siu-ming,Lee Siu Ming\n"},
        [("persons.csv:2:name: a NUL character; delete it; the file may have been damaged")],
        id="no cell has a NUL",
    ),
    pytest.param(
        "nul",
        {
            "project": project(
                'summary = { zh-Hant = "\\u0000" }\n[[figures]]\nid = "f"\nrule = "contacts"\n'
                'label = "a\\u0000b"\n',
                name='"Harbour\\u0000"',
            ),
            **statement("4"),
        },
        [
            f"project.toml:{key}: a NUL character; delete it; the file may have been damaged"
            for key in ("agency.name", "programmes[1].summary.zh-Hant", "figures[1].label")
        ],
        id="no text of the project has a NUL",
    ),
    pytest.param(
        "nul",
        {"persons": "id,na\0me\nchan-tai-man,Chan Tai Man\n"},
        ["persons.csv:1:na\0me: a NUL character; delete it; the file may have been damaged"],
        id="no header has a NUL",
    ),
    pytest.param(
        "not-a-date",
        {
            **sessions("date", "last week", "14.9.2007", "2014-1-5", "5/2014"),
            "enrolments": "person,activity,start\nchan-tai-man,a1,14 Sept\n",
        },
        [
            "enrolments.csv:2:start: not a date; write it as 2014-12-31, 2014-12 or 2014",
            *(
                f"sessions.csv:{row}:date: not a date; write it as 2014-12-31, 2014-12 or 2014"
                for row in (2, 3, 4, 5)
            ),
        ],
        id="a date is a date",
    ),
    pytest.param(
        "not-a-date",
        sessions("date", "Sep-14", "14-Sep", "4-sep"),
        [
            f"sessions.csv:{row}:date: not a date; write it as 2014-12-31, 2014-12 or 2014;"
            " Excel changes that unless the column's cells are formatted as Text"
            for row in (2, 3, 4)
        ],
        id="a date that Excel wrote is told with what keeps Excel from it",
    ),
    pytest.param(
        "no-such-day",
        sessions("date", "2014-02-29", "12/31/2014", "2014-13", "0000"),
        [
            f"sessions.csv:{row}:date: no such day in the calendar; write year, month and day as"
            " 2014-12-31, or day first as 31/12/2014"
            for row in (2, 3, 4, 5)
        ],
        id="a date is in the calendar, day first",
    ),
    pytest.param(
        "not-a-day",
        sessions("date,end_date", "2014-01-01,2014-02", "2014-01,2014-02-01"),
        [
            "sessions.csv:2:end_date: not a whole day; write it as 2014-12-31",
            (
                "sessions.csv:3:date: not a whole day, of a session with an end_date;"
                " write it as 2014-12-31, or leave the end_date blank"
            ),
        ],
        id="sessions of several days have whole dates",
    ),
    pytest.param(
        "not-a-number",
        sessions("date,hours", "2014,約30", "2014,1e5", "2014,①", '2014,"1,00"', "2014,३"),
        [
            f"sessions.csv:{row}:hours: not a number; write digits alone, such as 35 or 12.5"
            for row in (2, 3, 4, 5, 6)
        ],
        id="a number is digits alone, ASCII or full-width",
    ),
    pytest.param(
        "not-whole",
        sessions("date,unidentified", "2014,1.5"),
        ["sessions.csv:2:unidentified: not a whole number; write digits alone, such as 35"],
        id="people are counted whole",
    ),
    pytest.param(
        "negative",
        sessions("date,hours", "2014,-3"),
        ["sessions.csv:2:hours: a negative number; write a number of at least 0"],
        id="no number is negative",
    ),
    pytest.param(
        "too-long",
        sessions("date,hours", f"2014,{'1' * 25}"),
        ["sessions.csv:2:hours: a number too long to be a count; 24 signs at most"],
        id="a number is not longer than any count",
    ),
    pytest.param(
        "unknown-word",
        {
            **sessions("date,status", "2014,Held", "2014,done"),
            "attendances": "session,person,status\ns1,chan-tai-man,atended\ns2,lee-siu-ming,\n",
            "statements": "id,rule,value\nst1,contacts,4\nst2,contacts,5\n",
            "relations": "a,b,relation,by\nst1,st2,zzz,me\n",
        },
        [
            (
                "sessions.csv:2:status: not one of its words;"
                " did you mean held? write one of held, cancelled, planned"
            ),
            "sessions.csv:3:status: not one of its words; write one of held, cancelled, planned",
            (
                "attendances.csv:2:status: not one of its words;"
                " did you mean attended? write one of attended, absent, excused, cancelled"
            ),
            "relations.csv:2:relation: not one of its words; write disjoint",
        ],
        id="a word is of its vocabulary",
    ),
    pytest.param(
        "not-a-value",
        statement(">4..5"),
        [f"statements.csv:2:value: not a value; {VALUE_HINT}"],
        id="a value is a number with its qualifier",
    ),
    pytest.param(
        "not-a-number",
        statement("many"),
        [f"statements.csv:2:value: not a number; {VALUE_HINT}"],
        id="a value is not in words",
    ),
    pytest.param(
        "not-whole",
        statement("4.5"),
        [f"statements.csv:2:value: a fraction of something that is counted whole; {VALUE_HINT}"],
        id="a value has a fraction only of hours or days",
    ),
    pytest.param(
        "range-backwards",
        statement("9..3"),
        ["statements.csv:2:value: a range that ends before it begins; swap its ends"],
        id="a range has its ends in order",
    ),
    pytest.param(
        "below-zero",
        statement("<0"),
        ["statements.csv:2:value: fewer than nothing; write a number of at least 1"],
        id="nothing is fewer than nothing",
    ),
    pytest.param(
        "around-zero",
        statement("~0"),
        ["statements.csv:2:value: around nothing; write 0, or the most that it can be"],
        id="nothing is around nothing",
    ),
    pytest.param(
        "number-cut",
        {
            "statements": "id,rule,value,label\nst1,contacts,4,000\nst2,contacts,~2,300\n"
            "st3,contacts,>=2,300\nst4,contacts,4000,300\nst5,contacts,4,x300\n"
            "st6,contacts,4,1300\nst7,contacts,2..3,300\n"
        },
        [
            f"statements.csv:{row}:value: warning: a value that its comma seems to have cut in two;"
            ' write it as "4,000", in quotes, or without the comma'
            for row in (2, 3, 4)
        ],
        id="no value is cut in two by its comma",
    ),
    # ids and references
    pytest.param(
        "id-twice",
        {
            "activities": "id,programme,kind\na1,edu,course\na2,edu,visit\na1,edu,visit\n",
            "persons": "id\nchan-tai-man\n\nchan-tai-man\nchan-tai-man\n",
        },
        [
            "activities.csv:4:id: an id that row 2 has already; give each row an id of its own",
            "persons.csv:4:id: an id that row 2 has already; give each row an id of its own",
            "persons.csv:5:id: an id that row 2 has already; give each row an id of its own",
        ],
        id="no id is used twice",
    ),
    pytest.param(
        "no-such-row",
        {
            "organisations": "id,name\npku,Peking University\n",
            "activities": "id,programme,kind,partners\na1,edu,course,pku; pkv; zzzzz\n",
            "persons": PERSONS,
            "sessions": "id,activity,date\ns1,a11,2014\ns2,course-of-2013,2014\n",
            "attendances": "session,person\ns1,lee-s-m\ns2,lee-siu-ming\n",
            "statements": "id,rule,value,readings\nst1,contcts,4.5,zzz\n",
        },
        [
            "activities.csv:2:partners: names no row of organisations; did you mean pku?",
            (
                "activities.csv:2:partners: names no row of organisations;"
                " add the row, or correct the id"
            ),
            "sessions.csv:2:activity: names no row of activities; did you mean a1?",
            "sessions.csv:3:activity: names no row of activities; add the row, or correct the id",
            "attendances.csv:2:person: names no row of persons; add the person, or correct the id",
            (
                "statements.csv:2:rule: no such rule;"
                " did you mean contacts or contact_hours or staff_contacts?"
            ),
            (
                "statements.csv:2:readings: no such rule;"
                " `hkcs-model rules` lists those that there are"
            ),
        ],
        id="every reference names a row",
    ),
    pytest.param(
        "no-such-row",
        {"project": project(stated='source = "web"'), "attendances": ATTENDANCES},
        [
            "project.toml:project.source: names no row of sources; sources has no rows: add it",
            "attendances.csv:2:session: names no row of sessions; sessions has no rows: add it",
        ],
        id="a reference to a table that is not there is told",
    ),
    pytest.param(
        "no-such-row",
        {"project": project(stated='source = "wbe"'), "sources": "id,title\nweb,Website\n"},
        ["project.toml:project.source: names no row of sources; did you mean web?"],
        id="the project's source is a row of sources",
    ),
    pytest.param(
        "group-elsewhere",
        {
            "activities": ACTIVITIES,
            "groups": "id,activity\ng1,a2\n",
            "enrolments": "person,activity,start,group\nchan-tai-man,a1,2014,g1\n",
            "sessions": "id,activity,date,group\ns1,a1,2014,g1\ns2,a2,2014,g1\ns3,a1,2014,\n",
        },
        [
            (
                "enrolments.csv:2:group: a group of another activity;"
                " its activity is a2: correct one of the two"
            ),
            (
                "sessions.csv:2:group: a group of another activity;"
                " its activity is a2: correct one of the two"
            ),
        ],
        id="every group is of the same activity",
    ),
    pytest.param(
        "scope-elsewhere",
        {
            "project": project('[[programmes]]\nid = "pro"\n'),
            "activities": "id,programme,kind,participants,place\n"
            "a1,edu,course,student,Harbin\na2,edu,course,,\n",
            "statements": "id,rule,value,activity,programme,kind,participants,place\n"
            "st1,contacts,4,a1,pro,visit,client,Hankou\nst2,contacts,4,a2,edu,course,client,X\n",
        },
        [
            (
                "statements.csv:2:programme: another programme than that of its activity;"
                " write edu, or leave it blank"
            ),
            (
                "statements.csv:2:kind: another kind than that of its activity;"
                " write course, or leave it blank"
            ),
            (
                "statements.csv:2:participants: other participants than those of its activity;"
                " write student, or leave it blank"
            ),
            (
                "statements.csv:2:place: another place than that of its activity;"
                " write Harbin, or leave it blank"
            ),
        ],
        id="every statement keeps to the programme of its activity",
    ),
    pytest.param(
        "near-miss",
        {
            "activities": "id,programme,kind,participants,place\na1,edu,course,student,Harbin\n"
            "a2,edu,visit,,\n",
            "statements": "id,rule,value,kind,participants,place\n"
            "st1,contacts,4,Course,students,Habrin\nst2,contacts,4,visit,,Hankou\n",
        },
        [
            f"statements.csv:2:{name}: warning: a {name} that no activity has; did you mean {near}?"
            for name, near in (("kind", "course"), ("participants", "student"), ("place", "Harbin"))
        ],
        id="no scope is a near miss of what activities have",
    ),
    pytest.param(
        "relation-of-unlike",
        {
            "statements": "id,rule,value\nst1,contacts,4\nst2,sessions,4\nst3,contacts,4\n",
            "relations": "a,b,relation,by\nst1,st2,disjoint,me\nst1,st1,disjoint,me\n"
            "st1,st3,disjoint,me\n",
        },
        [
            f"relations.csv:{row}:b: a relation that says nothing;"
            " relate two different statements of one rule"
            for row in (2, 3)
        ],
        id="every relation joins two statements of one rule",
    ),
    pytest.param(
        "same-as-itself",
        {
            "persons": "id,same_as,name\nchan-tai-man,lee-s-m,\nlee-s-m,chan-tai-man,\n"
            "lee-siu-ming,lee-siu-ming,Lee Siu Ming\nq1,chan-tai-man,Chan Tai Man\n"
        },
        [
            f"persons.csv:{row}:same_as: leads back to the same person;"
            " leave it blank in one of the rows"
            for row in (2, 3, 4)
        ],
        id="no person leads back to itself",
    ),
    # time
    pytest.param(
        "end-before-start",
        {
            "activities": "id,programme,kind,start,end\na1,edu,course,2014,2013\n"
            "a2,edu,course,2014-06,2014\na3,edu,course,,2014\n",
            "groups": "id,activity,start,end\ng1,a1,2014-02-01,2014-01\n",
            "enrolments": "person,activity,start,end\nchan-tai-man,a1,5/1/2014,4/1/2014\n",
            "sessions": "id,activity,date,end_date\ns1,a1,2014-02-02,2014-02-01\n",
            "statements": "id,rule,value,start,end\nst1,contacts,4,2008,2007-12-31\n",
        },
        [
            f"{place}: an end before its start; correct it or the {start};"
            " days come first in 14/9/2007"
            for place, start in (
                ("activities.csv:2:end", "start"),
                ("groups.csv:2:end", "start"),
                ("enrolments.csv:2:end", "start"),
                ("sessions.csv:2:end_date", "date"),
                ("statements.csv:2:end", "start"),
            )
        ],
        id="nothing ends before it starts",
    ),
    pytest.param(
        "after-as-at",
        sessions(
            "date,end_date",
            "2015-01-01,",
            "2014-12-31,2015-01-01",
            "2014-12-31,2014-12-31",
            "2014-12,",
        ),
        [
            (
                "sessions.csv:2:date: a session after the as-at day, 2014-12-31;"
                " correct the date, or as_at in the project"
            ),
            (
                "sessions.csv:3:end_date: a session after the as-at day, 2014-12-31;"
                " correct the date, or as_at in the project"
            ),
        ],
        id="no session lies after the as-at day",
    ),
    pytest.param(
        "after-as-at",
        {"statements": "id,rule,value,start\nst1,contacts,4,2015\nst2,contacts,4,2014\n"},
        [
            (
                "statements.csv:2:start: warning: a statement about days after the as-at day,"
                " 2014-12-31; it is shown, and takes part in no sum; correct it, or as_at in the"
                " project"
            )
        ],
        id="no statement begins after the as-at day",
    ),
    pytest.param(
        "too-many-days",
        sessions(
            "date,end_date,days",
            "2014-01-01,,1.5",
            "2014-01-01,2014-01-03,3.5",
            "2014-01-01,2014-01-03,３",
            "2014-01-01,,x",
            "2014-01-01,,",
        ),
        [
            (
                "sessions.csv:2:days: more days than the session has, 1;"
                " correct it, or write the end_date"
            ),
            (
                "sessions.csv:3:days: more days than the session has, 3;"
                " correct it, or write the end_date"
            ),
            "sessions.csv:5:days: not a number; write digits alone, such as 35 or 12.5",
        ],
        id="no session has more days than it lasts",
    ),
    # oddities
    pytest.param(
        "person-twice",
        attendances("session,person\ns1,chan-tai-man\ns1,lee-siu-ming\ns1,chan-tai-man\n"),
        [
            (
                "attendances.csv:4:person: warning: the person of row 2, at the same session;"
                " the two count as one; the strongest status counts"
            )
        ],
        id="no person is twice at one session",
    ),
    pytest.param(
        "joined-differ",
        attendances(
            "session,person,name\ns1,chan-tai-man,Chan Tai Man\ns1,chan-tai-man,\n"
            "s1,chan-tai-man,Lee Siu Ming\n"
        ),
        [
            (
                "attendances.csv:3:person: warning: the person of row 2, at the same session;"
                " the two count as one; the strongest status counts"
            ),
            (
                "attendances.csv:4:person: warning: the person of row 2, at the same session;"
                " the two count as one; the strongest status counts"
            ),
            (
                "attendances.csv:4:name: warning: another value than row 2, which it is joined to;"
                " it counts as not recorded; make the two the same"
            ),
        ],
        id="attributes of joined rows agree",
    ),
    pytest.param(
        "joined-differ",
        {
            "persons": "id,same_as,name\nchan-tai-man,,Chan Tai Man\n"
            "lee-s-m,lee-siu-ming,Lee Siu Ming\nlee-siu-ming,chan-tai-man,\n"
        },
        [
            (
                "persons.csv:3:name: warning: another value than row 2, which it is joined to;"
                " it counts as not recorded; make the two the same"
            )
        ],
        id="attributes of joined persons agree",
    ),
    pytest.param(
        "nobody-there",
        {
            **sessions("date,status,unidentified", "2014,,０", "2014,held,3", "2014,planned,"),
            "attendances": "session,person\n",
        },
        [
            (
                "sessions.csv:2: warning: a session with nobody;"
                " add its attendances, or its status if it was not held"
            )
        ],
        id="every held session has somebody",
    ),
    pytest.param(
        "words-differ",
        {
            "activities": "id,programme,kind,kind@zh-Hant\na1,edu,course,課程\n"
            "a2,edu,visit,探訪\na3,edu,course,班\na4,edu,course,\n",
            "statements": "id,rule,value,kind,kind@zh-Hant\nst1,contacts,4,visit,訪\n",
        },
        [
            (
                "activities.csv:4:kind@zh-Hant: warning: other words for a value than those given"
                " first; write 課程"
            ),
            (
                "statements.csv:2:kind@zh-Hant: warning: other words for a value than those given"
                " first; write 探訪"
            ),
        ],
        id="words for one value agree",
    ),
    pytest.param(
        "unknown-column",
        {"persons": "id,kind,kind@zh-Hans\nchan-tai-man,x,Chan Tai Man\nlee-s-m,x,Lee Siu Ming\n"},
        ["persons.csv:1:kind@zh-Hans: a language of a column that has none; leave it out"],
        id="an attribute of persons has no words, and none are shown",
    ),
    pytest.param(
        "lossy-text",
        {
            "activities": "id,programme,kind,title\na1,edu,course,?魚涌\na2,edu,course,Why?\n",
            "persons": "id,name,?名\nchan-tai-man,陳\N{REPLACEMENT CHARACTER},\n",
        },
        [
            f"{place}: warning: a ? beside a Chinese character, as a lossy save leaves it;"
            " compare with the original, and save it as CSV UTF-8"
            for place in ("activities.csv:2:title", "persons.csv:1:?名", "persons.csv:2:name")
        ],
        id="no text lost its characters",
    ),
]


@pytest.mark.parametrize(("code", "files", "messages"), CASES)
def test_what_is_wrong_is_told_in_these_words(
    code: str, files: Files, messages: list[str], tmp_path: Path
) -> None:
    """Each problem has its place, what is wrong and what to do; nothing else is said."""
    assert messages_of(tmp_path, files) == messages
    assert code in {problem.code for problem in problems_of(tmp_path, files)}


@pytest.mark.parametrize(("code", "files", "messages"), CASES)
def test_no_message_shows_a_value_of_a_person(
    code: str, files: Files, messages: list[str], tmp_path: Path
) -> None:
    """Place and kind suffice."""
    said = "\n".join([*messages_of(tmp_path, files), code, *messages])
    assert [value for value in PERSONAL if value in said] == []


def test_the_cases_hold_values_of_persons_that_could_be_shown() -> None:
    """The test above looks for what is there."""
    texts = [str(case.values[1]) for case in CASES]
    assert [value for value in PERSONAL if not any(value in text for text in texts)] == []


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> list[Draft]:
    """What is read of each case, before it is checked."""
    made = []
    for case in CASES:
        _, files, _ = case.values
        assert isinstance(files, dict)
        made.append(draft_of(tmp_path_factory.mktemp("case"), files))
    return made


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.__name__))
def test_every_check_fails_on_some_case_and_passes_a_sound_dataset(
    check: Check, drafts: list[Draft], tmp_path: Path
) -> None:
    found = [draft for draft in drafts if list(check(draft))]
    assert found
    assert list(check(draft_of(tmp_path / "sound", SOUND))) == []
    assert list(check(draft_of(tmp_path / "asked", ASKED))) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.__name__))
def test_every_check_is_a_sentence_that_says_what_must_be_true(check: Check) -> None:
    assert check.__doc__
    assert check.__doc__.splitlines()[0].endswith(".")


def test_the_cases_name_every_kind_of_problem() -> None:
    """What a module can say is found in its source: `code=…`, and the first word of a fault."""
    named = {str(case.values[0]) for case in CASES}
    sayable = {code for module in SAYING for code in _codes(module)}
    assert "not-a-date" in sayable
    assert sayable - named == set()


def _codes(module: ModuleType) -> Iterator[str]:
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            is_fault = name in ("Fault", "ValueFault", "problem_of_project")
            given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            for value in given or (node.args[:1] if is_fault else []):
                if isinstance(value, ast.Constant):
                    yield str(value.value)


def test_a_sound_dataset_has_nothing_to_tell(tmp_path: Path) -> None:
    assert messages_of(tmp_path, SOUND) == []


FAULTY: Files = {
    "project": project("[counting]\nday_step = 2\n"),
    "zzz": "",
    "activities": "id,programme,kind,start,end\na1,edo,,2014,2013\na2,edu,visit,x,\n",
    "persons": "same_as\nchan-tai-man\n",
    "sessions": "id,activity,date,hours\ns1,a1,2015-01-01,x\ns1,a12,2014,-1\n\ns2,a2,2014,4,5\n",
    "attendances": "session,person\ns1,chan-tai-man\ns11,chan-tai-man\n",
}


def test_many_mistakes_in_many_files_are_told_at_once_in_input_order(tmp_path: Path) -> None:
    """The project first, tables in the order of the format, then rows, then columns."""
    assert messages_of(tmp_path, FAULTY) == [
        "project.toml:counting.day_step: out of range; write a number above 0, at most 1",
        "activities.csv:2:programme: names no row of programmes; did you mean edu?",
        "activities.csv:2:kind: a required cell that is blank; fill it in",
        (
            "activities.csv:2:end: an end before its start; correct it or the start;"
            " days come first in 14/9/2007"
        ),
        "activities.csv:3:start: not a date; write it as 2014-12-31, 2014-12 or 2014",
        "persons.csv:1:id: a required column that is missing; add it",
        "persons.csv:2:same_as: names no row of persons; add the person, or correct the id",
        (
            "sessions.csv:2:date: a session after the as-at day, 2014-12-31;"
            " correct the date, or as_at in the project"
        ),
        "sessions.csv:2:hours: not a number; write digits alone, such as 35 or 12.5",
        "sessions.csv:3:id: an id that row 2 has already; give each row an id of its own",
        "sessions.csv:3:activity: names no row of activities; did you mean a2 or a1?",
        "sessions.csv:3:hours: a negative number; write a number of at least 0",
        (
            "sessions.csv:5: a row with 5 cells under a header of 4;"
            ' put a cell that holds a comma in "…", or name the column'
        ),
        (
            "sessions.csv:5: warning: a session with nobody;"
            " add its attendances, or its status if it was not held"
        ),
        "attendances.csv:2:person: names no row of persons; add the person, or correct the id",
        "attendances.csv:3:session: names no row of sessions; did you mean s1?",
        "attendances.csv:3:person: names no row of persons; add the person, or correct the id",
        (
            "zzz.csv: warning: not a table of the format, so not read;"
            " name it as one of the tables, such as statements.csv, or move it out of the folder"
        ),
    ]


def test_a_thousand_mistakes_are_a_thousand_messages_in_order(tmp_path: Path) -> None:
    rows = "".join(f"s{n},a1,2014,{n} hours\n" for n in range(1000))
    files = {"activities": ACTIVITIES, "sessions": f"id,activity,date,hours\n{rows}"}
    draft_of(tmp_path, files)
    with pytest.raises(DatasetError, match=r"(?s)^sessions\.csv:2:hours: not a number") as raised:
        load(tmp_path)
    *lines, totals = str(raised.value).splitlines()
    assert lines == [
        f"sessions.csv:{row}:hours: not a number; write digits alone, such as 35 or 12.5"
        for row in range(2, 1002)
    ]
    assert totals == "1,000 errors, 0 warnings"


def test_a_dataset_that_names_something_of_every_table_is_sound(tmp_path: Path) -> None:
    assert messages_of(tmp_path, ASKED) == []


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"id,name\n\xff\n", ".csv:2: bytes that are not UTF-8; ", id="no encoding"),
        pytest.param(b"", ".csv:1: no header; ", id="empty"),
        pytest.param(None, " not CSV: ", id="not closed at its end"),
    ],
)
def test_of_a_table_that_cannot_be_read_only_that_is_told(
    name: str, data: bytes | None, message: str, tmp_path: Path
) -> None:
    """What stands in it is not known, so nobody is told that it is not there."""
    header, *_ = str(ASKED[name]).splitlines()
    broken = {**ASKED, name: f'{header}\n"x'.encode() if data is None else data}
    (only,) = messages_of(tmp_path, broken)
    assert only.startswith(f"{name}.csv:")
    assert message in only


def test_a_scope_is_no_near_miss_of_activities_that_were_not_all_read(tmp_path: Path) -> None:
    """The row that was not read may be the one that has it."""
    files = {
        "activities": 'id,programme,kind\na1,edu,courses\na2,edu,"course\n',
        "statements": "id,rule,value,kind\nst1,contacts,4,course\n",
    }
    (only,) = messages_of(tmp_path, files)
    assert only.startswith("activities.csv:3: not CSV: ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(None, "project.toml: not there; ", id="missing"),
        pytest.param("[agency", "project.toml:1: not TOML: ", id="not TOML"),
        pytest.param(project("[zzz]\n"), "project.toml:zzz: not a key ", id="a key"),
    ],
)
def test_of_a_project_that_cannot_be_read_only_that_is_told(
    text: str | None, message: str, tmp_path: Path
) -> None:
    """Its programmes and rules are not known, so nobody is told that they are not there."""
    (only,) = messages_of(tmp_path, {**SOUND, "project": text})
    assert only.startswith(message)


@pytest.mark.parametrize(
    ("dimension", "value"),
    [
        pytest.param("person.name", "Chan Tai Men", id="near one of them"),
        pytest.param("person.name", "xyz", id="near none"),
        pytest.param("enrolment.carer", "Lee Siu Men", id="of enrolments"),
        pytest.param("attendance.carer", "Lee Siu Men", id="of attendances"),
    ],
)
def test_a_filter_by_an_attribute_of_persons_is_told_without_any_value_of_theirs(
    dimension: str, value: str, tmp_path: Path
) -> None:
    """Neither what stands in their rows nor what the project itself says of them."""
    rule = "enrolments" if dimension.startswith("enrolment") else "contacts"
    files = {
        **figure(f'rule = "{rule}"\nwhere = {{ "{dimension}" = ["{value}"] }}'),
        **attendances("session,person,carer\ns1,chan-tai-man,Lee Siu Ming\n"),
        "persons": "id,name\nchan-tai-man,Chan Tai Man\nlee-siu-ming,Lee Siu Ming\n",
        "enrolments": "person,activity,start,carer\nchan-tai-man,a1,2014,Lee Siu Ming\n",
    }
    (told,) = problems_of(tmp_path, files)
    assert str(told) == (
        "project.toml:figures[1].where: warning:"
        f" a value that occurs nowhere as {dimension}; correct it"
    )
    assert [name for name in (*PERSONAL, value) if name in str(told)] == []


@pytest.mark.parametrize(
    ("table", "header"),
    [
        pytest.param("organisations", "staff", id="of sessions"),
        pytest.param("groups", "mode", id="of sessions, in groups"),
        pytest.param("groups", "activity.district", id="an attribute of activities"),
    ],
)
def test_a_dimension_of_another_table_is_a_column_that_nothing_reads(
    table: str, header: str, tmp_path: Path
) -> None:
    """Nothing is asked by it where it stands, so it is told like any other."""
    required = [column.name for column in TABLES[table].columns.values() if column.required]
    (told,) = problems_of(tmp_path, {table: ",".join([*required, header]) + "\n"})
    assert (told.code, told.origin.column) == ("column-not-read", header)


def test_a_figure_of_many_rows_cannot_be_quoted_and_the_reason_is_told(tmp_path: Path) -> None:
    files = figure('rule = "contacts"\nby = ["year"]')
    text = str(files["project"]).replace("as_at", 'summary = "{met}"\nas_at', 1)
    assert messages_of(tmp_path, {**files, "project": text}) == [
        (
            "project.toml:project.summary.en: quotes {met}, which has more than one number;"
            " quote a figure without by"
        )
    ]


def test_persons_joined_by_same_as_are_one_at_a_session(tmp_path: Path) -> None:
    """Who stands there under two ids is there once, and that is told."""
    files = {
        **attendances("session,person\ns1,lee-s-m\ns1,lee-siu-ming\n"),
        "persons": "id,same_as\nlee-s-m,lee-siu-ming\nlee-siu-ming,\n",
    }
    assert messages_of(tmp_path, files) == [
        (
            "attendances.csv:3:person: warning: the person of row 2, at the same session;"
            " the two count as one; the strongest status counts"
        )
    ]


def test_the_words_of_a_value_in_the_dataset_s_own_language_may_be_given(tmp_path: Path) -> None:
    """`kind@en` in an English dataset gives `visit` the words `Home visit`."""
    header = "id,programme,kind,kind@en"
    files = {"activities": f"{header}\na1,edu,visit,Home visit\na2,edu,visit,Home visit\n"}
    assert messages_of(tmp_path, files) == []
    assert draft_of(tmp_path, files).words["kind", "visit"].say("en") == "Home visit"


def test_the_project_s_texts_lost_no_characters_either(tmp_path: Path) -> None:
    assert messages_of(tmp_path, {"project": PROJECT.replace("Bridges", "?魚涌")}) == [
        (
            "project.toml:project.title: warning: a ? beside a Chinese character, as a lossy save"
            " leaves it; compare with the original, and save it as UTF-8"
        )
    ]


def test_a_long_chain_of_same_as_is_followed_once(tmp_path: Path) -> None:
    """10,000 rows of one person, each the same as the next, take no quadratic time."""
    rows = "".join(f"p{n},p{n + 1},x\n" for n in range(10_000))
    files = {"persons": f"id,same_as,note\n{rows}p10000,,x\n"}
    start = process_time()
    assert messages_of(tmp_path, files) == []
    assert process_time() - start < 5
