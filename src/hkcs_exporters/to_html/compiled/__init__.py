"""The templates of the page, compiled: made by tools/compile_page.py, not by hand."""

MADE_WITH = "3.1.6"
"""The version of Jinja2 that they are for."""
