//! What a partner sends: a workbook as its bytes (`PK…`) or as its parts in text, or a table as CSV.
#![no_main]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use panel_core::{Fault, Need, ReturnKind, ReturnedSeries, Returns, Source, SourceText};
use panel_fuzz::{FILES, Quarter, REPORTS, assert_placed, needs, packed, series, tallies};
use panel_partner_returns::{Delivery, Filing, PersonKeys, Receiving};
use panel_returns::{RecordReader, RowReader, Submission, record_lines, records};

/// The quarter that it is received into.
struct Standing {
    submission: Submission,
    needs: Vec<Need>,
    series: Vec<ReturnedSeries>,
    texts: BTreeMap<String, String>,
}

static STANDING: LazyLock<Standing> = LazyLock::new(|| {
    let submission = Quarter::new().read().submission.expect("the quarter has no fault");
    let texts = FILES.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let returned =
        |(name, _): &(String, String)| name.starts_with("returns/") || name == "awaited.toml";
    let texts = texts.into_iter().filter(returned).collect();
    let standing = Standing { submission, needs: needs(), series: series(), texts };
    // Whatever else this finds, it finds nothing unless a workbook that is right is received.
    let seed = packed(include_bytes!("../corpus/workbook/filled_in")).expect("parts of a workbook");
    let returns = &standing.submission.returns;
    let filing = standing.receive(&Delivery { name: "return.xlsx", bytes: &seed }, returns, None);
    assert!(filing.is_ok(), "{filing:?}");
    standing
});

static KEYS: LazyLock<PersonKeys> =
    LazyLock::new(|| PersonKeys::of(b"c0ffee000102030405060708090a0b0c").expect("it is long"));

impl Standing {
    fn receive(
        &self,
        delivery: &Delivery<'_>,
        returns: &Returns,
        filed: Option<&BTreeMap<String, String>>,
    ) -> Result<Filing, Vec<Fault>> {
        let Submission { terms, partners, areas, .. } = &self.submission;
        let receiving = Receiving {
            from: &partners[0],
            partners,
            received: date(2025, 1, 20),
            revises: None,
            edition: None,
            terms,
            areas,
            needs: &self.needs,
            series: &self.series,
            all_series: &self.series,
            tallies: &tallies(),
            record_tables: &[&REPORTS],
            covers: "2022-04/2024-12".parse().ok(),
            keys: Some(&KEYS),
            returns,
            texts: filed.unwrap_or(&self.texts),
        };
        receiving.receive(&[*delivery])
    }
}

/// Each figure of the tables among `texts`, as what is received.
fn returns(texts: &BTreeMap<String, String>) -> Returns {
    let mut returns = Returns::new(&STANDING.submission.terms.force.area);
    for (name, text) in texts.iter().filter(|(name, _)| name.ends_with(".csv")) {
        let source = SourceText::new(name, text);
        if text.starts_with("report,") {
            records_read_back(&source);
            continue;
        }
        let header = |kind: &ReturnKind| text.starts_with(&kind.column_names().join(","));
        let kind = ReturnKind::ALL.into_iter().find(header).expect("a filed table has its header");
        let mut faults = Vec::new();
        for record in records(&source, kind, &mut faults).into_iter().flatten() {
            let row = RowReader::new(&source, kind, &record, &mut faults).parse();
            let row = row.unwrap_or_else(|| panic!("{faults:?}\n{text}"));
            let (file, line) = (name.as_str().into(), record.line);
            returns.receive(kind, row.into_observation(Source { file, line }));
        }
        assert_eq!(faults, [], "{name} is filed so that it cannot be read:\n{text}");
    }
    returns
}

/// Records that are filed have keys, and no fault.
fn records_read_back(source: &SourceText) {
    let mut faults = Vec::new();
    let (shown, lines) = record_lines(source, &REPORTS, &mut faults).expect("a filed table");
    for line in &lines {
        let record = RecordReader::new(&shown, &REPORTS, line, &mut faults).parse();
        assert!(record.is_some(), "{faults:?}\n{}", source.text);
    }
    assert_eq!(faults, []);
}

/// The figures by what they are of.
fn standing(returns: &Returns) -> BTreeSet<String> {
    let all = returns.observations();
    all.map(|(kind, one)| format!("{kind:?} {} {} {:?}", one.series, one.area, one.period))
        .collect()
}

fuzz_target!(|bytes: &[u8]| {
    let archive = packed(bytes);
    let delivery = match &archive {
        Some(bytes) => Delivery { name: "return.xlsx", bytes },
        None if bytes.starts_with(b"PK") => Delivery { name: "return.xlsx", bytes },
        None => Delivery { name: "return.csv", bytes },
    };
    let before = &STANDING.submission.returns;
    let outcome = STANDING.receive(&delivery, before, None);
    assert_eq!(STANDING.receive(&delivery, before, None), outcome);
    let filing = match outcome {
        Ok(filing) => filing,
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a fault");
            return assert_placed(&faults);
        }
    };
    // What is filed reads back: each new row once, and nothing that stood is lost.
    let mut texts = STANDING.texts.clone();
    texts.extend(filing.files.iter().cloned());
    let after = returns(&texts);
    let new: usize = filing.receipt.filed.iter().map(|filed| filed.rows).sum();
    assert_eq!(after.observations().count(), before.observations().count() + new);
    assert!(standing(before).is_subset(&standing(&after)));
    // Sent a second time, it changes nothing.
    let again = STANDING.receive(&delivery, &after, Some(&texts)).map(|filing| filing.files);
    assert_eq!(again, Ok(Vec::new()));
});
