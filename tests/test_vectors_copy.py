"""The vectors here are the shared ones, byte for byte."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent / "vectors"


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.shared
def test_the_vectors_are_the_shared_ones(shared: Path) -> None:
    ours, theirs = contents(HERE), contents(shared / "vectors")
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []
