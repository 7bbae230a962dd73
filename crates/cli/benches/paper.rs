//! How long a paper takes, stage by stage, against what Typst alone takes for the same pages.
//!
//! Goal: the whole within 1.15 times Typst's own compile and export. Each stage begins cold: what
//! Typst remembers of the last paper is forgotten. `cargo bench -p panel-cli`, or `just bench`.

use std::hint::black_box;
use std::path::Path;
use std::thread;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use panel_core::{Plan, Row, control_disclosure};
use panel_report::{Composition, Material, Typesetting, compose};
use panel_returns::{Reading, Submission};

/// The quarter with the most charts.
const QUARTER: &str = "../../tests/fixtures/tiny-quarter";

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(QUARTER)
}

fn read(plan: &Plan) -> Reading {
    panel_returns::read(&folder(), &plan.asked())
}

fn assess(plan: &Plan, submission: &Submission) -> Vec<Row> {
    let (mut rows, unjudged) = plan.assess(&submission.returns, &submission.terms);
    assert!(unjudged.is_empty(), "{unjudged:?}");
    control_disclosure(&mut rows, &submission.terms.disclosure, &plan.relations());
    panel_measures::count_all_tests(&mut rows, &submission.terms);
    rows
}

fn composed(plan: &Plan, reading: &Reading, rows: &[Row]) -> Composition {
    let submission = reading.submission.as_ref().expect("a quarter without faults");
    compose(Material {
        plan,
        terms: &submission.terms,
        details: &submission.details,
        rows,
        unjudged: &[],
        comparison: None,
        collated: submission.collated.as_ref(),
        commentary: &reading.commentary,
    })
    .expect("commentary without faults")
}

/// Typst's part: the same files to pages and to a PDF.
fn typst_alone(composition: &Composition) -> Vec<u8> {
    let typesetting = composition.typeset(Vec::new()).expect("pages");
    typesetting.pdf().expect("a PDF")
}

fn exported(composition: &Composition, typesetting: &Typesetting) -> usize {
    let pdf = typesetting.pdf().expect("a PDF");
    composition.accessibility("paper.pdf", &pdf).expect("an accessible paper").bytes.len()
}

/// All that `panel paper` does but for writing the files.
fn whole(plan: &Plan) -> usize {
    let reading = read(plan);
    let rows = assess(plan, reading.submission.as_ref().expect("a submission"));
    let composition = composed(plan, &reading, &rows);
    let texts = panel_companions::texts(&composition, &rows).expect("texts");
    let attachments = panel_companions::attachments(&texts);
    let (typesetting, workbook) = thread::scope(|scope| {
        let workbook = scope.spawn(|| panel_companions::workbook(&composition, &rows));
        let typesetting = composition.typeset(attachments).expect("pages");
        (typesetting, workbook.join().expect("no panic").expect("a workbook"))
    });
    let (written, pictures) = rayon::join(
        || exported(&composition, &typesetting),
        || typesetting.pictures().expect("pictures").len(),
    );
    workbook.bytes.len() + written + pictures
}

fn stages(criterion: &mut Criterion) {
    let plan = panel_plan::linked().expect("a roster without faults");
    let reading = read(&plan);
    let submission = reading.submission.as_ref().expect("a quarter without faults");
    let rows = assess(&plan, submission);
    let composition = composed(&plan, &reading, &rows);
    let typesetting = composition.typeset(Vec::new()).expect("pages");
    let pdf = typesetting.pdf().expect("a PDF");
    let mut group = criterion.benchmark_group("paper");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    group.bench_function("read and check", |bencher| bencher.iter(|| read(&plan)));
    group.bench_function("assess", |bencher| bencher.iter(|| assess(&plan, submission)));
    group.bench_function("compose", |bencher| bencher.iter(|| composed(&plan, &reading, &rows)));
    group.bench_function("companions", |bencher| {
        bencher.iter(|| panel_companions::of(&composition, &rows));
    });
    group.bench_function("compile", |bencher| {
        let forget = || panel_report::forget_unused(0);
        bencher.iter_batched(forget, |()| composition.typeset(Vec::new()), BatchSize::PerIteration);
    });
    group.bench_function("export", |bencher| bencher.iter(|| typesetting.pdf()));
    group.bench_function("read back", |bencher| {
        bencher.iter(|| composition.accessibility("paper.pdf", black_box(&pdf)));
    });
    group.bench_function("pictures", |bencher| {
        let forget = || panel_report::forget_unused(0);
        bencher.iter_batched(forget, |()| typesetting.pictures(), BatchSize::PerIteration);
    });
    group.bench_function("Typst alone", |bencher| {
        let forget = || panel_report::forget_unused(0);
        bencher.iter_batched(forget, |()| typst_alone(&composition), BatchSize::PerIteration);
    });
    group.bench_function("whole", |bencher| {
        let forget = || panel_report::forget_unused(0);
        bencher.iter_batched(forget, |()| whole(&plan), BatchSize::PerIteration);
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
