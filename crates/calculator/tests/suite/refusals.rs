//! A bad input is refused, and the field is named.

use panel_calculator::{CalculatorError, run};

/// A method, a bad input, and the field that is to be named.
type Refused = (&'static str, &'static str, &'static str);

/// Fields that are missing, unknown or of another type.
const SHAPES: &[Refused] = &[
    ("wilson", r#"{"trials": 32}"#, "successes"),
    ("wilson", r#"{"successes": "29", "trials": 32}"#, "successes"),
    ("wilson", r#"{"successes": 29.5, "trials": 32}"#, "successes"),
    ("wilson", r#"{"successes": -1, "trials": 32}"#, "successes"),
    ("wilson", r#"{"successes": null, "trials": 32}"#, "successes"),
    ("wilson", r#"{"successes": 29, "trials": 32, "Z": 2}"#, "Z"),
    ("wilson", r#"{"successes": 29, "successes": 30, "trials": 32}"#, "successes"),
    ("wilson", "[29, 32]", "."),
    ("wilson", "7", "."),
    ("newcombe", r#"{"first": {"successes": 1, "trials": 2}}"#, "second"),
    ("newcombe", r#"{"first": {"successes": 1, "trials": 2}, "second": [1, 2]}"#, "second"),
    (
        "newcombe",
        r#"{"first": {"successes": 1, "trials": 2}, "second": {"successes": 1}}"#,
        "second.trials",
    ),
    (
        "newcombe",
        r#"{"first": {"successes": 1, "trials": 2, "of": 3}, "second": {"successes": 1}}"#,
        "first.of",
    ),
    ("c-chart", r#"{"counts": [4, 5, 6, "7"]}"#, "counts[3]"),
    ("c-chart", r#"{"counts": 4}"#, "counts"),
    ("c-chart", r#"{"counts": [4], "rules": {"shift": 7, "run": 3}}"#, "rules.run"),
    ("c-chart", r#"{"counts": [4], "rules": {"third": "nowhere"}}"#, "rules.third"),
    ("u-chart", r#"{"rates": [{"count": 4}, {"exposure": 2}]}"#, "rates[1].count"),
    ("ranks", r#"{"values": [1, 2], "best": "middle"}"#, "best"),
    ("ranks", r#"{"values": [1, 2], "best": 3}"#, "best"),
    ("xmr-chart", r#"{"values": [1, NaN]}"#, "values[1]"),
    ("xmr-chart", r#"{"values": [1, 1e999]}"#, "values[1]"),
    ("xmr-chart", "{\"values\": [1,\n -Infinity]}", "values[1]"),
    (
        "overdispersed-proportions",
        r#"{"proportions": [{"successes": 1, "trials": 2}], "extremes": {"winsorise": 0.1, "trim": 0.1}}"#,
        "extremes",
    ),
    ("overdispersed-proportions", r#"{"proportions": [], "extremes": {}}"#, "extremes"),
    ("least-squares", r#"{"design": [[], [], []], "values": [1, 2, 3]}"#, "design"),
    (
        "xmr-chart",
        r#"{"values": [1, 2], "segments": {"frozen": [{"segment": 0, "from": 0, "to": 1}, {"segment": 0, "from": 1, "to": 2}]}}"#,
        "segments.frozen[1].segment",
    ),
    ("weighted-share", r#"{"answers": [{"success": 1, "weight": 1}]}"#, "answers[0].success"),
];

/// Numbers out of range.
const RANGES: &[Refused] = &[
    ("wilson", r#"{"successes": 33, "trials": 32}"#, "successes"),
    ("wilson", r#"{"successes": 0, "trials": 0}"#, "trials"),
    ("wilson", r#"{"successes": 29, "trials": 32, "z": 0}"#, "z"),
    ("wilson", r#"{"successes": 29, "trials": 32, "z": 39}"#, "z"),
    ("clopper-pearson", r#"{"successes": 1, "trials": 9, "confidence": 95}"#, "confidence"),
    ("clopper-pearson", r#"{"successes": 1, "trials": 1000001}"#, "trials"),
    (
        "newcombe",
        r#"{"first": {"successes": 1, "trials": 2}, "second": {"successes": 1, "trials": 0}}"#,
        "second.trials",
    ),
    (
        "fisher",
        r#"{"first": {"successes": 1, "trials": 2}, "second": {"successes": 1, "trials": 9999999}}"#,
        "second.trials",
    ),
    ("design-effect", r#"{"weights": [1, 2, 0]}"#, "weights[2]"),
    ("design-effect", r#"{"weights": []}"#, "weights"),
    ("weighted-share", r#"{"answers": [{"success": true, "weight": 0}]}"#, "answers[0]"),
    ("effective-size", r#"{"successes": 1, "trials": 2, "design_effect": 0}"#, "design_effect"),
    ("wilson-effective", r#"{"share": 1.2, "size": 40}"#, "share"),
    ("wilson-effective", r#"{"share": 0.2, "size": 0}"#, "size"),
    ("population-correction", r#"{"asked": 0, "population": 9}"#, "asked"),
    ("wilson-population", r#"{"successes": 0, "asked": 0, "population": 9}"#, "asked"),
    ("required-size", r#"{"half_width": 3}"#, "half_width"),
    ("required-size", r#"{"half_width": 0.03, "share": 1}"#, "share"),
    ("required-size", r#"{"half_width": 0.03, "population": 0}"#, "population"),
    ("whole-number", r#"{"digits": 1001, "decimals": 1, "out_of": 8}"#, "digits"),
    ("whole-number", r#"{"digits": 375, "decimals": 13, "out_of": 8}"#, "decimals"),
    ("whole-number", r#"{"digits": 375, "decimals": 1, "out_of": 0}"#, "out_of"),
    ("garwood", r#"{"count": 1000001}"#, "count"),
    ("rate-interval", r#"{"count": 1, "exposure": 0}"#, "exposure"),
    (
        "standardised-rate",
        r#"{"strata": [{"count": 1, "exposure": 1, "weight": -1}]}"#,
        "strata[0].weight",
    ),
    (
        "compare-counts",
        r#"{"first": {"count": 1}, "second": {"count": 2}, "dispersion": 0.5}"#,
        "dispersion",
    ),
    (
        "compare-counts",
        r#"{"first": {"count": 1, "exposure": 0}, "second": {"count": 2}}"#,
        "first.exposure",
    ),
    (
        "exact-comparison",
        r#"{"first": {"count": 1}, "second": {"count": 1000000}}"#,
        "second.count",
    ),
    ("pearson-chi-square", r#"{"observed": [1, 2], "fitted": [1], "parameters": 1}"#, "fitted"),
    (
        "pearson-chi-square",
        r#"{"observed": [1, 2], "fitted": [1, 0], "parameters": 1}"#,
        "fitted[1]",
    ),
    (
        "pearson-chi-square",
        r#"{"observed": [1, 2], "fitted": [1, 2], "parameters": 2}"#,
        "parameters",
    ),
    (
        "dispersion",
        r#"{"counts": [], "fit": {"observed": [1], "fitted": [-1], "parameters": 0}}"#,
        "fit.fitted[0]",
    ),
    ("xmr-chart", r#"{"values": [1, 2, -3], "scale": "not_negative"}"#, "values[2]"),
    ("xmr-chart", r#"{"values": [1, 1e101]}"#, "values[1]"),
    ("xmr-chart", r#"{"values": [], "scale": "share"}"#, "values"),
    ("xmr-chart", r#"{"values": [1, 2], "multiple": -3}"#, "multiple"),
    ("xmr-chart", r#"{"values": [1, 2], "rules": {"shift": 2}}"#, "rules.shift"),
    ("xmr-chart", r#"{"values": [1, 2], "segments": {"rebases": [1, 2]}}"#, "segments.rebases[1]"),
    (
        "xmr-chart",
        r#"{"values": [1, 2], "segments": {"frozen": [{"segment": 1, "from": 0, "to": 1}]}}"#,
        "segments.frozen[0]",
    ),
    ("p-chart", r#"{"proportions": [{"successes": 3, "trials": 2}]}"#, "proportions[0].successes"),
    ("run-chart", r#"{"values": [1], "centre": 1e200}"#, "centre"),
    ("recent-mean", r#"{"earlier": [1, 2], "recent": [1, 1e101]}"#, "recent[1]"),
    ("recent-mean-exact", r#"{"earlier": [-1], "recent": [], "scale": "share"}"#, "earlier[0]"),
    ("recent-mean-p", r#"{"earlier": [1, 2], "recent": [1, 1e101]}"#, "recent[1]"),
    ("group-lines", r#"{"values": [1, 2, 3], "own": 3}"#, "own"),
    ("group-p", r#"{"values": [1, 2, 3], "own": 3}"#, "own"),
    ("group-p", r#"{"values": [1, 2, -1e101], "own": 0}"#, "values[2]"),
    ("farthest-possible", r#"{"members": -1}"#, "members"),
    ("ewma", r#"{"values": [1], "centre": 1e101, "sigma": 1}"#, "centre"),
    ("ewma", r#"{"values": [1], "centre": 1, "sigma": 0}"#, "sigma"),
    ("ewma", r#"{"values": [1], "centre": 1, "sigma": 1, "lambda": 2}"#, "lambda"),
    ("cusum", r#"{"values": [1], "centre": 1, "sigma": 1, "decision": 0}"#, "decision"),
    ("cusum", r#"{"values": [1], "centre": 1, "sigma": 1, "allowance": -1}"#, "allowance"),
    ("wilson-funnel-lines", r#"{"average": 20, "trials": 5}"#, "average"),
    ("garwood-funnel-lines", r#"{"expected": 0}"#, "expected"),
    (
        "overdispersed-rates",
        r#"{"rates": [{"count": 4}, {"count": 0}, {"count": 5}], "transform": "logarithm"}"#,
        "rates[1].count",
    ),
    (
        "overdispersed-proportions",
        r#"{"proportions": [{"successes": 1, "trials": 2}, {"successes": 2, "trials": 3},
            {"successes": 1, "trials": 4}], "extremes": {"trim": 0.5}}"#,
        "extremes",
    ),
    ("benjamini-hochberg", r#"{"p_values": [0.1, 1.1]}"#, "p_values[1]"),
    ("benjamini-hochberg", r#"{"p_values": [], "discovery_rate": 10}"#, "discovery_rate"),
    ("ranks", r#"{"values": [1, 1e101]}"#, "values[1]"),
    ("moments", r#"{"values": [1, -1e101]}"#, "values[1]"),
    ("multiple-for-confidence", r#"{"confidence": 1}"#, "confidence"),
    ("straight-line", r#"{"times": [1, 1, 1], "values": [1, 2, 3]}"#, "times"),
    ("straight-line", r#"{"times": [1, 1e16, 1], "values": [1, 2, 3]}"#, "times[1]"),
    ("straight-line", r#"{"times": [1, 2], "values": [1, 2]}"#, "values"),
    ("least-squares", r#"{"design": [[1, 2], [1], [1, 4]], "values": [1, 2, 3]}"#, "design"),
    ("linear-trend", r#"{"values": [], "cadence": "annual", "ahead": {"last": 1}}"#, "values"),
    (
        "linear-trend",
        r#"{"values": [1, 2, 3], "cadence": "annual", "ahead": {"last": 601}}"#,
        "ahead.last",
    ),
    (
        "linear-trend",
        r#"{"values": [1, 2, 4], "cadence": "annual", "ahead": {"first": 0, "last": 1}}"#,
        "ahead.first",
    ),
    (
        "linear-trend",
        r#"{"values": [1, 2, 4], "cadence": "annual", "ahead": {"last": 1, "confidence": 1}}"#,
        "ahead.confidence",
    ),
    (
        "linear-trend",
        r#"{"values": [1, 2, 4], "cadence": "annual", "already_estimated": 3, "ahead": {"last": 1}}"#,
        "already_estimated",
    ),
    ("quasi-poisson", r#"{"values": [1, 2, -3, 4, 5], "cadence": "annual"}"#, "values[2]"),
    ("decomposition", r#"{"values": [1, 2], "cadence": "annual"}"#, "cadence"),
    (
        "smoothing",
        r#"{"values": [1, 2, 3], "cadence": "annual", "model": "holt", "damping": 0.9}"#,
        "damping",
    ),
    (
        "smoothing",
        r#"{"values": [1, 2, 3, 4, 5, 6, 7, 9], "cadence": "annual", "model": "holt",
            "weights": {"level": 0.5, "trend": 2}}"#,
        "weights.trend",
    ),
    (
        "back-test",
        r#"{"values": [1, 2, 3, 4, 5, 6, 7, 9], "cadence": "annual", "steps": 0, "trend": "robust"}"#,
        "steps",
    ),
];

#[test]
fn the_field_is_named() {
    for (name, input, expected) in SHAPES.iter().chain(RANGES) {
        match run(name, input) {
            Err(CalculatorError::Field { field, why }) => {
                assert_eq!(field, *expected, "{name} {input}: {why}");
                assert!(why.len() > 10, "{name} {input}: {why}");
            }
            other => panic!("{name} {input}: {other:?}"),
        }
    }
}

#[test]
fn a_text_that_is_no_json_is_refused_with_its_place() {
    for (input, line, column) in [
        ("", 1, 0),
        ("{\"successes\": 29,\n \"trials\" 32}", 2, 11),
        ("{\"successes\": 29, \"trials\": 32} 7", 1, 33),
        ("{\"successes\": 29, \"trials\": 32, \"z\": Nun}", 1, 38),
        ("{\"successes\": 29", 1, 16),
    ] {
        match run("wilson", input) {
            Err(CalculatorError::Syntax { line: l, column: c, why }) => {
                assert_eq!((l, c), (line, column), "{input:?}: {why}");
            }
            other => panic!("{input:?}: {other:?}"),
        }
    }
}

#[test]
fn messages_say_what_to_do() {
    let said = |name: &str, input: &str| run(name, input).unwrap_err().to_string();
    assert_eq!(
        said("wilson", r#"{"successes": "29", "trials": 32}"#),
        "`successes`: this is the text \"29\": give a whole number, 0 or more"
    );
    assert_eq!(
        said("wilson", r#"{"successes": 29.5, "trials": 32}"#),
        "`successes`: this is the number `29.5`: give a whole number, 0 or more"
    );
    assert_eq!(
        said("ranks", r#"{"values": [1], "best": "middle"}"#),
        "`best`: there is no `middle`: give `highest` or `lowest`"
    );
    assert_eq!(said("wilson", r#"{"trials": 32}"#), "`successes`: it is missing: add it");
    assert_eq!(
        said("wilson", r#"{"successes": 1, "trials": 2, "Z": 2}"#),
        "`Z`: there is no such field: leave it out, or give one of `successes`, `trials`, `z`"
    );
    assert_eq!(
        said("rate-interval", r#"{"count": 1, "exposure": 0}"#),
        "`exposure`: the exposure is 0: give a number from 0.000000001 to 1000000000000000, in \
         other units if need be"
    );
}

#[test]
fn what_takes_too_long_or_too_much_memory_is_refused_at_once() {
    let many =
        serde_json::json!({"times": [1, 2, 3], "values": [1, 2, 4], "predict": vec![5; 10_001]});
    let error = run("straight-line", &many.to_string()).expect_err("too many").to_string();
    assert_eq!(error, "`predict`: 10001 predictions are too many: give at most 10000");
    let values: Vec<_> = (0..1_200).map(|month| 100 + month % 12).collect();
    let long = serde_json::json!({
        "values": values, "cadence": "monthly", "steps": 12, "trend": "smoothing",
        "smoothing": {"model": "holt_winters_additive"},
    });
    let error = run("back-test", &long.to_string()).expect_err("too many").to_string();
    assert!(error.starts_with("`values`: 1200 values are too many for smoothing"), "{error}");
}
