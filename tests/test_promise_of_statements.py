"""The promise over published totals with records: the truth lies in what is told of it.

A whole truth is made first. True totals of parts of it are published, and some of what they cover
is then not recorded. What the rest and the totals say together must hold the truth of any question.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hkcs_model.dataset import Dataset
from hkcs_model.figures import count
from hkcs_model.intake import load
from tests.counting.small import PROJECT
from tests.datasets import write_dataset

ACTIVITIES = {"a1": "edu", "a2": "edu", "a3": "pro"}
RULES = ("contacts", "persons_served", "person_days", "staff_contacts")
SCOPES = ("", *ACTIVITIES, "edu", "pro")
SPANS = ("", "2013", "2014")


class Session(NamedTuple):
    """A session on one day, with those who were there."""

    activity: str
    date: str
    persons: frozenset[int]


class Total(NamedTuple):
    """What a statement is about, and how its true value is written."""

    scope: str
    span: str
    shape: str

    def covers(self, session: Session) -> bool:
        """Tell whether a session is certainly part of it."""
        within = self.scope in ("", session.activity, ACTIVITIES[session.activity])
        return within and session.date.startswith(self.span)

    def written(self, truth: int) -> str:
        """Return the true value with qualifiers that leave it true."""
        return self.shape.format(same=truth, less=max(truth - 2, 0), more=truth + 3)


sessions = st.lists(
    st.builds(
        Session,
        st.sampled_from(sorted(ACTIVITIES)),
        st.sampled_from(["2013-03-01", "2013-11-30", "2014-01-01", "2014-06-15"]),
        st.frozensets(st.integers(1, 6), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=6,
)
shapes = st.sampled_from(["{same}", ">={less}", "<={more}", "{less}..{more}", "<{more}"])
totals = st.lists(
    st.builds(Total, st.sampled_from(SCOPES), st.sampled_from(SPANS), shapes), max_size=4
)


def known(held: Sequence[Session], stated: str = "") -> Dataset:
    """Load sessions with who was there, and statements."""
    rows = list(enumerate(held))
    files = {
        "project": PROJECT,
        "activities": "id,programme,kind\n"
        + "".join(f"{id_},{programme},course\n" for id_, programme in ACTIVITIES.items()),
        "sessions": "id,activity,date,staff\n"
        + "".join(f"s{n},{s.activity},{s.date},lam\n" for n, s in rows),
        "attendances": "session,person\n"
        + "".join(f"s{n},p{person}\n" for n, s in rows for person in sorted(s.persons)),
        "statements": f"id,rule,value,programme,activity,start,end\n{stated}",
    }
    with TemporaryDirectory() as folder:
        return load(write_dataset(Path(folder) / "data", files))


def asked(scope: str) -> dict[str, str]:
    """Return a scope as a filter."""
    if not scope:
        return {}
    return {"activity" if scope in ACTIVITIES else "programme": scope}


@settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(held=sessions, published=totals, rule=st.sampled_from(RULES), data=st.data())
def test_the_truth_lies_in_what_totals_and_records_say_together(
    held: list[Session], published: list[Total], rule: str, data: st.DataObject
) -> None:
    """Section 5: if what is stated is true and whatever was not recorded was stated."""
    whole = known(held)
    stated = ""
    for number, total in enumerate(published):
        (true,) = count(whole, rule, where=asked(total.scope), period=total.span)
        assert isinstance(true.low, int)
        programme = total.scope if total.scope in ("edu", "pro") else ""
        activity = total.scope if total.scope in ACTIVITIES else ""
        value = total.written(true.low)
        stated += f"t{number},{rule},{value},{programme},{activity},{total.span},{total.span}\n"
    kept = [
        session._replace(
            persons=data.draw(st.frozensets(st.sampled_from(sorted(session.persons))))
            if any(total.covers(session) for total in published)
            else session.persons
        )
        for session in held
    ]
    told = known(kept, stated)
    for scope in SCOPES:
        for span in SPANS:
            (truth,) = count(whole, rule, where=asked(scope), period=span)
            (figure,) = count(told, rule, where=asked(scope), period=span)
            assert not figure.contradicts
            assert figure.low is not None
            assert truth.low is not None
            assert figure.low <= truth.low
            assert figure.high is None or truth.low <= figure.high
