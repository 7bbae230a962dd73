//! Appendix A, less its widgets: what stands above and below them.

use panel_core::{Figure, WITHHELD};

use super::Material;
use super::listed::{self, Listed};
use super::standing::{standing, word};
use crate::view::{Dashboard, KeyEntry, Standing, Tally};

/// Every standing of a paper, in the order of the key.
const STANDINGS: [Standing; 5] =
    [Standing::Green, Standing::Amber, Standing::Red, Standing::NotAssessed, Standing::Awaited];

/// Those, and in a draft the one that no paper has.
fn standings(material: Material<'_>) -> impl Iterator<Item = Standing> {
    let unjudged = (!material.unjudged.is_empty()).then_some(Standing::NotJudged);
    STANDINGS.into_iter().chain(unjudged)
}

/// The dashboard's frame.
pub(crate) fn of(material: Material<'_>) -> Dashboard {
    let terms = material.terms;
    let baseline = terms.baseline_year;
    let key = |standing: Standing| KeyEntry {
        standing,
        word: word(standing).to_owned(),
        meaning: match standing {
            Standing::Green => {
                format!("Statistically significant improvement on {baseline}")
            }
            Standing::Amber => {
                format!("No statistically significant change on {baseline}")
            }
            Standing::Red => {
                format!("Statistically significant deterioration on {baseline}")
            }
            Standing::NotAssessed => "Shown without a test; the row says why".to_owned(),
            Standing::Awaited => "Not received; the row says why".to_owned(),
            Standing::NotJudged => "Faulty figures or settings; the row says which".to_owned(),
        },
    };
    Dashboard {
        title: "Appendix A: Dashboard".to_owned(),
        period: format!("{}, period ended {}", terms.plan_name, terms.quarter.last_month()),
        introduction: "One table for each strategic priority. Each row gives its assessment in a word, a shape and a colour, and why. The circled figures refer to the rules in Appendix\u{a0}B.".to_owned(),
        key: standings(material).map(key).collect(),
        notes: vec![
            "Rows for the year to date are compared with the same months of the year before. NA: not available; never a zero.".to_owned(),
            "Often a lack of statistical evidence only means that the period is still short. Continuous improvement in service is monitored by surveys of confidence and satisfaction.".to_owned(),
        ]
        .into_iter()
        .chain(withheld(material))
        .collect(),
    }
}

/// How many rows stand how.
pub(crate) fn tally(material: Material<'_>) -> Vec<Tally> {
    let priorities = material.plan.priorities().iter();
    let listed: Vec<_> = priorities.flat_map(|priority| listed::of(priority, material)).collect();
    let rows = |one| {
        let stands = |row: &&Listed<'_>| match row {
            Listed::Judged(row) => standing(&row.finding) == one,
            Listed::Unjudged(_) => one == Standing::NotJudged,
        };
        listed.iter().filter(stands).count()
    };
    let of = |standing| Tally { standing, word: word(standing).to_owned(), rows: rows(standing) };
    standings(material).map(of).collect()
}

/// What stands for a withheld figure, where there is one.
fn withheld(material: Material<'_>) -> Option<String> {
    let mut rows = material.rows.iter().filter(|row| row.on_dashboard);
    rows.any(|row| row.finding.figures().all().any(Figure::is_withheld)).then(|| {
        format!(
            "{WITHHELD}: confidential. Small counts, and what could give one away, are not printed; a row that rests on one has no colour."
        )
    })
}
