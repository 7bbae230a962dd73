//! Exhibits as they are drawn: every place in points, every text final. The template places them.

use serde::Serialize;

/// A chart of a row's evidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Exhibit {
    /// `3`: its place among the charts of the paper.
    pub number: usize,
    /// The name that links go to and that its picture is filed under.
    pub anchor: String,
    /// The row that it is the evidence of.
    pub row: String,
    /// What it shows.
    pub caption: String,
    /// How its lines, shades and marks are to be read; empty where nothing needs saying.
    pub reading: String,
    /// The same for those who do not see it: direction, last value and what is out of the usual.
    pub alt: String,
    /// The drawing.
    pub drawing: Drawing,
}

/// A drawing: shapes in the order in which they are laid over each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drawing {
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
    /// The shapes.
    pub shapes: Vec<Shape>,
}

/// A place: points from the left and from the top.
pub type Place = [f64; 2];

/// A shape.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum Shape {
    /// A rectangle between two corners.
    Rect {
        /// The corner at the top on the left.
        from: Place,
        /// The corner at the bottom on the right.
        to: Place,
        /// What it stands for.
        role: Role,
    },
    /// A line through places.
    Line {
        /// The places.
        through: Vec<Place>,
        /// What it stands for.
        role: Role,
    },
    /// A filled area.
    Area {
        /// Its corners.
        corners: Vec<Place>,
        /// What it stands for.
        role: Role,
    },
    /// A mark, whose form tells what it stands for.
    Mark {
        /// Its middle.
        at: Place,
        /// What it stands for.
        role: Role,
    },
    /// A text of one line.
    Text {
        /// The middle of its line, at the end that `align` names.
        at: Place,
        /// The end that is at the place.
        align: Align,
        /// What it says.
        text: String,
        /// Whether it is of more weight than the others.
        strong: bool,
    },
}

/// Which end of a text is at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// It begins there.
    Left,
    /// Its middle is there.
    Center,
    /// It ends there.
    Right,
}

/// What a shape stands for: the theme gives it colour, stroke and form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The line at the foot of the plot.
    Axis,
    /// A line to read values by.
    Grid,
    /// The months or years that are compared with.
    Earlier,
    /// The months or years that are judged.
    Recent,
    /// What was counted.
    Counted,
    /// What was counted, in the row of a table.
    Spark,
    /// A point of what was counted.
    Point,
    /// A point outside its limits.
    Outside,
    /// A point of a run or trend that is more than chance.
    Run,
    /// A mean.
    Mean,
    /// The mean of what is judged.
    RecentMean,
    /// A control line.
    Limit,
    /// The natural limits of single values.
    Natural,
    /// The place at which recording changed.
    Change,
    /// The 50% band of a projection or its interval.
    Half,
    /// The 80% band.
    Eighty,
    /// The 95% band.
    NinetyFive,
    /// The middle of a projection.
    Projected,
    /// A target.
    Target,
    /// The force's own bar.
    Own,
    /// Another member's bar.
    Other,
    /// A bar of what is still lacking.
    Lacking,
    /// The end of one bar led to the next.
    Lead,
    /// A milestone that has been reached.
    Done,
    /// A milestone that is expected by its date.
    OnTrack,
    /// A milestone that is late.
    Late,
    /// A milestone on which work has not begun.
    NotStarted,
    /// The end of the month at which things stood so.
    AsAt,
}
