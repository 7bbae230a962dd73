//! Rows in words, and figures that commentary quotes.

use panel_core::{Columns, Measure, Quantity, ReturnKind, Rule};
use panel_measures::{AssessedInWords, Milestone, QuotedFigure};

use crate::support::{Built, HIGHER, NEITHER, decimal, inputs, percentage, printed, returns, told};

fn words() -> Built {
    returns(ReturnKind::Words)
}

fn said(words: &str) -> Quantity {
    Quantity::Words(words.to_owned())
}

#[test]
fn words_are_shown_as_they_were_given_and_never_coloured() {
    let partners = AssessedInWords::new("families", "Families", HIGHER);
    let milestone = Milestone::new("launch", "Launch", HIGHER);
    let rows: [(&dyn Measure, &str, &str); 2] = [
        (&partners, "reported assessed_by_partner", "Partners' assessment"),
        (&milestone, "reported no_test_set", "Progress"),
    ];
    for (row, outcome, head) in rows {
        let built = words().with("2014-06", said("Better")).with("2014-09", said("No change"));
        let finding = built.judge(row);
        assert_eq!(told(&finding), outcome);
        assert_eq!(printed(&finding), ["No change"], "the latest");
        assert_eq!(inputs(finding.evidence()), ["latest returns/words.csv:3"]);
        assert_eq!(finding.evidence().rule, Rule::NoTest);
        assert_eq!(row.columns(), Columns::Words { head });
        assert_eq!(row.needs()[0].kind, ReturnKind::Words);
        assert_eq!(told(&words().awaiting(None).judge(row)), "awaited awaited");
        assert_eq!(words().refusal(row), "the-series has no words return, and nothing says why");
    }
}

#[test]
fn a_quoted_figure_is_the_latest_of_any_area_and_unit() {
    let row = QuotedFigure::new("quoted", "Quoted", NEITHER);
    let figures = || returns(ReturnKind::Figures);
    for (name, built, figure) in [
        ("a count", figures().with("2014-09", Quantity::Count(1234)), "1,234"),
        ("a change", figures().with("2014-09", Quantity::PercentChange(decimal("-3.1"))), "−3.1%"),
        ("a percentage", figures().with("2014-09", percentage("84.5", None)), "84.5%"),
        ("stars", figures().with("2014-09", Quantity::Stars(decimal("4.3"))), "4.3"),
        (
            "the later, of another force",
            figures()
                .with("2014-06", Quantity::Count(1))
                .with_other_force("2014-09", Quantity::Count(2)),
            "2",
        ),
    ] {
        let finding = built.judge(&row);
        assert_eq!(told(&finding), "reported no_test_set", "{name}");
        assert_eq!(printed(&finding), [figure], "{name}");
        assert_eq!(finding.evidence().inputs.len(), 1, "{name}");
    }
    assert_eq!(told(&figures().awaiting(None).judge(&row)), "awaited awaited");
    assert_eq!(figures().refusal(&row), "the-series has no figures return, and nothing says why");
}
