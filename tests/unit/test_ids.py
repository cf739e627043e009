from datetime import timedelta

from tests.builders import NOW

from csms.ids import CROCKFORD, digest, new_ulid, shard_of, ulid_from


def test_ulids_sort_by_time() -> None:
    moments = [NOW + timedelta(milliseconds=n) for n in (0, 1, 50, 100_000)]
    ids = [new_ulid(moment) for moment in moments]
    assert ids == sorted(ids)


def test_ulid_is_26_characters_of_crockford() -> None:
    ulid = new_ulid(NOW)
    assert len(ulid) == 26
    assert set(ulid) <= set(CROCKFORD)


def test_two_ulids_of_one_moment_differ_in_their_tails() -> None:
    one, other = new_ulid(NOW), new_ulid(NOW)
    assert one != other
    assert one[:10] == other[:10]


def test_ulid_with_a_known_tail_is_always_the_same() -> None:
    assert ulid_from(NOW, 1 << 80) == ulid_from(NOW, 0)
    assert ulid_from(NOW, 31).endswith("00Z")
    assert ulid_from(NOW, 31) == "01KFDMDAG0000000000000000Z"


def test_digests_are_stable_for_ever() -> None:
    assert digest("CP1", 1, None) == "ce288cfa4c0c81688e048b255108e159"


def test_parts_of_a_digest_cannot_run_into_each_other() -> None:
    assert digest("a", "bc") != digest("ab", "c")
    assert digest("a", "") != digest("a")


def test_shards_are_stable_and_all_used() -> None:
    shards = [shard_of(f"CP{number}", 8) for number in range(200)]
    assert shards == [shard_of(f"CP{number}", 8) for number in range(200)]
    assert set(shards) == set(range(8))
