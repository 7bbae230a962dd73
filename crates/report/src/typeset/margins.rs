//! Text that leaves its page: nothing of a paper may lie past the margins, where it is cut off.

use typst::layout::{Abs, Frame, FrameItem, Transform};
use typst_layout::PagedDocument;

/// The margins at the left and the right, as `theme.typ` sets them.
const MARGIN: Abs = Abs::raw(20.0 * 72.0 / 25.4);
/// Letters that lean reach a little over.
const TOLERANCE: Abs = Abs::raw(1.0);
/// As many letters of a text say which one it is.
const SHOWN: usize = 40;

/// The texts that run past a margin, each with its page.
pub(super) fn beyond(document: &PagedDocument) -> Vec<String> {
    let mut beyond = Vec::new();
    for (number, page) in (1..).zip(document.pages()) {
        let size = page.frame.size();
        let within =
            Within { left: MARGIN - TOLERANCE, right: size.x - MARGIN + TOLERANCE, bottom: size.y };
        within.check(&page.frame, Transform::identity(), &mut |text| {
            let shown: String = text.chars().take(SHOWN).collect();
            beyond.push(format!("page {number}: “{shown}”"));
        });
    }
    beyond
}

struct Within {
    left: Abs,
    right: Abs,
    bottom: Abs,
}

impl Within {
    fn check(&self, frame: &Frame, outer: Transform, found: &mut impl FnMut(&str)) {
        for (position, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let inner = outer.pre_concat(Transform::translate(position.x, position.y));
                    self.check(&group.frame, inner.pre_concat(group.transform), found);
                }
                FrameItem::Text(text) => {
                    let start = position.transform(outer);
                    let end = start.x + text.width();
                    let crosses = start.x < self.left || end > self.right || start.y > self.bottom;
                    // Spaces at the end of a line hang over, and are not seen.
                    if crosses && !text.text.trim().is_empty() {
                        found(&text.text);
                    }
                }
                _ => {}
            }
        }
    }
}
