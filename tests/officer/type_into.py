"""Types into a workbook by LibreOffice without a screen; run by the Python that has its bridge.

    python3 type_into.py FILE.xlsx OUT.xlsx < typed.json

`typed.json` is {"delete": [sheets], "typed": {sheet: [[cell, text], …]}}.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # comes with LibreOffice, as does what is below
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]
from com.sun.star.util.NumberFormat import TEXT  # type: ignore[import-not-found]


def prop(name: str, value: object) -> Any:
    return PropertyValue(Name=name, Value=value)


def connected(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
    sys.exit("LibreOffice did not answer")


def main(source: str, target: str) -> None:
    work = json.load(sys.stdin)
    pipe = f"hkcs{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            [
                "soffice",
                "--headless",
                "--norestore",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                f"--accept=pipe,name={pipe};urp;",
            ]
        )
        context = connected(pipe)
        desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        book = desktop.loadComponentFromURL(
            Path(source).resolve().as_uri(), "_blank", 0, (prop("Hidden", True),)
        )
        for name in work.get("delete", ()):
            book.Sheets.removeByName(name)
        for name, cells in work["typed"].items():
            sheet = book.Sheets.getByName(name)
            for place, text in cells:
                cell = sheet.getCellRangeByName(place)
                # As on the keyboard: what is typed into a cell of text stays a text.
                is_text = book.NumberFormats.getByKey(cell.NumberFormat).Type & TEXT
                (cell.setString if is_text else cell.setFormula)(text)
        book.storeToURL(
            Path(target).resolve().as_uri(), (prop("FilterName", "Calc MS Excel 2007 XML"),)
        )
        book.close(True)
        desktop.terminate()
        office.wait(60)


main(*sys.argv[1:])
