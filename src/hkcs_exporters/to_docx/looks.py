"""How the document looks: page, fonts, styles, and what python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

DARK = RGBColor(0x1F, 0x4E, 0x78)
SOFT = RGBColor(0x59, 0x59, 0x59)
RED = RGBColor(0x9C, 0x1C, 0x1C)
PALE, GROUND, LINE = "EAF1F8", "1F4E78", "BFC9D4"
WIDTH = 170
"""How wide the text is, in millimetres."""

_LATIN = "Calibri"
_EAST_ASIAN = {"zh-Hans": "Microsoft YaHei"}
_USUAL = "Microsoft JhengHei"
_TAGS = {"en": "en-GB", "zh-Hant": "zh-HK", "zh-Hans": "zh-CN"}
_STYLES: dict[str, dict[str, Any]] = {
    "Normal": {"size": 10.5, "after": 6},
    "Title": {"size": 26, "color": DARK, "bold": True, "after": 2},
    "Subtitle": {"size": 11, "color": SOFT, "after": 14},
    "Heading 1": {"size": 17, "color": DARK, "bold": True, "before": 20, "after": 6},
    "Heading 2": {"size": 12.5, "color": DARK, "bold": True, "before": 12, "after": 4},
    "Caption": {"size": 10.5, "color": DARK, "bold": True, "before": 10, "after": 3},
    "List Bullet": {"size": 10.5, "after": 2},
    "Footer": {"size": 8.5, "color": SOFT},
}


def prepare(document: Any, language: str) -> None:
    """Set page, fonts and styles."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    for name, looks in _STYLES.items():
        _set_style(document.styles[name], looks, language)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    _speak(defaults.find(qn("w:rPrDefault")).find(qn("w:rPr")), language)


def _set_style(style: Any, looks: dict[str, Any], language: str) -> None:
    style.font.size = Pt(looks["size"])
    style.font.bold = looks.get("bold", False)
    style.font.italic = False
    if "color" in looks:
        style.font.color.rgb = looks["color"]
    style.paragraph_format.space_before = Pt(looks.get("before", 0))
    style.paragraph_format.space_after = Pt(looks.get("after", 0))
    _set_fonts(style.element.get_or_add_rPr(), language)
    for name in ("pBdr", "tabs"):
        for found in style.element.pPr.findall(qn(f"w:{name}")):
            style.element.pPr.remove(found)
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)


def _set_fonts(properties: Any, language: str) -> None:
    """Name the fonts; those of a theme would come before them."""
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{kind}"), _LATIN)
    fonts.set(qn("w:eastAsia"), _EAST_ASIAN.get(language, _USUAL))


def _speak(properties: Any, language: str) -> None:
    """Say which language a text is in: Chinese is told apart from what is Latin in it."""
    spoken = properties.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        properties.append(spoken)
    tag = _TAGS.get(language, language)
    is_chinese = tag.startswith("zh")
    spoken.set(qn("w:val"), _TAGS["en"] if is_chinese else tag)
    spoken.set(qn("w:eastAsia"), tag if is_chinese else _TAGS["zh-Hant"])


def speak(run: Any, language: str, usual: str) -> None:
    """Mark a run with its language; another Chinese than the document's gets its own font."""
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - python-docx's own way to its XML
    if language != usual and language in _TAGS:
        _set_fonts(properties, language)
    if language.startswith("zh"):
        properties.get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    _speak(properties, language)


def ruled(table: Any) -> None:
    """Give a table fine lines between its rows."""
    _draw(table, ("top", "bottom", "insideH"), LINE, "4")


def parted(table: Any) -> None:
    """Part the cells of a table by white lines."""
    _draw(table, ("insideH", "insideV"), "FFFFFF", "36")


def _draw(table: Any, sides: tuple[str, ...], colour: str, width: str) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", width), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - see speak


def shaded(cell: Any, colour: str) -> None:
    """Give a cell a ground."""
    ground = OxmlElement("w:shd")
    ground.set(qn("w:val"), "clear")
    ground.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(ground)  # noqa: SLF001 - see speak


def kept_whole(row: Any, *, is_header: bool = False) -> None:
    """Keep a row on one page; a header stands on every page that its table is on."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - see speak
    for name in ("cantSplit", "tblHeader") if is_header else ("cantSplit",):
        properties.append(OxmlElement(f"w:{name}"))


def number_pages(paragraph: Any) -> None:
    """Add the number of the page, and of how many, at the right of a line."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("\t")
    for name, after in (("PAGE", " / "), ("NUMPAGES", "")):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        field.append(paragraph.add_run("1")._r)  # noqa: SLF001 - see speak
        paragraph._p.append(field)  # noqa: SLF001 - see speak
        paragraph.add_run(after)
