//! Which colours of `theme.typ` are used together, and for what. A colour that is in no pair fails.

use super::theme_file::Theme;

/// What the upper colour of a pair is for, and so what WCAG asks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// It is read: success criterion 1.4.3, for text of any size.
    Text,
    /// It is looked at, and says something: success criterion 1.4.11.
    Graphic,
    /// It says nothing that is not also said otherwise: this is where.
    Ornament(&'static str),
}

impl Use {
    /// The least contrast.
    pub(super) fn least(self) -> f64 {
        match self {
            Self::Text => 4.5,
            Self::Graphic => 3.0,
            Self::Ornament(_) => 1.0,
        }
    }
}

/// A colour, what it stands on, and what it is for.
pub(super) struct Pair {
    pub(super) upper: String,
    pub(super) ground: String,
    pub(super) is: Use,
}

/// The pairs of named colours. Whoever adds a colour to `theme.typ` says here what it stands on.
const PAIRS: [(&str, &str, Use); 37] = [
    ("ink", "paper-white", Use::Text),
    ("ink", "band", Use::Text),
    ("navy", "paper-white", Use::Text),
    ("navy", "band", Use::Text),
    ("quiet-ink", "paper-white", Use::Text),
    ("quiet-ink", "band", Use::Text),
    ("link-ink", "paper-white", Use::Text),
    ("link-ink", "band", Use::Text),
    // The code of a priority on its tag.
    ("paper-white", "navy", Use::Text),
    ("notice-ink", "notice-fill", Use::Text),
    // Rules above and below a table, and the circle of a rule's mark.
    ("navy", "paper-white", Use::Graphic),
    // The line for the clerk's pen.
    ("quiet-ink", "paper-white", Use::Graphic),
    ("notice-edge", "paper-white", Use::Graphic),
    ("notice-edge", "notice-fill", Use::Ornament("the words of the notice")),
    ("notice-fill", "paper-white", Use::Ornament("the words of the notice, and its edge")),
    ("band", "paper-white", Use::Ornament("the rows that it groups have heads")),
    ("hairline", "paper-white", Use::Ornament("the space between rows")),
    ("hairline", "band", Use::Ornament("the space between rows")),
    ("paper-white", "paper-white", Use::Ornament("it is the paper")),
    // The watermark of a draft lies under everything; what is read over it is nearly black.
    ("ink", "watermark-ink", Use::Text),
    (
        "watermark-ink",
        "paper-white",
        Use::Ornament("the head of each page says that it is a draft"),
    ),
    // Lines and marks of charts, on the paper and on what is shaded.
    ("chart-navy", "paper-white", Use::Graphic),
    ("chart-navy", "roles.recent.fill", Use::Graphic),
    ("chart-navy", "roles.half.fill", Use::Graphic),
    ("chart-pink", "paper-white", Use::Graphic),
    ("chart-pink", "roles.recent.fill", Use::Graphic),
    ("chart-orange", "paper-white", Use::Graphic),
    ("chart-grey", "roles.recent.fill", Use::Graphic),
    ("chart-quiet", "paper-white", Use::Graphic),
    ("chart-quiet", "roles.recent.fill", Use::Graphic),
    ("chart-grid", "paper-white", Use::Ornament("the values beside the lines")),
    ("roles.half.fill", "paper-white", Use::Graphic),
    ("roles.eighty.fill", "paper-white", Use::Ornament("its edge")),
    ("roles.ninety_five.fill", "paper-white", Use::Ornament("its edge")),
    ("roles.other.fill", "paper-white", Use::Graphic),
    (
        "roles.earlier.fill",
        "paper-white",
        Use::Ornament("what is said under the chart, and the lines over it"),
    ),
    (
        "roles.recent.fill",
        "roles.earlier.fill",
        Use::Ornament("what is said under the chart, and the lines over it"),
    ),
];

/// Every pair: those above, and mark and word of each standing on their tint.
pub(super) fn all(theme: &Theme) -> Vec<Pair> {
    let named = PAIRS.map(|(upper, ground, is)| Pair {
        upper: upper.to_owned(),
        ground: ground.to_owned(),
        is,
    });
    let standings = theme.standings();
    let of_standings = standings.iter().flat_map(|(name, _)| {
        let part = |part: &str| format!("standings.{name}.{part}");
        [
            Pair { upper: part("ink"), ground: part("fill"), is: Use::Text },
            Pair {
                upper: part("fill"),
                ground: "paper-white".to_owned(),
                is: Use::Ornament("the mark and the word on it"),
            },
        ]
    });
    named.into_iter().chain(of_standings).collect()
}
