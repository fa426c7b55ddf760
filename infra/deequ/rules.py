"""The rules of DQDL that are asked of each table; Lavra is asked the same words."""

KEYS = ("n", "d", "t", "e")
NUMBERS = ("n", "big", "d", "f", "p")
COMPARISONS = (
    "> -8", "> 0", ">= 1", "< 100", "<= 3", "= 1", "!= 1", "!= 99", "between -8 and 100", "between 1 and 3", "not between -7 and 2",
    "not between 50 and 60", "in [1, 2, 3]", "in [1, 2, 3, NULL]", "not in [1, 2]", "not in [98, 99]", "not in [1, NULL]", "not in [99, NULL]",
    "= NULL", "!= NULL", "in [NULL]", "not in [NULL]",
)
TEXTS = (
    '= "a"', '!= "a"', 'in ["a", "A"]', 'not in ["a", "A"]', 'in ["a", NULL]', 'not in ["a", NULL]', '= ""', 'in [""]', '!= ""', '= " "', '= "é"', '= "it\'s"',
    'in ["NULL"]', "= NULL", "!= NULL", "= EMPTY", "!= EMPTY", "= WHITESPACES_ONLY", "!= WHITESPACES_ONLY", "in [NULL, EMPTY, WHITESPACES_ONLY]",
    "not in [NULL, EMPTY, WHITESPACES_ONLY]", 'in ["a", EMPTY]', 'not in ["a", EMPTY]', 'not in ["a", WHITESPACES_ONLY]', "not in [NULL]", "in [EMPTY, WHITESPACES_ONLY]",
)
PATTERNS = (
    "a", "a.*", ".*a", ".*", ".+", "", "a*", "[a-z]+", "[^a]", "a¦b", "(a¦b)", "(?i)a", "(?i)é", "(?s)a.b", "(?s).*", "(?m)^b", r"\d+", r"\w+", r"\s", r"\s+", r"\S+", r"\D+", r"\p{L}+",
    r"\p{Lu}", r"\x41", r"\u00e9", r"\h", r"a\.b", r"\ba\b", "[[:alpha:]]+", "[a&&[^b]]", "a{2}", "a{1,}", "a(?=b).*", "(?!a).*", r"(.)\1", "a++", "^a$", "é", ".{5}", "😀", r"\Qa.b\E", "[", "a$", "(?u)é",
)
LENGTHS = ("= 0", "= 1", "!= 0", "!= 1", "> 0", ">= 0", "< 301", "<= 300", "< 2", "between -1 and 301", "between 0 and 301", "not between 1 and 3", "not between 0 and 9", "in [0, 1, 2]", "in [1, 2]", "not in [0]", "not in [7]")
DAYS = (
    '> "2024-01-30"', '>= "2024-01-31"', '< "2024-02-01"', '<= "2024-01-31"', '= "2024-01-31"', '!= "2024-01-31"', '!= "2025-01-01"', 'between "2024-01-30" and "2024-02-02"',
    'between "2024-01-31" and "2024-02-01"', 'not between "2024-01-31" and "2024-02-01"', 'in ["2024-01-31", "2024-02-01"]', 'in ["2024-01-31", "2024-02-01", NULL]',
    'not in ["2024-01-31"]', 'not in ["2025-01-01"]', 'not in ["2025-01-01", NULL]', "< now()", "> (now() - 3 days)",
)
TYPES = ("INTEGER", "LONG", "DOUBLE", "FLOAT", "BOOLEAN", "DATE", "TIMESTAMP", "DECIMAL(5,2)", "Integer", "STRING")


def of_columns(columns=KEYS):
    """Whether values are there and how often each is."""
    for column in columns:
        yield f'IsComplete "{column}"'
        yield f'Completeness "{column}" >= 0.8'
        yield f'IsUnique "{column}"'
        yield f'Uniqueness "{column}" > 0.5'
        yield f'UniqueValueRatio "{column}" > 0.7'
        yield f'DistinctValuesCount "{column}" > 5'
        yield f'IsPrimaryKey "{column}"'
        yield f'Entropy "{column}" > 1'


def of_pairs():
    yield 'IsPrimaryKey "id" "n"'
    yield 'IsPrimaryKey "n" "t"'
    yield 'IsUnique "n" "t"'


def of_numbers():
    for column in (*NUMBERS, "e"):
        yield f'Mean "{column}" > 0'
        yield f'Sum "{column}" > 0'
        yield f'StandardDeviation "{column}" > 1'
    for one, other in (("n", "f"), ("id", "n"), ("d", "f"), ("p", "f"), ("n", "n"), ("e", "n")):
        yield f'ColumnCorrelation "{one}" "{other}" between -0.9 and 0.9'


def of_tables():
    for condition in ("= 10", "> 10", "between 9 and 11", "between 10 and 11", "not between 10 and 20", "in [0, 10]", "!= 0"):
        yield f"RowCount {condition}"
    yield "ColumnCount = 10"
    yield "ColumnCount < 10"
    for name in ("t", "T", "none"):
        yield f'ColumnExists "{name}"'
    yield 'ColumnNamesMatchPattern "[a-z]+"'
    yield 'ColumnNamesMatchPattern "[a-z]"'
    yield 'ColumnNamesMatchPattern "a"'


def of_statements():
    yield 'CustomSql "select count(*) from primary" = 10'
    yield 'CustomSql "select count(*) from primary where n is null" between 1 and 3'
    yield 'CustomSql "select max(n) from primary where id > 100" >= 0'
    yield 'CustomSql "select n from primary where id < 3" > 0'
    yield 'CustomSql "select id from primary"'
    yield 'CustomSql "select id from primary where f > 0"'
    yield 'CustomSql "select id from primary where f > 0" with threshold > 0.5'
    yield 'CustomSql "select n from primary"'
    yield 'CustomSql "select n from primary where n = 1"'
    yield 'CustomSql "select id, t from primary"'
    yield 'CustomSql "select id + 1 as id from primary"'


def composites():
    yield '(IsComplete "id") and (IsUnique "id")'
    yield '(IsComplete "n") or (RowCount > 5)'
    yield '(IsComplete "n") and (RowCount > 5)'
    yield '(IsComplete "n") or (RowCount > 50)'
    yield '((IsComplete "n") or (IsUnique "id")) and (RowCount > 5)'
    yield '(ColumnValues "n" > 100) or (ColumnValues "n" < 100)'
    yield '(ColumnValues "n" > -2147483649) or (ColumnValues "n" = NULL)'
    yield '(ColumnValues "n" = NULL) or (ColumnValues "n" != NULL)'
    yield '(ColumnLength "t" > 0) and (ColumnValues "t" != NULL)'
    yield '(Mean "e" > 0) or (RowCount > 5)'
    yield '(IsComplete "e") or (IsComplete "t")'


def with_where():
    for where in ("id > 99", "n is null", "n > 0 or n is null"):
        for rule in (
            'IsComplete "n"', 'Completeness "n" > 0.5', 'IsUnique "n"', 'Uniqueness "n" > 0.5', 'UniqueValueRatio "n" > 0.5', 'DistinctValuesCount "n" = 1', "RowCount = 2", 'Mean "f" > 0', 'Sum "n" = 3',
            'StandardDeviation "n" >= 0', 'Entropy "n" >= 0', 'ColumnCorrelation "n" "f" > 0', 'ColumnValues "n" >= 1', 'ColumnValues "t" != EMPTY', 'ColumnLength "t" > 0', 'IsPrimaryKey "n"',
            'ColumnDataType "n" = "INTEGER"',
        ):
            yield f'{rule} where "{where}"'


def with_thresholds():
    for rule in ('ColumnValues "n" > 0', 'ColumnValues "n" in [1, 2]', 'ColumnValues "t" matches "[a-z]+"', 'ColumnValues "t" != NULL', 'ColumnDataType "t" = "INTEGER"', 'ColumnValues "n" = 1'):
        yield f"{rule} with threshold between 0.1 and 0.99"
    yield 'ColumnValues "n" > 0 where "id < 5" with threshold > 0.5'


def values(columns, conditions):
    return [f'ColumnValues "{column}" {condition}' for column in columns for condition in conditions]


def patterns():
    for pattern in PATTERNS:
        yield f'ColumnValues "t" matches "{pattern.replace("¦", "|")}"'
    for pattern in ("a", "a.*", ".*", "[a-z]+", r"\d+", "", "b", "a¦b"):
        yield f'ColumnValues "t" not matches "{pattern.replace("¦", "|")}"'


def lengths():
    return [f'ColumnLength "{column}" {condition}' for column in ("t", "full") for condition in LENGTHS]


def types():
    return [f'ColumnDataType "{column}" = "{name}"' for column in ("num", "x") for name in TYPES] + [
        'ColumnDataType "num" = "INTEGER" with threshold > 0.3', 'ColumnDataType "num" = "DOUBLE" with threshold > 0.3', 'ColumnDataType "num" != "INTEGER"',
        'ColumnDataType "none" = "INTEGER"', 'ColumnDataType "full" = "INTEGER"',
    ]


def of_nothing():
    """Of a table without rows."""
    return [
        *of_columns(["n"]), *(f'{name} "n" >= 0' for name in ("Mean", "Sum", "StandardDeviation")), 'ColumnCorrelation "n" "f" > 0', "RowCount = 0", "RowCount > 0", "ColumnCount = 10", 'ColumnExists "n"',
        *values(["n"], ("> 0", "= 1", "!= 1", "in [1]", "not in [1]", "between 0 and 1", "= NULL", "!= NULL")), *values(["t"], ('= "a"', '!= "a"', 'matches "a"', "= EMPTY", "!= NULL")),
        'ColumnLength "t" > 0', 'ColumnLength "t" = 0', 'ColumnLength "t" in [1]', 'ColumnDataType "t" = "INTEGER"', 'CustomSql "select count(*) from primary" = 0', 'CustomSql "select id from primary"',
        'IsComplete "n" where "id > 1"', '(IsComplete "n") and (RowCount = 0)', '(IsComplete "n") or (RowCount = 0)',
    ]


RULES = {
    "nasty": [
        *of_columns(), *of_pairs(), *of_numbers(), *of_tables(), *of_statements(), *composites(), *with_where(), *with_thresholds(), *values(("n", "d"), COMPARISONS),
        *values(("p", "e", "t", "b"), ("> 0", "= 1", "in [1]", "!= NULL", "= NULL")), *values(("e",), ('= "a"', '!= "a"', "= EMPTY", 'matches "a"')),
    ],
    "words": [
        *values(("t",), TEXTS), *patterns(), *lengths(), *types(), *values(("at", "day"), DAYS), *values(("num",), ("> 0", "= 1", 'in ["1", "1.0"]')),
        *(f'{name} "{column}" > 1' for name in ("DistinctValuesCount", "Entropy") for column in ("t", "at", "day", "x")), 'IsUnique "t"', 'Uniqueness "t" > 0.9', 'UniqueValueRatio "x" > 0.3',
    ],
    "none": of_nothing(),
    "lone": [
        'IsComplete "n"', 'IsUnique "n"', 'Uniqueness "n" = 1', 'UniqueValueRatio "n" = 1', 'DistinctValuesCount "n" = 1', 'Entropy "n" = 0', 'Mean "n" = 1', 'Sum "n" = 1', 'StandardDeviation "n" = 0',
        'ColumnCorrelation "n" "x" > 0', 'ColumnValues "n" = 1', 'ColumnValues "x" > 0', 'ColumnValues "x" = 0', 'ColumnValues "x" in [0]', 'ColumnValues "x" != 0', 'IsPrimaryKey "n"', 'IsPrimaryKey "nothing"', 'ColumnLength "nothing" = 0',
        'ColumnLength "nothing" > 0', 'ColumnLength "t" = 1', 'CustomSql "select n from primary"',
    ],
}
