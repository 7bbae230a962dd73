//! The row with everything behind it as JSON, with so many of its records that it is not endless.

use panel_core::{CountedFrom, Exhibit, Input, Number, Row, RowRecord, Rule, Source};
use serde::Serialize;

use crate::failure::Failure;

/// The JSON has no more bytes than this.
const MOST_BYTES: usize = 900_000;

/// How many records of a list are shown: the most with which everything is short enough.
const MOST_RECORDS: [usize; 6] = [10_000, 3_000, 1_000, 100, 10, 0];

/// The row with everything behind it.
#[derive(Serialize)]
struct Explanation<'a> {
    #[serde(flatten)]
    row: RowRecord,
    because: &'static str,
    rule: Rule,
    inputs: Vec<ListedInput<'a>>,
    numbers: &'a [Number],
    exhibit: Option<&'a Exhibit>,
}

/// An input with the first of its records.
#[derive(Serialize)]
struct ListedInput<'a> {
    name: &'static str,
    value: &'a str,
    period: &'a str,
    source: &'a Source,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<ListedCounting<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summed: Option<&'a [Source]>,
}

/// What a figure was counted from: of each list the first records, and how many more there are.
#[derive(Serialize)]
struct ListedCounting<'a> {
    rule: &'static str,
    records: &'a [Source],
    #[serde(skip_serializing_if = "Option::is_none")]
    more_records: Option<usize>,
    positive: Option<&'a [Source]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more_positive: Option<usize>,
    left_out: Vec<(&'static str, &'a [Source])>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    more_left_out: Vec<(&'static str, usize)>,
}

/// The explanation of a row as JSON, of no more bytes than [`MOST_BYTES`].
pub(super) fn write_json(row: &Row) -> Result<String, Failure> {
    let mut text = String::new();
    for most in MOST_RECORDS {
        text = serde_json::to_string_pretty(&explanation(row, most))?;
        if text.len() <= MOST_BYTES {
            break;
        }
    }
    text.push('\n');
    Ok(text)
}

fn explanation(row: &Row, most: usize) -> Explanation<'_> {
    let evidence = row.finding.evidence();
    Explanation {
        row: RowRecord::of(row),
        because: row.finding.reason().sentence(),
        rule: evidence.rule,
        inputs: evidence.inputs.iter().map(|input| ListedInput::take_first(input, most)).collect(),
        numbers: &evidence.numbers,
        exhibit: evidence.exhibit(),
    }
}

impl<'a> ListedInput<'a> {
    fn take_first(input: &'a Input, most: usize) -> Self {
        Self {
            name: input.name,
            value: &input.value,
            period: &input.period,
            source: &input.source,
            counted: input
                .counted
                .as_deref()
                .map(|counted| ListedCounting::take_first(counted, most)),
            summed: input.summed.as_deref(),
        }
    }
}

impl<'a> ListedCounting<'a> {
    fn take_first(counted: &'a CountedFrom, most: usize) -> Self {
        let CountedFrom { rule, records, positive, left_out } = counted;
        let shown = |all: &'a [Source]| &all[..all.len().min(most)];
        let more = |all: &[Source]| all.len().checked_sub(most).filter(|more| *more > 0);
        Self {
            rule,
            records: shown(records),
            more_records: more(records),
            positive: positive.as_deref().map(shown),
            more_positive: positive.as_deref().and_then(more),
            left_out: left_out.iter().map(|(why, all)| (*why, shown(all))).collect(),
            more_left_out: left_out
                .iter()
                .filter_map(|(why, all)| Some((*why, more(all)?)))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn counted(records: u32) -> CountedFrom {
        let file = format!("returns/{}.csv", "long-name-".repeat(20));
        let sources = |count: u32| -> Vec<Source> {
            (1..=count).map(|line| Source { file: file.as_str().into(), line }).collect()
        };
        CountedFrom {
            rule: "Each is counted once.",
            records: sources(records),
            positive: Some(sources(records / 2)),
            left_out: vec![("closed", sources(records / 3)), ("earlier", sources(2))],
        }
    }

    #[test]
    fn every_record_is_shown_or_counted() {
        for (records, most) in [(0, 0), (3, 0), (3, 2), (3, 3), (2_000, 100)] {
            let counted = counted(records);
            let value = serde_json::to_value(ListedCounting::take_first(&counted, most)).unwrap();
            let length = |value: &Value| value.as_array().map_or(0, Vec::len);
            let number =
                |value: &Value| value.as_u64().map_or(0, |number| number.try_into().unwrap());
            let all = |listed: &str, more: &str| {
                assert!(length(&value[listed]) <= most, "{listed} of {records}, {most} at most");
                length(&value[listed]) + number(&value[more])
            };
            assert_eq!(all("records", "more_records"), records as usize);
            assert_eq!(all("positive", "more_positive"), records as usize / 2);
            let shown: usize =
                value["left_out"].as_array().unwrap().iter().map(|one| length(&one[1])).sum();
            let more = value["more_left_out"].as_array().into_iter().flatten();
            let more: usize = more.map(|one| number(&one[1])).sum();
            assert_eq!(shown + more, records as usize / 3 + 2);
        }
    }

    #[test]
    fn what_is_short_is_listed_as_it_is() {
        let counted = counted(50);
        let listed = serde_json::to_string(&ListedCounting::take_first(&counted, 50)).unwrap();
        assert_eq!(listed, serde_json::to_string(&counted).unwrap());
    }
}
