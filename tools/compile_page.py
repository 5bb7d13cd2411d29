#!/usr/bin/env python3
"""Translate the templates of the page to Python, so that showing a page loads no Jinja2.

Run it after a template was edited: `tox run -e page`. Jinja2 reads the templates; what they use of
its language becomes one function, which is given by name all that they do not bind themselves.
Whatever else they use is refused here, by its place; so is a name that would mean two things in
the function. An attribute is an attribute and an item an item, of which Jinja2 tries both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from keyword import iskeyword
from pathlib import Path
from typing import cast

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, nodes

PAGE = Path(__file__).parents[1] / "src" / "hkcs_exporters" / "to_html"
_OPENING = '''\
"""The templates of the page as Python: made by tools/compile_page.py, not by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .markup import Markup, in_turn, safe


def page(
    *,
{given}
) -> Iterator[str]:
    """Yield the page, piece by piece."""
'''
_COMPARED = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_OF_A_LOOP = ("first", "last")
_TAKEN = {
    *("safe", "in_turn", "Markup", "out", "len", "str", "list", "page", "Any", "Iterator"),
    *("loop", "caller", "varargs", "kwargs", "self", "super", "range", "dict", "lipsum", "cycler"),
}
"""The names that the function itself uses, and those that Jinja2 gives a meaning of its own."""


def environment() -> Environment:
    """Return what Jinja2 reads the templates with."""
    return Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(PAGE, encoding="utf-8"),
    )


class Untranslated(Exception):  # noqa: N818 - it is what it says
    """Something in a template that has no translation here; tells where and what."""


class Page:
    """The templates, translated one after another into one function.

    Attributes:
        lines: the function's body.
        named: the names that are taken from out of a macro.
        macros: the names of the macros, each a function within it.
    """

    def __init__(self, templates: Environment) -> None:
        self.lines: list[str] = []
        self.named: set[str] = set()
        self.macros: set[str] = set()
        self._read: set[str] = set()
        self._reading: list[str] = []
        self._own: set[str] = set()
        self._templates = templates

    def add(self, name: str) -> None:
        """Translate a template, after those that it takes macros from."""
        self._read.add(name)
        self._reading.append(name)
        loader = cast("BaseLoader", self._templates.loader)
        source, _, _ = loader.get_source(self._templates, name)
        rest = []
        for node in self._templates.parse(source, name).body:
            if isinstance(node, nodes.FromImport):
                self._import(name, node)
            elif isinstance(node, nodes.Macro):
                self._macro(name, node)
            elif not _is_blank(node):
                rest.append(node)
        if rest and len(self._reading) > 1:
            raise _untranslated(name, rest[0], "text of a template that only macros are taken from")
        made = Function(self, name, "    ")
        made.block(rest)
        self.lines += made.finished("yield from")
        self._own = made.ever
        self._reading.pop()

    def _import(self, template: str, node: nodes.FromImport) -> None:
        """Translate the template that macros are taken from, unless that is done."""
        plain = all(isinstance(name, str) for name in node.names) and node.with_context
        if not plain or not isinstance(node.template, nodes.Const):
            raise _untranslated(template, node, "an import but by name, as it is, with context")
        if node.template.value not in self._read:
            self.add(node.template.value)

    def _macro(self, template: str, macro: nodes.Macro) -> None:
        if macro.defaults or macro.name in self.macros:
            raise _untranslated(template, macro, "a macro with defaults, or named as another")
        parameters = [argument.name for argument in macro.args]
        for name in (macro.name, *parameters):
            _refuse_taken(template, macro, name)
        self.macros.add(macro.name)
        made = Function(self, template, " " * 8, parameters)
        made.block(macro.body)
        takes = ", ".join(f"{parameter}: Any" for parameter in parameters)
        self.lines += [
            f"    def {macro.name}({takes}) -> Markup:",
            "        out: list[str] = []",
            *made.finished("out +="),
            '        return Markup("".join(out))',
            "",
        ]

    def text(self) -> str:
        """Return the module.

        Raises:
            Untranslated: a macro would see what the page binds, which it does not in Jinja2.
        """
        if both := sorted(self._own & (self.named | self.macros)):
            raise Untranslated(f"{', '.join(both)}: bound by the page, and named in a macro")
        given = "\n".join(f"    {name}: Any," for name in sorted(self.named - self.macros))
        return _OPENING.format(given=given) + "\n".join(self.lines) + "\n"


class Function:
    """One function: the page's own, or one within it that a macro is.

    Attributes:
        ever: the names that it binds anywhere.
    """

    def __init__(
        self, page: Page, template: str, indent: str, parameters: Iterable[str] = ()
    ) -> None:
        self._page, self._template, self._indent = page, template, indent
        self._bound = [set(parameters)]
        self.ever, self._free = set(parameters), set[str]()
        self._loops = count(1)
        self._turns: list[int | None] = []
        self._lines: list[str | tuple[str, list[str]]] = []

    def finished(self, giving: str) -> list[str]:
        """Return its lines, once no name means two things in it: Python's loops keep their names.

        Args:
            giving: what is said before the pieces of the page that it gives.
        """
        if both := sorted(self.ever & self._free):
            what = "bound here and named where it is not; take another name"
            raise Untranslated(f"{self._template}: {', '.join(both)}: {what}")
        return [line for told in self._lines for line in _written(told, giving)]

    def block(self, body: Iterable[nodes.Node]) -> None:
        """Translate statements."""
        for node in body:
            self._statement(node)

    def _statement(self, node: nodes.Node) -> None:
        match node:
            case nodes.Output(nodes=parts):
                self._pieces([self._piece(part) for part in parts])
            case nodes.Assign(target=target, node=value):
                given = self._expression(value)
                self._line(f"{self._target(target)} = {given}")
            case nodes.If():
                self._if(node)
            case nodes.For(recursive=False):
                self._for(node)
            case _:
                raise self._refused(node, type(node).__name__)

    def _if(self, node: nodes.If) -> None:
        for word, part in [("if", node), *(("elif", part) for part in node.elif_)]:
            self._line(f"{word} {self._expression(part.test)}:")
            self._inner(part.body)
        if node.else_:
            self._line("else:")
            self._inner(node.else_)

    def _for(self, node: nodes.For) -> None:
        values, number = self._expression(node.iter), next(self._loops)
        self._bound.append(set())
        self._turns.append(None)
        target = self._target(node.target)
        if node.test:
            values = f"({target} for {target} in {values} if {self._expression(node.test)})"
        none = f"none_{number}"
        if node.else_:
            self._line(f"{none} = True")
        if _counts(node.body):
            self._turns[-1] = number
            own = ", ".join(f"{name}_{number}" for name in _OF_A_LOOP)
            target, values = f"{target}, {own}", f"in_turn({values})"
        self._line(f"for {target} in {values}:")
        if node.else_:
            self._line(f"    {none} = False")
        self._inner(node.body)
        self._bound.pop()
        self._turns.pop()
        if node.else_:
            self._line(f"if {none}:")
            self._inner(node.else_)

    def _inner(self, body: Iterable[nodes.Node]) -> None:
        """Translate statements of which none may run: what they bind is theirs."""
        self._indent += "    "
        self._bound.append(set())
        written = len(self._lines)
        self.block(body)
        if len(self._lines) == written:
            self._line("pass")
        self._bound.pop()
        self._indent = self._indent[4:]

    def _target(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Tuple):
            names = [*map(self._target, node.items)]
            return f"({', '.join(names)}{',' if len(names) == 1 else ''})"
        if not isinstance(node, nodes.Name):
            raise self._refused(node, type(node).__name__)
        if any(node.name in names for names in self._bound):
            raise self._refused(node, f"{node.name}, bound once more")
        _refuse_taken(self._template, node, node.name)
        self._bound[-1].add(node.name)
        self.ever.add(node.name)
        return node.name

    def _piece(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.TemplateData):
            return repr(node.data)
        return f"safe({self._expression(node)})"

    def _expression(self, node: nodes.Node) -> str:  # noqa: C901, PLR0911, PLR0912 - a line each
        told = self._expression
        match node:
            case nodes.Name():
                return self._name(node)
            case nodes.Const(value=value):
                return repr(value)
            case nodes.Tuple(items=items):
                return f"({''.join(f'{told(item)}, ' for item in items)})"
            case nodes.Getattr(node=nodes.Name(name="loop"), attr=attr) if attr in _OF_A_LOOP:
                return self._of_a_loop(node, attr)
            case nodes.Getattr(node=of, attr=attr) if not iskeyword(attr):
                return f"{told(of)}.{attr}"
            case nodes.Getitem(node=of, arg=arg):
                return f"{told(of)}[{told(arg)}]"
            case nodes.Call(node=called, args=args, kwargs=named, dyn_args=None, dyn_kwargs=None):
                for one in named:
                    _refuse_taken(self._template, one, one.key)
                given = [*map(told, args), *(f"{one.key}={told(one.value)}" for one in named)]
                return f"{told(called)}({', '.join(given)})"
            case nodes.CondExpr(test=test, expr1=yes, expr2=nodes.Expr() as no):
                return f"({told(yes)} if {told(test)} else {told(no)})"
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                return f"({told(left)} {node.operator} {told(right)})"
            case nodes.Add(left=left, right=right):
                return f"({told(left)} + {told(right)})"
            case nodes.Not(node=denied):
                return f"(not {told(denied)})"
            case nodes.Compare(expr=one, ops=[nodes.Operand(op=op, expr=other)]):
                sign = _COMPARED.get(op) or {"in": "in", "notin": "not in"}[op]
                return f"({told(one)} {sign} {told(other)})"
            case nodes.Test(node=tested, name="none", args=[]):
                return f"({told(tested)} is None)"
            case nodes.Filter(node=nodes.Expr() as filtered, name="length", args=[]):
                return f"len({told(filtered)})"
            case _:
                raise self._refused(node, type(node).__name__)

    def _name(self, node: nodes.Name) -> str:
        name = node.name
        _refuse_taken(self._template, node, name)
        if any(name in names for names in self._bound):
            return name
        self._free.add(name)
        self._page.named.add(name)
        return name

    def _of_a_loop(self, node: nodes.Node, attr: str) -> str:
        if not self._turns or self._turns[-1] is None:
            raise self._refused(node, f"loop.{attr} outside of a loop, or in its filter")
        return f"{attr}_{self._turns[-1]}"

    def _refused(self, node: nodes.Node, what: str) -> Untranslated:
        return _untranslated(self._template, node, what)

    def _line(self, line: str) -> None:
        self._lines.append(f"{self._indent}{line}")

    def _pieces(self, pieces: list[str]) -> None:
        match self._lines:
            case [*_, (self._indent, [*_] as before)]:
                before += pieces
            case _:
                self._lines.append((self._indent, pieces))


def _untranslated(template: str, node: nodes.Node, what: str) -> Untranslated:
    return Untranslated(f"{template}:{node.lineno}: {what}: not translated")


def _refuse_taken(template: str, node: nodes.Node, name: str) -> None:
    """Refuse a name that means something else to Python, to Jinja2 or to what is made here."""
    if name in _TAKEN or iskeyword(name) or re.fullmatch(r"(first|last|none)_\d+", name):
        raise _untranslated(template, node, f"{name} as a name")


def _written(told: str | tuple[str, list[str]], giving: str) -> Iterator[str]:
    """Return the lines of a statement, or of pieces of the page one below the other."""
    if isinstance(told, str):
        yield told
        return
    indent, pieces = told
    yield f"{indent}{giving} ("
    yield from (f"{indent}    {piece}," for piece in pieces)
    yield f"{indent})"


def _counts(body: Iterable[nodes.Node]) -> bool:
    """Tell whether the body of a loop asks about its own turns, not about those of an inner one."""
    for node in body:
        if isinstance(node, nodes.Name) and node.name == "loop":
            return True
        if isinstance(node, nodes.For):
            within: Iterable[nodes.Node] = [node.iter, *node.else_]
        else:
            within = node.iter_child_nodes()
        if _counts(within):
            return True
    return False


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes
    )


def compiled(templates: Environment) -> str:
    """Return the module that the templates are translated to."""
    page = Page(templates)
    page.add("page.html.jinja")
    return page.text()


def main() -> None:
    """Write it, if it is Python."""
    text = compiled(environment())
    compile(text, "compiled.py", "exec")
    PAGE.joinpath("compiled.py").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
