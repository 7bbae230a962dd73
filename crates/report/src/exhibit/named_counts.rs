//! Records by what they are of, the most frequent on top.

use panel_core::{NamedCounts, grouped};

use super::count_bars::{bars, count_bars, said};
use super::words::{Drawn, joined, most_and_fewest, spoken};

pub(super) fn draw(of: &NamedCounts, label: &str, across: f64) -> Drawn {
    let period = spoken(of.period);
    let caption = format!("{label}: number and share by kind, {}", of.period);
    if of.n() == 0 {
        let why = format!("None was counted in {period}.");
        return Drawn {
            drawing: said(&why, across),
            caption,
            reading: String::new(),
            alt: format!("Nothing is drawn: none was counted in {period}."),
        };
    }
    let mut counts = of.counts.clone();
    counts.sort_by_key(|one| std::cmp::Reverse(one.count));
    let all = count_bars(counts.iter().map(|one| (one.name.to_owned(), one.count)));
    let n = grouped(of.n().into());
    let each: Vec<_> = all
        .iter()
        .map(|bar| format!("{} {} ({})", bar.name, grouped(bar.count.into()), bar.percent))
        .collect();
    let counted: Vec<_> = all.iter().map(|bar| (bar.name.clone(), bar.count)).collect();
    Drawn {
        drawing: bars(&all, &format!("{n} in all"), across),
        caption,
        reading: String::new(),
        alt: format!(
            "{n} in all in {period}: {}. {} There is no baseline.",
            joined(&each),
            most_and_fewest("are about", &counted)
        ),
    }
}
