"""Near misses: what somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 30  # names that a message lists


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the known words that are nearest to a word, the nearest first; often none."""
    from difflib import get_close_matches

    spelt = {name.casefold(): name for name in known}
    return [spelt[near] for near in get_close_matches(word.casefold(), spelt, n=most)]


def is_near_miss(word: str, known: str) -> bool:
    """Tell whether a word is a known one with a letter added, lost, changed or two swapped.

    Other capitals alone are a near miss too.
    """
    a, b = word.casefold(), known.casefold()
    if a == b:
        return word != known
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    if start is None:
        return abs(len(a) - len(b)) == 1
    rest_a, rest_b = a[start:], b[start:]
    swapped = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
    return swapped or rest_b[1:] in (rest_a, rest_a[1:]) or rest_a[1:] == rest_b


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known words, or all of them where none is near."""
    names = list(known)
    near = nearest(word, names)
    if near:
        return f"did you mean {' or '.join(near)}?"
    if len(names) == 1:
        return f"there is {names[0]}"
    more = f" and {len(names) - _MOST:,} more" if len(names) > _MOST else ""
    return f"there are {', '.join(names[:_MOST]) or 'none'}{more}"


def split_list(text: str) -> tuple[str, ...]:
    """Return the parts of a list as it stands in a cell: `a; b`."""
    return tuple(part for piece in text.split(";") if (part := piece.strip()))


def texts_of_list(text: str) -> list[str]:
    """Return the texts of a cell that lists some: `a; b`, or as JSON where one holds a `;`."""
    import json  # rarely needed

    if text.startswith("["):
        try:
            listed = json.loads(text)
        except ValueError:
            listed = None
        if isinstance(listed, list) and all(isinstance(one, str) for one in listed):
            return listed
    return list(split_list(text))


def list_of_texts(texts: Iterable[str]) -> str:
    """Return texts as a cell that lists them."""
    listed = list(texts)
    plain = "; ".join(listed)
    if split_list(plain) == tuple(listed) and not plain.startswith("["):
        return plain
    import json  # rarely needed

    return json.dumps(listed, ensure_ascii=False)
