"""What must be true of a dataset: one list of checks, each named as the sentence it holds.

A check is a pure generator of problems over a draft; it never stops at the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...problems import Problem
from ..draft import Draft
from .oddities import (
    attributes_of_joined_persons_agree,
    attributes_of_joined_rows_agree,
    every_held_session_has_somebody,
    no_number_is_cut_in_two,
    no_person_is_twice_at_one_session,
    no_text_holds_a_nul,
    no_text_lost_its_characters,
    words_for_one_value_agree,
)
from .project import (
    every_id_of_the_project_is_used_once,
    every_required_key_is_filled,
    every_rule_counts_facts_that_there_are,
    nothing_is_asked_that_this_version_lacks,
    own_headers_and_words_are_for_known_ones,
    settings_are_in_their_range,
    the_project_can_be_read,
)
from .references import (
    every_group_is_of_the_same_activity,
    every_reference_names_a_row,
    every_relation_joins_two_statements_of_one_rule,
    every_statement_keeps_to_what_its_activity_is,
    no_id_is_used_twice,
    no_person_leads_back_to_itself,
    no_scope_is_a_near_miss,
)
from .requests import (
    every_figure_asks_a_question,
    every_filter_value_occurs_somewhere,
    every_summary_quotes_figures_that_there_are,
)
from .shape import (
    every_cell_reads_as_its_column_says,
    every_column_is_read,
    every_header_is_known_or_an_attribute,
    every_required_cell_is_filled,
    every_required_column_is_there,
)
from .time import (
    no_session_has_more_days_than_it_lasts,
    no_session_lies_after_the_as_at_day,
    no_statement_begins_after_the_as_at_day,
    nothing_ends_before_it_starts,
    sessions_of_several_days_have_whole_dates,
)

Check = Callable[[Draft], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    the_project_can_be_read,
    every_required_key_is_filled,
    settings_are_in_their_range,
    nothing_is_asked_that_this_version_lacks,
    own_headers_and_words_are_for_known_ones,
    every_id_of_the_project_is_used_once,
    every_rule_counts_facts_that_there_are,
    every_figure_asks_a_question,
    every_filter_value_occurs_somewhere,
    every_summary_quotes_figures_that_there_are,
    every_required_column_is_there,
    every_header_is_known_or_an_attribute,
    every_column_is_read,
    every_required_cell_is_filled,
    every_cell_reads_as_its_column_says,
    no_id_is_used_twice,
    every_reference_names_a_row,
    every_group_is_of_the_same_activity,
    every_statement_keeps_to_what_its_activity_is,
    no_scope_is_a_near_miss,
    every_relation_joins_two_statements_of_one_rule,
    no_person_leads_back_to_itself,
    nothing_ends_before_it_starts,
    sessions_of_several_days_have_whole_dates,
    no_session_lies_after_the_as_at_day,
    no_statement_begins_after_the_as_at_day,
    no_session_has_more_days_than_it_lasts,
    no_person_is_twice_at_one_session,
    attributes_of_joined_rows_agree,
    attributes_of_joined_persons_agree,
    every_held_session_has_somebody,
    words_for_one_value_agree,
    no_number_is_cut_in_two,
    no_text_holds_a_nul,
    no_text_lost_its_characters,
)
"""Every check, in the order in which they are made; what they find is told in input order."""

__all__ = ["CHECKS", "Check"]
