"""Texts: patterns, personal data, lengths, what type they could have."""

from cases import Constraint, Is, conditioned, expect, rule, sql

FULL, HALF, SOME = Is("=", 1), Is(">=", 0.5), Is(">", 0.2)
MAIL = "[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@([a-z0-9-]+\\.)+[a-z0-9-]+"
SITE = "(https?|ftp)://[^\\s/$.?#].[^\\s]*"
CARD = "\\b(4\\d{3}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4}|5[1-5]\\d{14}|6011[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4}|3[47]\\d{13})\\b"
SSN = "\\d{3}([- ]?)\\d{2}([- ]?)\\d{4}"
PATTERNS = ["^a", "[0-9]+", "^[A-Z]+$", "\\p{L}", ".", "^.$", "ç"]


def patterns(deequ):
    nothing = sql("select avg(case when regexp_matches(sku, 'x*') then 1.0 else 0.0 end) from primary", FULL)
    yield Constraint("clean", "hasPattern", ("sku", deequ.regex("x*")), FULL, nothing, words="x* = 1")
    for table, column in (("nasty", "t"), ("texts", "word"), ("texts", "num"), ("none", "t"), ("clean", "sku")):
        for pattern in PATTERNS:
            share = f"select avg(case when regexp_matches({column}, '{pattern}') then 1.0 else 0.0 end) from primary"
            for condition in (FULL, HALF):
                ours = sql(share, condition)
                arguments = (column, deequ.regex(pattern))
                yield Constraint(table, "hasPattern", arguments, condition, ours, words=f"{pattern} {condition}")


def personal():
    for kind, regex, column in (
        ("containsEmail", MAIL, "mail"), ("containsURL", SITE, "site"),
        ("containsCreditCardNumber", CARD, "card"), ("containsSocialSecurityNumber", SSN, "ssn"),
    ):
        for table, of in (("texts", column), ("texts", "word"), ("nasty", "t"), ("nasty", "e"), ("clean", "mail")):
            for condition in (FULL, SOME):
                ours = expect("column_values_to_match_regex", column=of, regex=regex, mostly=condition.low)
                yield Constraint(table, kind, (of,), condition, ours, number=False)


def lengths():
    for table, column in (
        ("nasty", "t"), ("nasty", "e"), ("none", "t"), ("texts", "word"), ("texts", "blank"), ("clean", "sku")
    ):
        for kind, name in (("hasMinLength", "min"), ("hasMaxLength", "max")):
            for condition in (Is(">=", 1), Is("<=", 7)):
                number = sql(f"select cast({name}(length({column})) as double) from primary", condition)
                yield Constraint(table, kind, (column,), condition, number)
        least = expect("column_value_lengths_to_be_between", column=column, min_value=1)
        yield Constraint(table, "hasMinLength", (column,), Is(">=", 1), least, number=False, words=">= 1, expected")
        most = expect("column_value_lengths_to_be_between", column=column, max_value=7, **conditioned("id > 1"))
        yield Constraint(table, "hasMaxLength", (column,), Is("<=", 7), most, "id > 1", number=False)


def types(deequ):
    for table, column in (("texts", "num"), ("nasty", "n"), ("nasty", "t"), ("nasty", "b"), ("nasty", "e"), ("clean", "sku")):
        for name, ours in (("Integral", "LONG"), ("Boolean", "BOOLEAN"), ("Numeric", "DOUBLE")):
            for condition in (FULL, SOME):
                cast = rule(f'ColumnDataType "{column}" = "{ours}" where "{column} is not null" with threshold {condition}')
                words = f"{name} {condition}"
                yield Constraint(table, "hasDataType", (column, deequ.datatype(name)), condition, cast, words=words)


def constraints(deequ):
    yield from patterns(deequ)
    yield from personal()
    yield from lengths()
    yield from types(deequ)
