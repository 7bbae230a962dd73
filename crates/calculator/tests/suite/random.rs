//! Whatever the input, there is an answer or an error, and never a null.

use panel_calculator::{CalculatorError, method, methods, run};
use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_oneof, proptest};
use proptest::sample::select;
use proptest::strategy::BoxedStrategy;
use serde_json::{Map, Value};

/// Numbers that are likely to be in the way.
fn number() -> impl Strategy<Value = Value> {
    let awkward =
        [0.0, 1.0, -1.0, 0.5, 0.95, 1e-9, 1e-100, 1e-308, 1e15, 1e30, 1e100, -1e100, 1e308];
    prop_oneof![
        (0_u64..60).prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        select(awkward.to_vec()).prop_map(Value::from),
        (-100.0..1_000.0).prop_map(Value::from),
    ]
}

/// Any JSON, not too deep.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number(),
        "[a-z_]{0,9}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,9}", inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// An example with its numbers replaced, its lists cut or repeated: nearly right.
fn nearly(value: Value) -> BoxedStrategy<Value> {
    match value {
        Value::Number(_) => prop_oneof![3 => Just(value), 2 => number()].boxed(),
        Value::Array(items) => {
            let changed: Vec<_> = items.into_iter().map(nearly).collect();
            let length = changed.len();
            (changed, 0..=length, 1_usize..4)
                .prop_map(|(items, kept, times)| {
                    let items: Vec<_> = items.into_iter().take(kept).collect();
                    Value::Array(vec![items; times].concat())
                })
                .boxed()
        }
        Value::Object(fields) => {
            let changed: Vec<_> = fields
                .into_iter()
                .map(|(name, value)| nearly(value).prop_map(move |value| (name.clone(), value)))
                .collect();
            changed.prop_map(|fields| Value::Object(fields.into_iter().collect())).boxed()
        }
        other => Just(other).boxed(),
    }
}

/// A method and something near its example.
fn near_an_example() -> impl Strategy<Value = (&'static str, Value)> {
    let examples: Vec<_> = methods()
        .map(|method| (method.name(), serde_json::from_str::<Value>(method.example()).unwrap()))
        .collect();
    select(examples).prop_flat_map(|(name, example)| (Just(name), nearly(example)))
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(fields) => fields.values().any(has_null),
        _ => false,
    }
}

proptest! {
    #[test]
    fn any_json_has_an_answer_or_an_error(input in anything()) {
        for method in methods() {
            let _ = run(method.name(), &input.to_string());
        }
    }

    #[test]
    fn any_text_has_an_answer_or_an_error(input in ".{0,40}") {
        prop_assert!(run("wilson", &input).is_err());
    }

    #[test]
    fn numbers_however_awkward_give_numbers_or_an_error_of_a_field(
        (name, input) in near_an_example(),
    ) {
        match run(name, &input.to_string()) {
            Ok(answer) => prop_assert!(!has_null(&answer), "{name} {input}"),
            Err(CalculatorError::Field { field, why }) => {
                let known = method(name).unwrap().schemas().input;
                let first = field.split(['.', '[']).next().unwrap_or_default();
                let known = known["properties"].get(first).is_some();
                prop_assert!(known, "{name} {input}: {field}: {why}");
            }
            Err(other) => prop_assert!(false, "{name} {input}: {other}"),
        }
    }
}
