from csms.stations.passwords import hash_password, password_matches

PASSWORD = "a-password-of-20-char"


def test_right_password_matches_its_hash() -> None:
    assert password_matches(PASSWORD.encode(), hash_password(PASSWORD))


def test_wrong_password_does_not_match() -> None:
    stored = hash_password(PASSWORD)
    for wrong in (b"", PASSWORD.upper().encode(), PASSWORD.encode() + b"x", b"\xff\xfe"):
        assert not password_matches(wrong, stored)


def test_hashes_of_one_password_differ_by_salt() -> None:
    assert hash_password(PASSWORD) != hash_password(PASSWORD)
    assert hash_password(PASSWORD, b"salt") == hash_password(PASSWORD, b"salt")


def test_hash_says_how_it_was_made_and_nothing_more() -> None:
    stored = hash_password(PASSWORD)
    assert stored.startswith("scrypt$4096$8$1$")
    assert PASSWORD not in stored


def test_hash_of_another_scheme_never_matches() -> None:
    stored = hash_password(PASSWORD).replace("scrypt", "plain", 1)
    assert not password_matches(PASSWORD.encode(), stored)
