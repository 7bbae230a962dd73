//! Where two pictures of a page differ: dots that lie close together are one region.

use serde::Serialize;

/// The side of a cell, in dots: within one, all that differs is one region.
const CELL: usize = 12;

/// The most regions that a page is told to have; more are merged with their neighbours.
const MOST: usize = 12;

/// For each dot of a picture, whether it differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mask {
    pub(crate) width: usize,
    pub(crate) height: usize,
    differs: Vec<bool>,
}

/// A rectangle of a picture, in dots from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Region {
    pub(crate) x: usize,
    pub(crate) y: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

impl Mask {
    pub(crate) fn new(width: usize, height: usize, differs: impl Fn(usize, usize) -> bool) -> Self {
        let rows = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Self { width, height, differs: rows.map(|(x, y)| differs(x, y)).collect() }
    }

    /// Whether the dot at a place within it differs.
    pub(crate) fn at(&self, x: usize, y: usize) -> bool {
        self.differs[y * self.width + x]
    }

    /// The regions that hold every dot that differs, from the top; none overlaps another.
    pub(crate) fn regions(&self) -> Vec<Region> {
        // Cells are joined across ever wider gaps until there are few enough regions to be looked at.
        let widest = self.width.max(self.height) / CELL + 1;
        let mut reach = 1;
        loop {
            let found = self.joined(reach);
            if found.len() <= MOST || reach > widest {
                return found;
            }
            reach *= 2;
        }
    }

    /// The regions where cells belong together that are at most `reach` cells apart.
    fn joined(&self, reach: usize) -> Vec<Region> {
        let mut regions = self.cells();
        // Merging makes larger ones, which may lie close to others in their turn.
        loop {
            let many = regions.len();
            let mut at = 0;
            while at < regions.len() {
                let close = (at + 1..regions.len())
                    .find(|other| regions[at].is_within(regions[*other], reach * CELL));
                match close {
                    Some(other) => regions[at] = regions[at].with(regions.swap_remove(other)),
                    None => at += 1,
                }
            }
            if regions.len() == many {
                break;
            }
        }
        regions.sort_by_key(|region| (region.y, region.x));
        regions
    }

    /// The part of each row of cells that differs without a gap.
    fn cells(&self) -> Vec<Region> {
        let mut found: Vec<Region> = Vec::new();
        for y in (0..self.height).step_by(CELL) {
            let mut open: Option<Region> = None;
            for x in (0..self.width).step_by(CELL) {
                let cell = self.tight(x, y);
                open = match (open, cell) {
                    (Some(region), Some(cell)) => Some(region.with(cell)),
                    (Some(region), None) => {
                        found.push(region);
                        None
                    }
                    (None, cell) => cell,
                };
            }
            found.extend(open);
        }
        found
    }

    /// The least rectangle around what differs in the cell that begins at a place.
    fn tight(&self, left: usize, top: usize) -> Option<Region> {
        let mut found: Option<Region> = None;
        for y in top..self.height.min(top + CELL) {
            for x in left..self.width.min(left + CELL) {
                if self.at(x, y) {
                    let dot = Region { x, y, width: 1, height: 1 };
                    found = Some(found.map_or(dot, |region| region.with(dot)));
                }
            }
        }
        found
    }
}

impl Region {
    /// The least rectangle that holds both.
    fn with(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.width).max(other.x + other.width);
        let bottom = (self.y + self.height).max(other.y + other.height);
        Self { x, y, width: right - x, height: bottom - y }
    }

    /// Whether both overlap, or lie at most `gap` dots apart.
    fn is_within(self, other: Self, gap: usize) -> bool {
        self.x <= other.x + other.width + gap
            && other.x <= self.x + self.width + gap
            && self.y <= other.y + other.height + gap
            && other.y <= self.y + self.height + gap
    }

    /// The same with dots around it, beside it and above and below, as far as the sheet goes.
    pub(crate) fn with_margins(
        self,
        (beside, above): (usize, usize),
        width: usize,
        height: usize,
    ) -> Self {
        let (x, y) = (self.x.saturating_sub(beside), self.y.saturating_sub(above));
        let right = (self.x + self.width + beside).min(width);
        let bottom = (self.y + self.height + above).min(height);
        Self { x, y, width: right - x, height: bottom - y }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MOST, Mask, Region};

    fn mask(dots: &[(usize, usize)]) -> Mask {
        Mask::new(200, 150, |x, y| dots.contains(&(x, y)))
    }

    #[test]
    fn dots_close_to_each_other_are_one_region() {
        let found = mask(&[(10, 10), (18, 12), (150, 100), (14, 9)]).regions();
        let expected = [
            Region { x: 10, y: 9, width: 9, height: 4 },
            Region { x: 150, y: 100, width: 1, height: 1 },
        ];
        assert_eq!(found, expected);
        assert_eq!(mask(&[]).regions(), []);
    }

    #[test]
    fn there_are_never_too_many_to_look_at() {
        let spread = Mask::new(600, 600, |x, y| x % 60 == 0 && y % 60 == 0);
        let found = spread.regions();
        assert!(!found.is_empty() && found.len() <= MOST, "{found:?}");
    }

    proptest! {
        #[test]
        fn every_dot_is_in_one_region_and_none_overlap(
            dots in prop::collection::vec((0_usize..200, 0_usize..150), 0..40)
        ) {
            let found = mask(&dots).regions();
            prop_assert!(found.len() <= MOST);
            let within = |region: &Region, (x, y): (usize, usize)| {
                (region.x..region.x + region.width).contains(&x)
                    && (region.y..region.y + region.height).contains(&y)
            };
            for dot in &dots {
                let holding = found.iter().filter(|region| within(region, *dot)).count();
                prop_assert_eq!(holding, 1);
            }
            // None is wider than what it holds.
            for region in &found {
                let held = || dots.iter().filter(|dot| within(region, **dot));
                prop_assert_eq!(held().map(|dot| dot.0).min(), Some(region.x));
                prop_assert_eq!(held().map(|dot| dot.1).max(), Some(region.y + region.height - 1));
            }
        }
    }
}
