//! Why a reader does not see what a cell stores, or not all of it.

/// Why a reader does not see a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::receive) enum Unseen {
    /// Its row is hidden, or has no height.
    Row,
    /// Its column is hidden, or has no width.
    Column,
    /// Its number format shows nothing, or the sheet shows no noughts.
    Format,
    /// It is written in the colour that is behind it, or nearly.
    Colour,
    /// Its letters are too small to be read, or are pictures.
    Letters,
    /// It repeats itself until the cell is full.
    Repeated,
    /// Its row cuts off its letters.
    LowRow,
}

/// What keeps digits from being seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::receive) enum Cut {
    /// The column has no room for them: programs show signs in their place, or fewer.
    Narrow,
    /// They are turned, so that their row may cut them off.
    Turned,
}
