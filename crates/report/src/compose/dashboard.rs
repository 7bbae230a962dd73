//! Appendix A, less its widgets: what stands above and below them.

use super::Material;
use super::widget::{standing, word};
use crate::view::{Dashboard, KeyEntry, Standing, Tally};

/// Every standing, in the order of the key.
pub(crate) const STANDINGS: [Standing; 5] =
    [Standing::Green, Standing::Amber, Standing::Red, Standing::NotAssessed, Standing::Awaited];

/// The dashboard's frame.
pub(crate) fn of(material: Material<'_>) -> Dashboard {
    let terms = material.terms;
    let shown = material.rows.iter().filter(|row| row.on_dashboard);
    let baseline = terms.baseline_year;
    let key = |standing: Standing| KeyEntry {
        standing,
        word: word(standing).to_owned(),
        meaning: match standing {
            Standing::Green => format!("Statistically significant improvement on {baseline}"),
            Standing::Amber => format!("No statistically significant change on {baseline}"),
            Standing::Red => format!("Statistically significant deterioration on {baseline}"),
            Standing::NotAssessed => "Shown without a test; the row says why".to_owned(),
            Standing::Awaited => "Not received; the row says why".to_owned(),
        },
    };
    Dashboard {
        title: "Appendix A: Police and Crime Plan dashboard".to_owned(),
        period: format!("Period ended {}", terms.quarter.last_month()),
        introduction: format!(
            "One table for each strategic priority of the {}. Each row gives the assessment in a word, a shape and a colour, and why. The circled figures refer to the rules in Appendix\u{a0}B.",
            terms.plan_name
        ),
        tally: STANDINGS
            .into_iter()
            .map(|one| Tally {
                standing: one,
                word: word(one).to_owned(),
                rows: shown.clone().filter(|row| standing(&row.finding) == one).count(),
            })
            .collect(),
        key: STANDINGS.into_iter().map(key).collect(),
        notes: vec![
            "Often a lack of statistical evidence only means that the period is still short.".to_owned(),
            "Continuous improvement in service is monitored by surveys of confidence and satisfaction.".to_owned(),
            "NA: not available. It is never a zero; the row says why.".to_owned(),
        ],
    }
}
