//! The answers are those of `panel-stats`, and degenerate ones have a kind of their own.

use panel_calculator::run;
use panel_stats::charts::individuals::{Screening, xmr_chart};
use panel_stats::charts::segments::Segments;
use panel_stats::charts::{chart, run_chart};
use panel_stats::counts::{Counted, Dispersion};
use panel_stats::counts::{comparison, rates};
use panel_stats::groups::funnel;
use panel_stats::normal::Z_975;
use panel_stats::proportions::difference;
use panel_stats::proportions::proportion::{self, Proportion};
use panel_stats::trend::{self, Ahead, Cadence, History};
use serde_json::{Value, json};

#[track_caller]
fn answer(name: &str, input: &Value) -> Value {
    run(name, &input.to_string()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[track_caller]
fn same(found: &Value, expected: f64) {
    // The text of a number holds it to the last bit.
    assert_eq!(found.as_f64().map(f64::to_bits), Some(expected.to_bits()), "{found}, {expected}");
}

#[test]
fn intervals_of_a_proportion() {
    let of = Proportion::new(29, 32).unwrap();
    let found = answer("wilson", &json!({"successes": 29, "trials": 32}));
    let expected = proportion::wilson(of, Z_975).unwrap();
    same(&found["estimate"], 0.90625);
    same(&found["interval"]["low"], expected.low());
    same(&found["interval"]["high"], expected.high());

    let input = json!({"successes": 29, "trials": 32, "confidence": 0.99});
    let found = answer("clopper-pearson", &input);
    let expected = proportion::clopper_pearson(of, 0.99).unwrap();
    same(&found["interval"]["low"], expected.low());
}

#[test]
fn a_difference_is_second_minus_first() {
    let [first, second] = [(48, 80), (56, 70)].map(|(x, n)| Proportion::new(x, n).unwrap());
    let input = json!({"first": {"successes": 48, "trials": 80},
        "second": {"successes": 56, "trials": 70}, "z": 1.96});
    let found = answer("newcombe", &input);
    let expected = difference::newcombe(first, second, 1.96).unwrap();
    same(&found["estimate"], expected.estimate);
    same(&found["interval"]["high"], expected.interval.high());
}

#[test]
fn counts_compared() {
    let [first, second] = [3_935, 4_253].map(Counted::in_one_period);
    let expected = comparison::compare(first, second, Dispersion::new(4.0).unwrap());
    let input = json!({"first": {"count": 3935}, "second": {"count": 4253}, "dispersion": 4});
    let found = answer("compare-counts", &input);
    same(&found["p_value"], expected.p_value);
    assert_eq!(found["test"]["kind"], "quasi_poisson");
    assert_eq!(found["direction"], "up");
    assert_eq!(found["change"], "no_evidence");
}

#[test]
fn the_interval_of_a_count() {
    let found = answer("garwood", &json!({"count": 5}));
    same(&found["interval"]["high"], rates::garwood(5, 0.95).unwrap().high());
}

#[test]
fn a_chart_of_individual_values() {
    let values = [7.0, 9.0, 8.0, 10.0, 6.0, 8.0, 30.0];
    let segments = Segments::whole(7).unwrap().frozen(0, 0..6).unwrap();
    let scale = chart::Scale::NotNegative;
    let expected = xmr_chart(&values, &segments, 3.0, Screening::Off, scale).unwrap();
    let found = answer(
        "xmr-chart",
        &json!({"values": values, "scale": "not_negative",
            "segments": {"frozen": [{"segment": 0, "from": 0, "to": 6}]}}),
    );
    let latest = &found["segments"][0]["points"][6];
    same(&latest["limits"]["high"], expected.segments[0].limits().unwrap()[6].high());
    assert_eq!(latest["position"], "above");
    assert_eq!(latest["signals"], json!([{"rule": "outside", "side": "high"}]));
    assert_eq!(found["variation"], json!({"kind": "special_cause", "side": "high"}));
    assert_eq!(found["segments"][0]["limits_rest_on"], "trial");
}

#[test]
fn p_values_of_means_and_members() {
    // scipy 1.17.1: 2·t.sf(2.459674775249769, 3) and 2·t.sf(3.8971143170299745, 6).
    let means = json!({"earlier": [10, 12, 11, 9], "recent": [13, 13.5]});
    let group = json!({"values": [7.0, 6.0, 6.4, 5.9, 6.2, 6.1, 6.3, 5.8], "own": 0});
    for (name, input, freedom, p) in [
        ("recent-mean-p", means, 3, 0.090_893_809_559_945_69),
        ("group-p", group, 6, 0.008_010_617_848_046_105),
    ] {
        let found = answer(name, &input);
        assert_eq!((&found["kind"], &found["freedom"]), (&json!("tested"), &json!(freedom)));
        assert!((found["p_value"].as_f64().unwrap() - p).abs() < 1e-12, "{found}");
    }
    let most = answer("farthest-possible", &json!({"members": 8}));
    assert!((most["deviations"].as_f64().unwrap() - 7.0 / 8.0_f64.sqrt()).abs() < 1e-15);
}

#[test]
fn runs_and_funnels() {
    let values = [1.0, 2.0, 1.0, 2.0, 1.0, 1.0, 2.0, 8.0, 9.0, 8.0, 9.0, 8.0, 9.0, 8.0];
    let run_chart::RunChart::Judged(runs) = run_chart::run_chart(&values).unwrap() else {
        panic!("14 useful");
    };
    let found = answer("run-chart", &json!({"values": values}));
    same(&found["centre"], runs.centre);
    assert_eq!(found["is_signal"], runs.is_signal());

    let found = answer("garwood-funnel-lines", &json!({"expected": 20}));
    let expected = funnel::garwood_funnel_lines(20.0, 0.95).unwrap();
    same(&found["interval"]["low"], expected.low());
}

#[test]
fn a_trend_and_its_projection() {
    let values = [410.0, 395.0, 402.0, 388.0, 379.0, 381.0];
    let history = History::new(values.to_vec(), Cadence::Annual).unwrap();
    let expected = trend::ols::project_line(&history, 0, Ahead::new(1, 2).unwrap()).unwrap();
    let found = answer(
        "linear-trend",
        &json!({"values": values, "cadence": "annual",
            "ahead": {"last": 2, "confidence": 0.8, "target": 740}}),
    );
    let interval = expected.interval(0.8).unwrap();
    same(&found["total"]["estimate"], expected.total().estimate());
    same(&found["total"]["interval"]["low"], interval.low());
    let fan = expected.points()[1].fan().unwrap();
    same(&found["points"][1]["fan"]["ninety_five"]["high"], fan.ninety_five.high());
    let at_most = expected.total().probability_at_most(740.0).unwrap();
    same(&found["against_target"]["probability_at_most"], at_most);
}

#[test]
fn degenerate_answers_have_a_kind() {
    let none = json!({"count": 0});
    let nobody = json!({"successes": 0, "trials": 5});
    let equal = [3.0; 12];
    for (name, input, place, kind) in [
        ("compare-counts", json!({"first": none, "second": none}), "/test", "nothing_counted"),
        ("rate-comparison", json!({"first": none, "second": none}), "", "nothing_counted"),
        ("exact-comparison", json!({"first": none, "second": {"count": 3}}), "/ratio", "unbounded"),
        ("pooled-z", json!({"first": nobody, "second": nobody}), "", "both_at_same_extreme"),
        ("fisher", json!({"first": nobody, "second": nobody}), "", "both_at_same_extreme"),
        ("population-correction", json!({"asked": 9, "population": 9}), "", "census"),
        ("standardised-rate", json!({"strata": []}), "", "too_few_events"),
        ("dispersion", json!({"counts": [1, 2]}), "/source", "too_few_periods"),
        ("dispersion", json!({"counts": vec![0; 12]}), "/source", "nothing_counted"),
        ("moments", json!({"values": []}), "", "nothing"),
        ("moments", json!({"values": [4]}), "", "one"),
        ("moving-range", json!({"values": [4]}), "", "too_few"),
        ("run-chart", json!({"values": equal}), "", "too_few"),
        ("xmr-chart", json!({"values": equal}), "/variation", "no_spread"),
        ("xmr-chart", json!({"values": [1, 2]}), "/variation", "no_limits"),
        ("baseline-process", json!({"values": equal}), "", "no_spread"),
        ("recent-mean", json!({"earlier": equal, "recent": [4]}), "", "no_spread"),
        ("recent-mean-p", json!({"earlier": equal, "recent": [4]}), "", "no_spread"),
        ("recent-mean-p", json!({"earlier": [3], "recent": [4]}), "", "too_few"),
        ("group-lines", json!({"values": equal, "own": 2}), "", "no_spread"),
        ("group-p", json!({"values": equal, "own": 2}), "", "no_spread"),
        ("group-p", json!({"values": [1, 2], "own": 0}), "", "too_few"),
        ("funnel-rates", json!({"rates": [none, none, none]}), "", "all_alike"),
        ("funnel-proportions", json!({"proportions": [nobody]}), "", "too_few"),
        ("mann-kendall", json!({"values": equal}), "", "all_equal"),
        (
            "no-change",
            json!({"values": [1, 2, 3], "cadence": "annual", "ahead": {"last": 1}}),
            "/total/law",
            "unknown",
        ),
        (
            "back-test",
            json!({"values": equal, "cadence": "annual", "steps": 1, "trend": "linear"}),
            "/scaled",
            "naive_is_exact",
        ),
    ] {
        let found = answer(name, &input);
        assert_eq!(found.pointer(place).unwrap()["kind"], kind, "{name}: {found:#}");
    }
}

#[test]
fn a_law_that_is_not_known_has_no_interval() {
    let input = json!({"values": [1, 2, 3], "cadence": "annual",
        "ahead": {"last": 1, "target": 3}});
    let found = answer("no-change", &input);
    assert!(found["total"].get("interval").is_none() && found.get("against_target").is_none());
}

#[test]
fn fisher_of_nobody_twice_has_the_p_value_that_all_outcomes_have() {
    let p = |kind: &str| {
        let input = json!({
            "first": {"successes": 0, "trials": 10},
            "second": {"successes": 0.0, "trials": 2e1},
            "p_value": kind,
        });
        run("fisher", &input.to_string()).expect("an answer")["p_value"].clone()
    };
    assert_eq!([p("ordinary"), p("mid")], [json!(1.0), json!(0.5)]);
}
