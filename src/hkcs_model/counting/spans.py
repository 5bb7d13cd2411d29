"""When enrolments, groups and activities begin and end, as far as it is recorded."""

from __future__ import annotations

from attrs import frozen

from ..dataset import Dataset
from ..dates import PartialDate
from .states import EARLIEST, When


@frozen
class Lasting:
    """The span of something that lasts.

    Attributes:
        when: its days.
        has_end: whether its end is recorded; without one it is still going on.
    """

    when: When
    has_end: bool

    def starts(self) -> When:
        """Return the possible days of its start."""
        return When.one_day(self.when.first, self.when.first_at_latest)

    def ends(self) -> When:
        """Return the possible days of its end."""
        return When.one_day(self.when.last_at_earliest, self.when.last)

    def nights(self) -> When:
        """Return its nights: its days without a recorded last one."""
        less = int(self.has_end)
        when = self.when
        return When(
            when.first, when.first_at_latest, when.last_at_earliest - less, when.last - less
        )


def lasting(start: PartialDate | None, end: PartialDate | None, as_at: int) -> Lasting:
    """Return a span from its two dates.

    Args:
        start: None is not recorded: any day up to the end.
        end: None is still going on: up to the as-at day.
        as_at: that day, numbered.
    """
    first = start.first.toordinal() if start else EARLIEST
    ends_first, ends_last = (
        (end.first.toordinal(), end.last.toordinal()) if end else (max(as_at, first),) * 2
    )
    first_at_latest = min(start.last.toordinal(), ends_last) if start else ends_last
    when = When(first, first_at_latest, max(ends_first, first), ends_last, start is not None)
    return Lasting(when, end is not None)


def of_activities(dataset: Dataset) -> list[Lasting]:
    """Return the span of each activity."""
    as_at = dataset.project.as_at.toordinal()
    return [lasting(activity.start, activity.end, as_at) for activity in dataset.activities]


def of_groups(dataset: Dataset) -> list[Lasting]:
    """Return the span of each group: its own, or its activity's where it has no dates."""
    as_at = dataset.project.as_at.toordinal()
    activities = dataset.activity_of
    found = []
    for group in dataset.groups:
        dated = group if group.start or group.end else activities[group.activity]
        found.append(lasting(dated.start, dated.end, as_at))
    return found
