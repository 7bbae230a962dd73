//! How long the statistics of a whole dashboard take: every row of a quarter, read once.
//!
//! Goal: below 20 ms. `cargo bench -p panel-plan`, or `just bench`.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};

/// A quarter with months for many rows, so that trends are fitted and tried on the past.
const QUARTER: &str = "../../reports/2022-23-q2";

fn dashboard(criterion: &mut Criterion) {
    let plan = panel_plan::linked().expect("a roster without faults");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(QUARTER);
    let reading = panel_returns::read(&folder, &plan.asked());
    let submission = reading.submission.expect("a quarter without faults");
    let (rows, unjudged) = plan.assess(&submission.returns, &submission.terms);
    let rows = rows.screen(&submission.terms.disclosure, &plan.relations());
    assert!(unjudged.is_empty(), "{unjudged:?}");
    criterion.bench_function(&format!("dashboard of {} rows", rows.len()), |bencher| {
        bencher.iter(|| plan.assess(black_box(&submission.returns), black_box(&submission.terms)));
    });
}

criterion_group!(benches, dashboard);
criterion_main!(benches);
