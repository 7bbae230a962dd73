//! How long a force's records take, a hundred thousand and a million of them, made up as they are needed.
//!
//! Goal: each of the three within 10 s and 500 MB for a million, and ten times the records in some ten times
//! the time. `cargo bench -p panel-plan`, or `just bench`. The memory of one of them alone, for example:
//! `/usr/bin/time -v cargo bench -p panel-plan --bench records -- --test 'receive/1000000'`.

#![expect(clippy::disallowed_methods, reason = "the files of a made-up quarter")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use panel_core::Plan;
use panel_partner_returns::{Delivery, PACKAGE, PersonKeys, Receipt, Receiving};
use panel_returns::{Submission, WouldBe};
use tempfile::TempDir;

/// A fictional quarter with a table of incidents.
const QUARTER: &str = "../../reports/example-anyshire";
const TABLE: &str = "returns/night_incidents.csv";

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in from.read_dir().expect("a folder").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copied(&from, &to);
        } else {
            fs::copy(&from, &to).expect("a file");
        }
    }
}

fn incidents(count: u32) -> String {
    let mut table = "incident,began,licensed_premises\n".to_owned();
    for index in 0..count {
        let (key, near) = (u64::from(index) * 7_919 + 1, ["yes", "no"][index as usize % 2]);
        let (month, day) = (1 + index % 9, 1 + index % 28);
        let (hour, minute) = (index % 24, index % 60);
        let _ = writeln!(table, "{key:016x},2025-{month:02}-{day:02}T{hour:02}:{minute:02},{near}");
    }
    table
}

/// A quarter with so many incidents.
fn quarter(count: u32) -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("quarter");
    copied(&Path::new(env!("CARGO_MANIFEST_DIR")).join(QUARTER), &folder);
    fs::write(folder.join(TABLE), incidents(count)).expect("a file");
    (place, folder)
}

/// Reads the quarter and counts its records, as every command does.
fn count(plan: &Plan, folder: &Path) -> Submission {
    let reading = panel_returns::read(folder, &plan.asked());
    assert!(reading.is_whole(), "{:?}", reading.faults);
    reading.submission.expect("a quarter without faults")
}

/// The same, and judges its rows.
fn check(plan: &Plan, folder: &Path) -> usize {
    let submission = count(plan, folder);
    plan.assess(&submission.returns, &submission.terms).0.screen(&[], &[]).len()
}

/// Receives the incidents into a quarter that has none, and reads it as it would be, twice.
fn receive(plan: &Plan, folder: &Path, bytes: &[u8]) -> Receipt {
    let reading = panel_returns::read(folder, &plan.asked());
    let texts = reading.texts().iter();
    let mut texts: BTreeMap<_, _> =
        texts.map(|text| (text.path.to_string(), text.text.to_string())).collect();
    texts.insert(PACKAGE.to_owned(), fs::read_to_string(folder.join(PACKAGE)).expect("a package"));
    let submission = reading.submission.expect("a quarter without faults");
    let keys = PersonKeys::of(&std::array::from_fn::<u8, 32, _>(|byte| {
        u8::try_from(7 * byte).unwrap_or_default()
    }));
    let (keys, mut partners) = (keys.expect("a key file"), submission.partners.clone());
    partners[0].records.push("night_incidents".to_owned());
    let receiving = Receiving {
        from: &partners[0],
        partners: &partners,
        received: "2025-10-20".parse().expect("a day"),
        revises: None,
        edition: None,
        terms: &submission.terms,
        areas: &submission.areas,
        needs: &plan.needs(),
        series: &plan.returned_series(),
        all_series: &plan.all_series(),
        tallies: &plan.tallies(),
        record_tables: &plan.record_tables(),
        covers: Some("2024-10/2025-09".parse().expect("a period")),
        keys: Some(&keys),
        returns: &submission.returns,
        texts: &texts,
    };
    let filing = receiving.receive(&[Delivery { name: "incidents.csv", bytes }]);
    let filing = filing.unwrap_or_else(|faults| panic!("{faults:?}"));
    let (files, receipt) = filing.into_texts();
    for approved in [false, true] {
        let would_be = WouldBe { files: &files, approved };
        let _ = panel_returns::read_as(folder, &plan.asked(), would_be);
    }
    receipt
}

/// A quarter without the incidents, and the incidents as they are sent.
fn before(count: u32) -> (TempDir, PathBuf, Vec<u8>) {
    let (place, folder) = quarter(1);
    fs::remove_file(folder.join(TABLE)).expect("the table");
    let package = fs::read_to_string(folder.join(PACKAGE)).expect("a package");
    let mut package: serde_json::Value = serde_json::from_str(&package).expect("a package");
    let resources = package["resources"].as_array_mut().expect("resources");
    resources.retain(|one| one["name"] != "night_incidents");
    fs::write(folder.join(PACKAGE), package.to_string()).expect("a file");
    (place, folder, incidents(count).into_bytes())
}

fn records(criterion: &mut Criterion) {
    let plan = panel_plan::linked().expect("a roster without faults");
    let mut group = criterion.benchmark_group("records");
    group.sample_size(10).measurement_time(Duration::from_secs(30));
    for records in [100_000, 1_000_000] {
        group.bench_function(BenchmarkId::new("count", records), |bencher| {
            let (_place, folder) = quarter(records);
            bencher.iter(|| black_box(count(&plan, &folder)));
        });
        group.bench_function(BenchmarkId::new("check", records), |bencher| {
            let (_place, folder) = quarter(records);
            bencher.iter(|| black_box(check(&plan, &folder)));
        });
        group.bench_function(BenchmarkId::new("receive", records), |bencher| {
            let (_place, folder, bytes) = before(records);
            bencher.iter(|| black_box(receive(&plan, &folder, &bytes)));
        });
    }
    group.finish();
}

criterion_group!(benches, records);
criterion_main!(benches);
