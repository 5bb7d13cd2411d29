"""The report as search engines read it: a `Dataset` of schema.org, made by an `NGO`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hkcs_model.languages import Text
from hkcs_model.quantity import Number
from hkcs_model.report import Figure, Report


def linked_data(report: Report) -> dict[str, Any]:
    """Return a report as JSON-LD, in every language that its texts have."""
    project = report.project
    return _without_blanks(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": _texts(project.title),
            "description": _described(report),
            "inLanguage": report.language,
            "datePublished": str(project.published or ""),
            "temporalCoverage": f"../{report.provenance.as_at}",
            "identifier": f"sha256:{report.provenance.digest}",
            "creator": _agency(report),
            "variableMeasured": [_measured(figure) for figure in report.figures if not figure.by],
        }
    )


def _described(report: Report) -> list[dict[str, str]]:
    """Return the summary, its figures in words; where there is none, the title."""
    summary = report.project.summary
    if not summary:
        return _texts(report.project.title)
    return [
        {"@language": language, "@value": report.say(summary, language)}
        for language, _ in summary.pairs
    ]


def _agency(report: Report) -> dict[str, Any]:
    agency = report.agency
    return _without_blanks(
        {
            "@type": "NGO",
            "name": _texts(agency.name),
            "telephone": agency.phone,
            "email": agency.email,
            "url": agency.url,
        }
    )


def _measured(figure: Figure) -> dict[str, Any]:
    return _without_blanks(
        {
            "@type": "PropertyValue",
            "propertyID": figure.rule,
            "name": _texts(figure.labels),
            "description": figure.text,
            "measurementTechnique": figure.rule_labels.say(figure.language),
            **_ends(figure),
        }
    )


def _ends(figure: Figure) -> dict[str, Number | None]:
    """Return a number that is exact as a value, any other as its limits."""
    if figure.low == figure.high:
        return {"value": figure.low}
    return {"minValue": figure.low, "maxValue": figure.high}


def _texts(text: Text) -> list[dict[str, str]]:
    return [{"@language": language, "@value": words} for language, words in text.pairs]


def _without_blanks(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", [])}
