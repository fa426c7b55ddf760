"""What is asked of each table: an expectation's name, without `expect_`, and its arguments."""

OF_TEXTS = [
    "^a", "a$", "^a$", "b", "^b", ".", "^.$", "^.{2}$", "^.*$", "^$", "", r"\d", r"^\d+$", r"\D", r"\w", r"^\w+$", r"\W", r"\s", r"^\s$", r"\S",
    r"\bb\b", r"\Bb", "(?i)^a$", "(?i)ss", "(?i)k", "(?i)é", "(?m)^b", "(?s)^a.b$", "(?s)^.$", r"\Aa\Z", r"\Aa\z", "a{,3}", "^a{,3}$", "a{2}", "[^a]", "[a-z]", "[[a]",
    "[[:alpha:]]", "[]a]", r"[\d]", r"[\w.]", r"\x41", r"\u00e9", r"\U0001F600", r"\101", r"\t", r"\.", r"\_", r"\é", "é", "e\u0301", "^😀$", "😀{2}",
    "(a)(b)", "(?P<x>a)", "(?<x>a)", "(?:a|b)", "a(?=b)", "(?<!a)b", r"(a)\1", "a++", "a*?", "(?>a)", "(?#x)a", "(?x) a b", "a|", "(", "a)", "*a", "a**", "[b-a]", r"\Qa\E",
    r"\pL", r"\p{L}", r"\h", r"\e", r"\Z", "(?a)\\d", "(?i:A)", "(?-i:A)", "a{1,2}{3}", "^[^\\W\\d]$", "^[ -~]*$", "\\N{DIGIT ONE}", "{", "a{", "a{1", "}", "]", "^^a", "a$$",
    "$", "(?i)İ", "[é-ü]",
]

FORMATS = [
    "%Y-%m-%d", "%y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%m/%d/%y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M:%S.%f",
    "%H:%M", "%I:%M %p", "%d-%b-%y", "%d-%b-%Y", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%A", "%b %Y", "%b", "%B", "%Y", "%y", "%m", "%Y%m%d", "%m/%Y", "%Y-%j", "%j",
    "%Y-%U", "%Y-%W", "%c", "%x", "%X", "%%", "%Y-%m-%d%%", "%-d/%-m/%Y", "%e", "%D", "%T", "%F", "%s", "%G-W%V", "%Z", "%Y-%m-%d %Z", "%Y-%m-%d ", " %Y-%m-%d", "%w", "%p", "%f", "%",
    "%Y-%m-%d %H:%M:%S %Z", "abc", "%Q",
]

SCHEMAS = [
    True, {}, {"type": "object"}, {"type": "array"}, {"type": "string"}, {"type": "number"}, {"type": "integer"}, {"type": "boolean"}, {"type": "null"},
    {"type": ["string", "null"]}, {"enum": [1]}, {"enum": ["a", True]}, {"enum": [True]}, {"enum": [0]}, {"enum": [None]}, {"const": 1}, {"const": True}, {"const": False}, {"const": 0}, {"const": "é"},
    {"const": {"a": 1}}, {"const": []}, {"const": None}, {"minimum": 1}, {"maximum": 1}, {"exclusiveMinimum": 1}, {"exclusiveMaximum": 1}, {"multipleOf": 0.1}, {"multipleOf": 1}, {"multipleOf": 100},
    {"minLength": 1}, {"minLength": 2}, {"maxLength": 1}, {"pattern": "^a"}, {"pattern": "a"}, {"pattern": r"^\w$"}, {"minItems": 1}, {"maxItems": 1}, {"uniqueItems": True}, {"items": {"type": "integer"}},
    {"required": ["a"]}, {"required": ["a.b"]}, {"required": [""]}, {"properties": {"a": {"type": "integer"}}}, {"properties": {"a.b": {"type": "string"}}}, {"properties": {"a": {"properties": {"b": {"type": "string"}}}}},
    {"additionalProperties": False}, {"properties": {"a": {}}, "additionalProperties": False}, {"properties": {"a": False}}, {"minProperties": 1}, {"maxProperties": 1},
    {"allOf": [{"type": "integer"}, {"minimum": 1}]}, {"anyOf": [{"type": "string"}, {"type": "integer"}]}, {"oneOf": [{"type": "integer"}, {"minimum": 1}]}, {"not": {"type": "object"}},
    {"format": "date"}, {"type": "unknown"}, {"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "minLength": 1}}}, {"unknown": 1}, {"items": [{"type": "integer"}]},
    {"minimum": "1"}, {"$schema": "http://json-schema.org/draft-04/schema#", "minimum": 1, "exclusiveMinimum": True}, {"type": "integer", "multipleOf": 0.5},
]

ENDS = [{"min_value": 1}, {"max_value": 1}, {"min_value": 1, "strict_min": True}, {"max_value": 1, "strict_max": True}, {"min_value": 1, "max_value": 2}]

OF_NUMBERS = ["n", "f", "big", "same", "few", "lone", "none", "id"]


def quantiles(column, shares):
    return "column_quantile_values_to_be_between", {
        "column": column,
        "quantile_ranges": {"quantiles": shares, "value_ranges": [[None, 1e300]] * len(shares)},
    }


def statistic(name, column, arguments=None):
    return f"column_{name}_to_be_between", {"column": column, "min_value": -10, **(arguments or {"max_value": 1e9})}


def of_numbers():
    for column in OF_NUMBERS:
        for name in ("min", "max", "mean", "median", "stdev", "sum", "unique_value_count", "proportion_of_unique_values", "proportion_of_non_null_values"):
            yield f"column_{name}_to_be_between", {"column": column, "min_value": 0, "max_value": 5}
        for end in ENDS:
            yield "column_values_to_be_between", {"column": column, **end}
        yield quantiles(column, [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1])
        for threshold in (0.5, 1, 2, -1):
            for both in (True, False):
                yield "column_value_z_scores_to_be_less_than", {"column": column, "threshold": threshold, "double_sided": both, "mostly": 0.8}
        for method, multiplier in (("iqr", 1.5), ("iqr", 0), ("std", 1), ("std", 0), ("std", 3)):
            yield "column_values_to_not_be_outliers", {"column": column, "method": method, "multiplier": multiplier}
        for direction in ("increasing", "decreasing"):
            for strictly in (True, False):
                yield f"column_values_to_be_{direction}", {"column": column, "strictly": strictly}
        for mostly in (0, 0.1, 0.8, 0.9, 1):
            yield "column_values_to_not_be_null", {"column": column, "mostly": mostly}
            yield "column_values_to_be_null", {"column": column, "mostly": mostly}
            yield "column_values_to_be_unique", {"column": column, "mostly": mostly}
        for values in ([1, 2], [1.0, 2, 3, 100, -7], [], [5], [0]):
            yield "column_values_to_be_in_set", {"column": column, "value_set": values}
            yield "column_values_to_not_be_in_set", {"column": column, "value_set": values}
            for how in ("be_in", "contain", "equal"):
                yield f"column_distinct_values_to_{how}_set", {"column": column, "value_set": values}
            for ties in (True, False):
                yield "column_most_common_value_to_be_in_set", {"column": column, "value_set": values, "ties_okay": ties}
    for bins, weights, more in (
        ([0, 2, 4], [0.5, 0.5], {}), ([0, 2, 4], [0.5, 0.5], {"tail_weight_holdout": 0.1}), ([0, 2, 4], [1.0, 0.0], {"internal_weight_holdout": 0.1, "tail_weight_holdout": 0.1}),
        ([-10, 1, 3, 100], [0.2, 0.3, 0.5], {}), ([1, 2, 3], [0.5, 0.5], {"tail_weight_holdout": 0.2}),
    ):
        for column in ("n", "f", "few", "none"):
            yield "column_kl_divergence_to_be_less_than", {"column": column, "partition_object": {"bins": bins, "weights": weights}, "threshold": 0.5, **more}


def of_pairs():
    for missing in ("both_values_are_missing", "either_value_is_missing", "neither"):
        for mostly in (0.2, 0.5, 1):
            given = {"column_A": "a", "column_B": "b", "ignore_row_if": missing, "mostly": mostly}
            yield "column_pair_values_to_be_equal", given
            yield "column_pair_values_a_to_be_greater_than_b", given
            yield "column_pair_values_a_to_be_greater_than_b", {**given, "or_equal": True}
            yield "column_pair_values_to_be_in_set", {**given, "value_pairs_set": [[1.0, 1.0], [2.0, 1.0], [3.0, 2.0]]}
    for missing in ("all_values_are_missing", "any_value_is_missing", "never"):
        for columns in (["a", "b"], ["a", "b", "c"]):
            given = {"column_list": columns, "ignore_row_if": missing, "mostly": 0.3}
            yield "multicolumn_sum_to_equal", {**given, "sum_total": 2}
            yield "multicolumn_sum_to_equal", {**given, "sum_total": 0.6}
            yield "multicolumn_sum_to_equal", {**given, "sum_total": 0.30000000000000004}
            yield "multicolumn_values_to_be_equal", given
            yield "compound_columns_to_be_unique", given
            yield "select_column_values_to_be_unique_within_record", given


def of_words():
    for column in ("t", "u", "v"):
        for values in (["a", "b"], ["a"], [], ["é"], ["A", "a", "b", "é", "", " "], ["x", ""]):
            yield "column_values_to_be_in_set", {"column": column, "value_set": values}
            yield "column_values_to_not_be_in_set", {"column": column, "value_set": values}
            for how in ("be_in", "contain", "equal"):
                yield f"column_distinct_values_to_{how}_set", {"column": column, "value_set": values}
            for ties in (True, False):
                yield "column_most_common_value_to_be_in_set", {"column": column, "value_set": values, "ties_okay": ties}
        for end in ({"min_value": "a"}, {"max_value": "a"}, {"min_value": "A", "max_value": "b"}, {"min_value": "a", "strict_min": True}):
            yield "column_values_to_be_between", {"column": column, **end}
            yield "column_min_to_be_between", {"column": column, **end}
            yield "column_max_to_be_between", {"column": column, **end}
        for direction in ("increasing", "decreasing"):
            yield f"column_values_to_be_{direction}", {"column": column}
        for weights in ([0.5, 0.5], [1.0, 0.0], [0.9, 0.1]):
            for holdout in ({}, {"tail_weight_holdout": 0.1}):
                yield "column_kl_divergence_to_be_less_than", {"column": column, "partition_object": {"values": ["a", "b"], "weights": weights}, "threshold": 0.5, **holdout}
        for name in ("unique_value_count", "proportion_of_unique_values", "proportion_of_non_null_values"):
            yield f"column_{name}_to_be_between", {"column": column, "min_value": 0, "max_value": 5}
        yield "column_values_to_be_unique", {"column": column, "mostly": 0.5}
    for missing in ("both_values_are_missing", "either_value_is_missing", "neither"):
        given = {"column_A": "t", "column_B": "u", "ignore_row_if": missing, "mostly": 0.3}
        yield "column_pair_values_to_be_equal", given
        yield "column_pair_values_to_be_in_set", {**given, "value_pairs_set": [["a", "a"], ["a", "b"], ["", ""]]}
        yield "column_pair_values_to_be_in_set", {**given, "value_pairs_set": [["b", None]]}
    for missing in ("all_values_are_missing", "any_value_is_missing", "never"):
        given = {"column_list": ["t", "u", "v"], "ignore_row_if": missing, "mostly": 0.3}
        yield "compound_columns_to_be_unique", given
        yield "select_column_values_to_be_unique_within_record", given
        yield "multicolumn_values_to_be_equal", given


def of_lists():
    for match in ("any", "all"):
        for regexes in (["^a", "b$"], [r"\d", r"\w"], ["^$"]):
            yield "column_values_to_match_regex_list", {"column": "t", "regex_list": regexes, "match_on": match, "mostly": 0.5}
    for regexes in (["^a", "b$"], ["x"], [r"\d"]):
        yield "column_values_to_not_match_regex_list", {"column": "t", "regex_list": regexes, "mostly": 0.5}


def of_lengths():
    for end in ({"min_value": 1}, {"max_value": 1}, {"min_value": 1, "max_value": 1}, {"min_value": 1, "strict_min": True}, {"min_value": 1, "max_value": 300}):
        yield "column_value_lengths_to_be_between", {"column": "t", **end}
    for value in (0, 1, 2, 5, 300):
        yield "column_value_lengths_to_equal", {"column": "t", "value": value}


def of_nothing():
    for name in ("min", "max", "mean", "median", "stdev", "sum", "unique_value_count", "proportion_of_unique_values", "proportion_of_non_null_values"):
        for end in ({"min_value": 0}, {"max_value": 0}, {"min_value": 1}):
            yield f"column_{name}_to_be_between", {"column": "n", **end}
    yield quantiles("n", [0.5])
    for name, more in (
        ("values_to_not_be_null", {}), ("values_to_be_null", {}), ("values_to_be_unique", {}), ("values_to_be_in_set", {"value_set": [1]}), ("values_to_be_increasing", {}),
        ("distinct_values_to_be_in_set", {"value_set": [1]}), ("distinct_values_to_contain_set", {"value_set": [1]}), ("distinct_values_to_equal_set", {"value_set": [1]}),
        ("distinct_values_to_contain_set", {"value_set": []}), ("distinct_values_to_equal_set", {"value_set": []}), ("most_common_value_to_be_in_set", {"value_set": [1]}),
        ("value_z_scores_to_be_less_than", {"threshold": 1, "double_sided": True}), ("values_to_not_be_outliers", {"method": "iqr", "multiplier": 1.5}), ("values_to_not_be_outliers", {"method": "std", "multiplier": 1.5}),
        ("kl_divergence_to_be_less_than", {"partition_object": {"bins": [0, 1], "weights": [1.0]}, "threshold": 0.1}), ("values_to_be_between", {"min_value": 0}),
    ):
        yield f"column_{name}", {"column": "n", **more}
    for name, more in (
        ("values_to_match_regex", {"regex": "a"}), ("values_to_not_match_regex", {"regex": "a"}), ("value_lengths_to_equal", {"value": 1}), ("values_to_match_strftime_format", {"strftime_format": "%Y"}),
        ("values_to_be_dateutil_parseable", {}), ("values_to_be_json_parseable", {}), ("values_to_match_json_schema", {"json_schema": {"type": "object"}}), ("most_common_value_to_be_in_set", {"value_set": ["a"]}),
    ):
        yield f"column_{name}", {"column": "t", **more}
    yield "table_row_count_to_equal", {"value": 0}
    yield "table_row_count_to_be_between", {"min_value": 0, "max_value": 1}


def questions():
    """By tables, as pairs of a name and arguments."""
    few = {"column": "t", "mostly": 0.5}
    numbers = [*(quantiles("n", [q]) for q in (0.1, 0.25, 0.3, 1 / 3, 0.5, 0.625, 0.75, 0.9)), statistic("median", "n"), statistic("stdev", "n"), statistic("mean", "n"), statistic("sum", "n")]
    return {
        "texts": [
            *(("column_values_to_match_regex", {**few, "regex": regex}) for regex in OF_TEXTS),
            *of_lists(), *of_lengths(),
            *(("column_values_to_be_unique", {"column": "t", "mostly": mostly}) for mostly in (0.8, 0.85, 0.9)),
        ],
        "dates": [
            ("column_values_to_be_dateutil_parseable", few),
            *(("column_values_to_match_strftime_format", {**few, "strftime_format": form}) for form in FORMATS),
        ],
        "json": [("column_values_to_be_json_parseable", few)],
        "schemas": [
            ("column_values_to_be_json_parseable", few),
            *(("column_values_to_match_json_schema", {**few, "json_schema": schema}) for schema in SCHEMAS),
        ],
        "numbers": [*of_numbers(), *of_pairs()],
        "whole": [*numbers, *(("column_values_to_not_be_outliers", {"column": "n", "method": how, "multiplier": 1}) for how in ("iqr", "std"))],
        "even": [*numbers, ("column_value_z_scores_to_be_less_than", {"column": "n", "threshold": 1.1, "double_sided": True})],
        "infinite": [
            *(statistic(name, "n") for name in ("min", "max", "mean", "median", "stdev", "sum")), quantiles("n", [0, 0.5, 1]),
            *(("column_values_to_be_between", {"column": "n", **end}) for end in ENDS),
            ("column_value_z_scores_to_be_less_than", {"column": "n", "threshold": 1, "double_sided": True}),
            ("column_values_to_not_be_outliers", {"column": "n", "method": "iqr", "multiplier": 1.5}),
        ],
        "words": [*of_words()],
        "days": [
            *(("column_values_to_be_between", {"column": "d", **end}) for end in ({"min_value": "2024-01-01"}, {"max_value": "2024-01-01", "strict_max": True})),
            ("column_values_to_be_increasing", {"column": "d"}), ("column_values_to_be_unique", {"column": "d"}),
            ("column_max_to_be_between", {"column": "d", "min_value": "2024-01-02"}), ("column_min_to_be_between", {"column": "d", "max_value": "2023-12-30"}),
        ],
        "empty": [*of_nothing()],
        "nulls": [*of_nothing()],
    }
