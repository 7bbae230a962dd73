//! How long a paper takes, stage by stage, against what Typst alone takes for the same pages.
//!
//! Goal: the whole within 1.15 times Typst's own compile and export. Each stage begins cold: what
//! Typst remembers of the last paper is forgotten. `cargo bench -p panel-cli`, or `just bench`.

use std::hint::black_box;
use std::path::Path;
use std::thread;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use panel_core::Plan;
use panel_quarter::{JudgedQuarter, QuarterReading};
use panel_report::{Composition, Typesetting, compose};

/// The quarter with the most charts.
const QUARTER: &str = "../../tests/fixtures/tiny-quarter";

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(QUARTER)
}

fn plan() -> Plan {
    panel_plan::linked().expect("a roster without faults")
}

fn read() -> QuarterReading {
    QuarterReading::read(&folder(), plan())
}

fn judge(reading: QuarterReading) -> JudgedQuarter {
    let judged = reading.judge().expect("a quarter that can be read");
    assert!(judged.unjudged.is_empty(), "{:?}", judged.unjudged);
    judged
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
fn whole() -> usize {
    let quarter = judge(read()).compose().expect("commentary without faults");
    let (composition, rows) = (quarter.composition, quarter.rows);
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
    let judged = judge(read());
    let composition = compose(judged.material()).expect("commentary without faults");
    let rows = &judged.rows;
    let typesetting = composition.typeset(Vec::new()).expect("pages");
    let pdf = typesetting.pdf().expect("a PDF");
    let mut group = criterion.benchmark_group("paper");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    group.bench_function("read and check", |bencher| bencher.iter(read));
    group.bench_function("judge", |bencher| {
        bencher.iter_batched(read, judge, BatchSize::PerIteration);
    });
    group.bench_function("compose", |bencher| bencher.iter(|| compose(judged.material())));
    group.bench_function("companions", |bencher| {
        bencher.iter(|| panel_companions::of(&composition, rows));
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
        bencher.iter_batched(forget, |()| whole(), BatchSize::PerIteration);
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
