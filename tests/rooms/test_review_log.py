"""Logs of reviews as columns: read from a CSV file or given by a program, and checked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="the extra `fit`")

from quizkit.fitting import ReviewLog, ReviewLogError, read_csv  # noqa: E402


def test_a_csv_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(
        "id,card_id,review_time,review_rating,review_duration\n"
        "9,b,2026-03-01T09:00:00+01:00,3,2500\n"
        "8,a,1772352000000,1,\n",
        "utf-8-sig",
    )
    log = read_csv(path)
    assert log.cards.tolist() == [0, 1]  # by name where times are equal
    assert log.times.tolist() == [1772352000000000] * 2
    assert log.offsets.tolist() == [0, 3_600_000_000]
    assert log.ratings.tolist() == [1, 3]
    assert log.durations.tolist() == pytest.approx([np.nan, 2.5], nan_ok=True)


def test_every_broken_row_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(
        "card,time,rating,duration\n"
        "a,2026-03-01T09:00:00Z,5,\n"
        "a,2026-03-01T09:00:00,3,\n"
        "a,soon,3,\n"
        ",2026-03-01T09:00:00Z,3,\n"
        "a,2026-03-01T09:00:00Z,3,fast\n"
        "a\n"
        "\n"
        "a,2026-03-01T09:00:00Z,3,,5\n"
        "a,0001-01-01T00:00:00+14:00,3,\n"
        "a,1772352000,3,\n"
        "a,2026-03-01T09:00:00Z,3,,,\n"
        "a,2026-03-01T09:00:00Z,3,\n",
        "utf-8",
    )
    with pytest.raises(ReviewLogError) as error:
        read_csv(path)
    assert str(error.value).splitlines() == [
        f"{path}:2: the rating is 1 to 4, not '5'",
        f"{path}:3: '2026-03-01T09:00:00' has no UTC offset, such as +01:00 or Z at its end",
        f"{path}:4: 'soon' is no ISO time, such as 2026-03-01T09:00:00+01:00",
        f"{path}:5: there is no card",
        f"{path}:6: the duration is in milliseconds, 0 or more, not 'fast'",
        f"{path}:7: 4 columns, 1 fields",
        f"{path}:9: 4 columns, 5 fields",
        f"{path}:10: '0001-01-01T00:00:00+14:00' lies outside the years 2 to 9998",
        f"{path}:11: '1772352000' looks like seconds; milliseconds since 1970 are wanted",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"card,when\n", ":1: there is no column `review_time`"),
        (b"", ":1: there is no column `card_id` .*; it is empty"),
        (b"card;time;rating\n", "; its columns are card;time;rating\nfix: .* by commas: card_id,"),
        (b'card,time,rating\n"a,2026-03-01T09:00Z,3\n', "is no CSV file"),
        (b"card,time,rating\n\xff\n", "is not UTF-8"),
        (b"card,time,rating\n" + b"a,soon,3\n" * 12, "and 2 more"),
    ],
)
def test_a_file_that_is_no_log_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    with pytest.raises(ReviewLogError, match=message):
        read_csv(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReviewLogError, match=r"cannot read .*none\.csv"):
        read_csv(tmp_path / "none.csv")


def test_columns_are_checked() -> None:
    with pytest.raises(ValueError, match="differ in length: 2 cards, 1 times"):
        ReviewLog.of([1, 2], [0], [3, 3])
    with pytest.raises(ValueError, match="not 5"):
        ReviewLog.of([1], [0], [5])
    for time in (1e300, float("nan"), -1e12, datetime.max.replace(tzinfo=UTC)):
        with pytest.raises(ValueError, match="outside the years 2 to 9998"):
            ReviewLog.of([1], [time], [3])
    with pytest.raises(ValueError, match="no time zone"):
        ReviewLog.of([1], [datetime(2026, 3, 1)], [3])
    for name in (None, 1.5, float("nan")):
        with pytest.raises(ValueError, match="a card is named by a whole number or a text, not "):
            ReviewLog.of([1, name], [0, 0], [3, 3])  # type: ignore[list-item]


def test_columns_of_every_kind_are_one_log() -> None:
    times = [datetime(2026, 3, day, 9, tzinfo=UTC) for day in (1, 2)]
    naive = [time.replace(tzinfo=None) for time in times]
    wanted = ReviewLog.of([7, 8], times, [3, 1])
    for cards, moments, ratings in [
        (np.array([7, 8]), np.array(naive, dtype="datetime64[ns]"), np.array([3, 1], np.int8)),
        (np.array([7, 8], np.uint64), [time.timestamp() for time in times], [3.0, 1.0]),
        (iter([7, 8]), np.array([time.timestamp() for time in times]), iter([3, 1])),
    ]:
        found = ReviewLog.of(cards, moments, ratings)
        for name in ("cards", "times", "offsets", "ratings"):
            assert getattr(found, name).tolist() == getattr(wanted, name).tolist()
