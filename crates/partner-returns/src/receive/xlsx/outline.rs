//! Groups of rows or columns that are folded up.

/// Groups lie in each other so deep at most.
const DEEPEST: u8 = 7;

/// A row or column of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outlined {
    index: u32,
    level: u8,
    collapsed: bool,
}

impl Outlined {
    pub(super) fn new(index: u32, level: u8, collapsed: bool) -> Self {
        Self { index, level: level.min(DEEPEST), collapsed }
    }
}

/// On which side of a group its sum stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Collapsing {
    /// After it.
    #[default]
    Before,
    /// Before it.
    After,
}

impl Collapsing {
    /// The rows or columns of groups that are folded up: some programs hide them although they do not
    /// say so themselves.
    pub(super) fn hidden(self, mut all: Vec<Outlined>) -> Vec<u32> {
        all.sort_by_key(|one| one.index);
        if self == Self::After {
            all.reverse();
        }
        let mut hidden = Vec::new();
        for (at, sum) in all.iter().enumerate().filter(|(_, one)| one.collapsed) {
            let mut last = sum.index;
            let group = all[..at].iter().rev().take_while(|one| {
                let follows = one.index.abs_diff(last) == 1;
                last = one.index;
                follows && one.level > sum.level
            });
            hidden.extend(group.map(|one| one.index));
        }
        hidden
    }
}
