//! What sections that are no priority show, and Appendix C.

use panel_report::view::{
    Cell, ContributedRow, ContributedTheme, Contributions, SectionFigures, SectionRow,
};

use super::Lines;

impl Lines {
    pub(super) fn figures(&mut self, figures: &SectionFigures) {
        let SectionFigures { title, rows, notes, exhibits } = figures;
        for exhibit in exhibits.iter().flatten() {
            self.exhibit(exhibit);
        }
        self.under(title, |lines| {
            for SectionRow { id, label, cell: Cell { text, detail } } in rows {
                let detail = if detail.is_empty() { String::new() } else { format!(", {detail}") };
                lines.line(format!("{label}: {text}{detail} ({id})"));
            }
            for note in notes {
                lines.line(note);
            }
        });
    }

    pub(super) fn contributions(&mut self, contributions: &Contributions) {
        let Contributions { title, introduction, heads, themes, not_returned_title, not_returned } =
            contributions;
        self.under(title, |lines| {
            for sentence in introduction {
                lines.line(sentence);
            }
            for ContributedTheme { title, rows, context } in themes {
                lines.under(title, |lines| {
                    lines.line(heads.join(" | "));
                    for row in rows {
                        let ContributedRow {
                            partnership,
                            measure,
                            wanted,
                            previous,
                            latest,
                            source,
                        } = row;
                        let cells = [partnership, measure, wanted, previous, latest, source];
                        lines.line(cells.map(String::as_str).join(" | "));
                    }
                    lines.fields("Context", context);
                });
            }
            lines.fields(not_returned_title, not_returned);
        });
    }
}
