"""Small datasets for tests: a folder written from texts, and what intake says of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hkcs_model.intake import told
from hkcs_model.intake.draft import Draft
from hkcs_model.intake.folder import read_folder
from hkcs_model.problems import Problem

Files = Mapping[str, str | bytes | None]

PROJECT = """\
[agency]
name = "Harbour Youth Service"
[project]
title = "Bridges"
as_at = 2014-12-31
[[programmes]]
id = "edu"
"""
ACTIVITIES = "id,programme,kind\na1,edu,course\na2,edu,visit\n"
SESSIONS = "id,activity,date\ns1,a1,2014-01-01\n"
PERSONS = "id\nchan-tai-man\nlee-siu-ming\n"
ATTENDANCES = "session,person\ns1,chan-tai-man\n"

SOUND: Files = {
    "project": PROJECT + 'summary = "There were {st1} contacts and {st2} more."\n',
    "organisations": "id,name\npku,Peking University\n",
    "activities": "id,programme,kind,kind@zh-Hant,partners,start,end\n"
    "a1,edu,course,課程,pku,2013,2014\na2,edu,course,課程,,,\n",
    "groups": "id,activity\ng1,a1\n",
    "persons": "id,same_as,gender\nchan-tai-man,,M\nlee-siu-ming,,F\nlee-s-m,lee-siu-ming,F\n",
    "enrolments": "person,activity,start,end,group\nchan-tai-man,a1,2013-09,2014-06,g1\n",
    "sessions": "id,activity,date,end_date,group,days,hours\n"
    "s1,a1,2014-01-01,2014-01-02,g1,2,12.5\ns2,a2,2014-05,,,,\n",
    "attendances": "session,person,status\ns1,chan-tai-man,attended\ns2,lee-siu-ming,\n",
    "statements": "id,rule,value,activity,programme\n"
    "st1,contacts,~40,a1,edu\nst2,contacts,>3,a2,\n",
    "relations": "a,b,relation,by\nst1,st2,disjoint,the director\n",
    "milestones": "id,date,text,source\nm1,2014-05,Opened,web\n",
    "sources": "id,title\nweb,Website\n",
}
"""A dataset with every table, of which there is nothing to say."""

ASKED: Files = {
    **SOUND,
    "project": PROJECT.replace("as_at", 'source = "web"\nas_at', 1)
    + 'summary = "There were {met} contacts and {st1} more."\n'
    + '[[figures]]\nid = "met"\nrule = "contacts/enrolments"\n'
    + 'where = { group = ["g1"], "person.gender" = ["F"], partner = ["pku"], activity = ["a2"] }\n'
    + '[[figures]]\nid = "absent"\nrule = "absences"\nby = ["session.room", "activity"]\n',
    "enrolments": "person,activity,start,end,group\n",
    "sessions": "id,activity,date,group,room\n",
    "attendances": "session,person,status\n",
}
"""A sound dataset without records, whose project asks by something of every table that it can."""


def write_dataset(folder: Path, files: Files) -> Path:
    """Write a dataset's files: a name without a suffix is a table's; None leaves a file out.

    Where no project is given, a small sound one is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {"project": PROJECT, **files}.items():
        file = "project.toml" if name == "project" else name if "." in name else f"{name}.csv"
        if content is not None:
            data = content.encode() if isinstance(content, str) else content
            folder.joinpath(file).write_bytes(data)
    return folder


def draft_of(folder: Path, files: Files) -> Draft:
    """Return what is read of a dataset's files, before it is checked."""
    return Draft(read_folder(write_dataset(folder, files)))


def problems_of(folder: Path, files: Files) -> tuple[Problem, ...]:
    """Return every problem of a dataset's files, in the order in which they are told."""
    return told(draft_of(folder, files))


def messages_of(folder: Path, files: Files) -> list[str]:
    """Return every message of a dataset's files, in the order in which they are told."""
    return [str(problem) for problem in problems_of(folder, files)]
