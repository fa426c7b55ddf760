"""A suite that Lavra exports is one that Great Expectations reads, and both say the same of the same rows."""

import json
import subprocess
import warnings

import pytest
from conftest import ROOT
from deltalake import DeltaTable

gx = pytest.importorskip("great_expectations", reason="pip install -r infra/interop/requirements-gx.txt")

ROWS = """id,price,other,state,sold_on,note
A,1.5,1.5,new,2024-01-01,{"a":1}
B,2.5,3.5,used,2024-02-01,{"a":2}
C,7.25,7.25,lost,2024-03-01,[1]
D,,4.0,,2024-04-01,x
E,100.0,4.0,new,2024-05-01,
"""

TABLE = """
from: bronze.items
columns:
  id: { tests: [not_null, unique] }
  price: { type: double, tests: [{ not_null: { mostly: 0.5, severity: warn } }] }
  other: { type: double }
  state: { tests: [{ accepted_values: { values: [new, used], severity: warn } }] }
  sold_on: { type: date }
  note: {}
expectations:
"""

EXPECTATIONS = [
    ("column_values_to_be_between", {"column": "price", "min_value": 2, "mostly": 0.5}),
    ("column_values_to_be_between", {"column": "price", "max_value": 7.25, "strict_max": True}),
    ("column_values_to_be_between", {"column": "price", "min_value": 90, "row_condition": "other == 4"}),
    ("column_value_lengths_to_equal", {"column": "id", "value": 1}),
    ("column_value_lengths_to_be_between", {"column": "state", "min_value": 4}),
    ("column_values_to_match_regex", {"column": "state", "regex": "^[nu]", "mostly": 0.75}),
    ("column_values_to_match_regex_list", {"column": "state", "regex_list": ["^n", "d$"], "match_on": "any"}),
    ("column_values_to_not_match_regex_list", {"column": "state", "regex_list": ["x", "^l"]}),
    ("column_min_to_be_between", {"column": "price", "min_value": 1, "max_value": 2}),
    ("column_max_to_be_between", {"column": "price", "max_value": 99}),
    ("column_mean_to_be_between", {"column": "other", "min_value": 4, "max_value": 4.1}),
    ("column_median_to_be_between", {"column": "other", "min_value": 4, "max_value": 4}),
    ("column_stdev_to_be_between", {"column": "other", "min_value": 2, "max_value": 2.1}),
    ("column_sum_to_be_between", {"column": "other", "min_value": 20.25, "max_value": 20.25}),
    ("column_unique_value_count_to_be_between", {"column": "other", "min_value": 5}),
    ("column_proportion_of_unique_values_to_be_between", {"column": "other", "min_value": 0.8, "max_value": 0.8}),
    ("column_proportion_of_non_null_values_to_be_between", {"column": "price", "min_value": 0.9}),
    ("column_distinct_values_to_be_in_set", {"column": "state", "value_set": ["new", "used", "lost"]}),
    ("column_distinct_values_to_contain_set", {"column": "state", "value_set": ["new", "gone"]}),
    ("column_distinct_values_to_equal_set", {"column": "state", "value_set": ["lost", "new", "used"]}),
    ("column_most_common_value_to_be_in_set", {"column": "state", "value_set": ["new"]}),
    ("column_most_common_value_to_be_in_set", {"column": "state", "value_set": ["used"], "ties_okay": True}),
    ("column_values_to_not_be_in_set", {"column": "state", "value_set": ["lost"], "mostly": 0.75}),
    ("column_value_z_scores_to_be_less_than", {"column": "price", "threshold": 1.4, "double_sided": True}),
    ("column_values_to_not_be_outliers", {"column": "price", "method": "std", "multiplier": 1.4}),
    ("column_values_to_not_be_outliers", {"column": "other", "method": "iqr", "multiplier": 1.5}),
    (
        "column_quantile_values_to_be_between",
        {"column": "other", "quantile_ranges": {"quantiles": [0, 0.5, 1], "value_ranges": [[None, 2], [4, 4], [9, 9]]}},
    ),
    (
        "column_kl_divergence_to_be_less_than",
        {
            "column": "state",
            "partition_object": {"values": ["new", "used", "lost"], "weights": [0.5, 0.25, 0.25]},
            "threshold": 0.001,
        },
    ),
    (
        "column_kl_divergence_to_be_less_than",
        {
            "column": "other",
            "partition_object": {"bins": [0, 2, 4, 8], "weights": [0.25, 0.25, 0.5]},
            "threshold": 0.02,
            "tail_weight_holdout": 0.1,
        },
    ),
    ("column_values_to_be_increasing", {"column": "other"}),
    ("column_values_to_match_strftime_format", {"column": "id", "strftime_format": "%Y"}),
    ("column_values_to_be_json_parseable", {"column": "note", "mostly": 0.75}),
    (
        "column_values_to_match_json_schema",
        {"column": "note", "json_schema": {"required": ["a"], "type": "object"}, "row_condition": "price < 5"},
    ),
    ("column_pair_values_a_to_be_greater_than_b", {"column_A": "price", "column_B": "other", "or_equal": True}),
    ("column_pair_values_to_be_equal", {"column_A": "price", "column_B": "other", "mostly": 0.4}),
    ("column_pair_values_to_be_in_set", {"column_A": "id", "column_B": "state", "value_pairs_set": [["A", "new"]]}),
    ("compound_columns_to_be_unique", {"column_list": ["other", "state"]}),
    ("multicolumn_sum_to_equal", {"column_list": ["price", "other"], "sum_total": 6, "mostly": 0.2}),
    ("multicolumn_values_to_be_equal", {"column_list": ["price", "other"], "mostly": 0.4}),
    ("select_column_values_to_be_unique_within_record", {"column_list": ["price", "other"], "mostly": 0.6}),
    ("table_row_count_to_be_between", {"min_value": 5, "max_value": 5}),
    ("table_row_count_to_equal", {"value": 6}),
    ("table_column_count_to_equal", {"value": 6}),
    ("table_columns_to_match_set", {"column_set": ["id", "price"], "exact_match": False}),
    ("table_columns_to_match_ordered_list", {"column_list": ["id", "price", "other", "state", "sold_on", "note"]}),
    ("column_to_exist", {"column": "id"}),
]


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """A lake of one table with all these expectations, run and published: each of them only warns."""
    folder = tmp_path_factory.mktemp("suites")
    lines = [{f"expect_{name}": {**arguments, "severity": "warn"}} for name, arguments in EXPECTATIONS]
    for layer, name, text in (
        ("", "lake.yaml", "lake: suites\n"),
        ("landing", "items.csv", ROWS.replace('{"a":1}', '"{""a"":1}"').replace('{"a":2}', '"{""a"":2}"')),
        ("bronze", "items.yaml", "source: { files: landing/items.csv, format: csv }\n"),
        ("silver", "items.yaml", TABLE + "".join(f"  - {json.dumps(line)}\n" for line in lines)),
    ):
        (folder / layer).mkdir(exist_ok=True)
        (folder / layer / name).write_text(text, encoding="utf-8")
    lavra("run", folder)
    return folder


def lavra(*arguments):
    done = subprocess.run([ROOT / "lavra", *arguments, "--output", "json"], check=False, stdout=subprocess.PIPE)
    assert done.returncode in (0, 3), f"lavra {arguments[0]} ended {done.returncode}"
    return json.loads(done.stdout) if done.stdout else None


@pytest.fixture(scope="module")
def suite(lake):
    lavra("check", "silver.items", lake, "--export-gx", lake / "silver/exported.json")
    return json.loads((lake / "silver/exported.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def batch(lake):
    """The published rows, as Great Expectations sees them by pandas."""
    frame = DeltaTable(str(lake / ".lake/silver/items")).to_pyarrow_table().to_pandas()
    assert len(frame) == ROWS.count("\n") - 1
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("lake").add_dataframe_asset("items")
    return asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})


def test_every_outcome_is_theirs(lake, suite, batch):
    ours = lavra("check", "silver.items", lake)["checks"]
    expectations = gx.ExpectationSuite(**suite).expectations
    assert len(expectations) == len(ours) == len(EXPECTATIONS) + 4
    different = []
    for check, expectation in zip(ours, expectations, strict=True):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = batch.validate(expectation)
        if result.success != (check["status"] == "pass"):
            different.append((check, result.to_json_dict()["result"]))
    assert not different, "\n".join(map(str, different))


def test_what_is_exported_and_read_again_is_the_same(lake, suite):
    (lake / "silver/again.yaml").write_text(
        TABLE.split("columns:")[0]
        + "columns: { id: {}, price: { type: double }, other: { type: double }, state: {}, sold_on: { type: date }, note: {} }\n"
        + "expectations: [gx: exported.json]\n",
        encoding="utf-8",
    )
    lavra("check", "silver.again", lake, "--export-gx", lake / "again.json")
    again = json.loads((lake / "again.json").read_text(encoding="utf-8"))
    assert again["expectations"] == suite["expectations"]
