"""Chance in the sample comes out the same everywhere, or `sample.db` could not be made again."""

from pace_tui.sample.luck import Luck


def test_chance_is_the_same_on_every_python() -> None:
    """Figures worked out once: a Python that gives others would make another sample."""
    luck = Luck(1)
    assert [luck.between(1, 100) for _ in range(6)] == [14, 85, 77, 26, 50, 45]
    assert luck.shuffled("abcdef") == ["c", "b", "e", "a", "f", "d"]
    assert luck.weighted({"never": 0, "always": 3}) == "always"
    assert luck.around(100, 10) == 99.2457545392773
