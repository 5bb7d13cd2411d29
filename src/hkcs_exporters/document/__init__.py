"""A report as a document: headings, paragraphs, lists and tables, whatever they are written in.

What Markdown and Word documents say alike is decided here, and how they write it there.
"""

from __future__ import annotations

from .blocks import (
    Block,
    Grid,
    Heading,
    Headlines,
    Items,
    Mark,
    Notes,
    Paragraph,
    Piece,
    Pieces,
    Run,
)
from .telling import document_of, lost_in_documents

__all__ = [
    "Block",
    "Grid",
    "Heading",
    "Headlines",
    "Items",
    "Mark",
    "Notes",
    "Paragraph",
    "Piece",
    "Pieces",
    "Run",
    "document_of",
    "lost_in_documents",
]
