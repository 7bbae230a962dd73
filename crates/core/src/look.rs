//! What a paper looks like, as far as a quarter may choose it.

/// The look of one paper, from `panel.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// The colour of headings, rules and tags, as `#12436d`; `None` for the usual one.
    pub accent: Option<String>,
    /// The crest or emblem at the head of the paper.
    pub logo: Option<Logo>,
    /// Whether it is printed on both sides of the sheet, so that an appendix begins on a right-hand
    /// page.
    pub duplex: bool,
}

/// A crest or emblem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Its file name, which tells its format: `.svg` or `.png`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What those hear who do not see it.
    pub alternative: String,
}
