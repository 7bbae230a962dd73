//! What would vanish: letters of the text that are neither printed nor refused.

use super::Reader;
use panel_core::code;

/// More of them in one file are one mistake.
const MOST_TOLD: usize = 100;

impl Reader<'_> {
    /// Notes each run of letters that nothing of the paper shows.
    pub(super) fn note_unseen(&mut self) {
        let mut seen = std::mem::take(&mut self.seen);
        seen.sort_unstable_by_key(|span| span.start);
        let (mut end, mut unseen) = (0, Vec::new());
        let whole = self.text.len();
        for span in seen.into_iter().chain(std::iter::once(whole..whole)) {
            if span.start > end && self.text[end..span.start].contains(char::is_alphabetic) {
                unseen.push(end..span.start);
            }
            end = end.max(span.end);
        }
        let lines = unseen.into_iter().flat_map(|span| {
            let gap = &self.text[span.clone()];
            let place = move |line: &str| span.start + (line.as_ptr().addr() - gap.as_ptr().addr());
            gap.lines()
                .map(str::trim)
                .filter(|line| line.contains(char::is_alphabetic))
                .map(move |line| place(line)..place(line) + line.len())
        });
        let lines: Vec<_> = lines.take(MOST_TOLD).collect();
        for span in lines {
            let (message, remedy) = if self.text[span.clone()].starts_with('[') {
                (
                    "nothing refers to this definition of a link, or an earlier one has its label",
                    "refer to it as [words][label], or remove it",
                )
            } else {
                ("this would not be printed", "write it as a plain paragraph, or remove it")
            };
            self.fault(code!("commentary::unseen"), &span, message.to_owned(), remedy);
        }
    }
}
