//! What is behind a cell: a colour, a pattern of two, or colours that run into each other.

use super::colours::{BLACK, Colour, Palette, Rgb, WHITE, mixed};
use super::limits::Refused;
use super::xml::{Element, Name};

/// More colours than this run into each other nowhere.
const STOPS: usize = 10;
/// Colours between two that run into each other, as far as they are looked at.
const STEPS: u32 = 8;
/// All of a pattern.
const SOLID: f64 = 1.0;

/// What is behind a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Fill {
    /// Nothing.
    #[default]
    None,
    /// A pattern: how much of it has the first colour, where its kind says so, and the two.
    Pattern(Option<f64>, Option<Colour>, Option<Colour>),
    /// Colours that run into each other.
    Gradient(Vec<Colour>),
    /// What is not known.
    Unknown,
}

impl Fill {
    /// Takes what is found at `path` inside the element of the fill.
    pub(super) fn take(&mut self, path: &[Name], element: &Element<'_>) -> Result<(), Refused> {
        match (path, &mut *self) {
            ([Name::PatternFill], _) => {
                let [kind] = element.values(["patternType"])?;
                *self = match kind.as_deref() {
                    Some("none") => Self::None,
                    None => Self::Pattern(None, None, None),
                    Some(kind) => coverage(kind)
                        .map_or(Self::Unknown, |share| Self::Pattern(Some(share), None, None)),
                };
            }
            ([Name::PatternFill, Name::FgColor], Self::Pattern(_, colour, _))
            | ([Name::PatternFill, Name::BgColor], Self::Pattern(_, _, colour)) => {
                *colour = Colour::read(element)?;
            }
            ([Name::GradientFill], _) => *self = Self::Gradient(Vec::new()),
            ([Name::GradientFill, Name::Stop, Name::Color], Self::Gradient(colours)) => {
                match Colour::read(element)? {
                    Some(colour) if colours.len() < STOPS => colours.push(colour),
                    _ => *self = Self::Unknown,
                }
            }
            ([Name::Other], _) => *self = Self::Unknown,
            _ => {}
        }
        Ok(())
    }

    /// The colours that are behind the letters of a cell.
    pub(super) fn behind(&self, palette: &Palette) -> Vec<Rgb> {
        // What is not known may be light or dark: nothing is surely seen on it.
        let unknown = || vec![BLACK, WHITE];
        let seen = |colour: Colour| colour.seen(palette);
        match self {
            // A pattern without a kind is none in a cell.
            Self::None | Self::Pattern(None, _, _) => vec![WHITE],
            Self::Pattern(Some(SOLID), colour, _) => {
                colour.and_then(seen).map_or_else(unknown, |colour| vec![colour])
            }
            Self::Pattern(Some(share), above, below) => {
                let above = above.map_or(Some(BLACK), seen);
                let below = below.map_or(Some(WHITE), seen);
                match (above, below) {
                    (Some(above), Some(below)) => vec![mixed(below, above, *share)],
                    _ => unknown(),
                }
            }
            Self::Gradient(colours) => {
                let colours: Option<Vec<_>> = colours.iter().map(|colour| seen(*colour)).collect();
                colours.filter(|colours| !colours.is_empty()).map_or_else(unknown, |all| run(&all))
            }
            Self::Unknown => unknown(),
        }
    }

    /// The same of a conditional format, in which a solid pattern has the second colour.
    pub(super) fn behind_if(&self, palette: &Palette) -> Option<Vec<Rgb>> {
        match self {
            Self::None => None,
            Self::Pattern(None | Some(SOLID), above, below) => {
                let colour = below.or(*above)?;
                Some(colour.seen(palette).map_or_else(|| vec![BLACK, WHITE], |colour| vec![colour]))
            }
            other => Some(other.behind(palette)),
        }
    }
}

/// How much of a pattern has its first colour; nothing where it is not known.
fn coverage(kind: &str) -> Option<f64> {
    Some(match kind {
        "solid" => SOLID,
        "darkGray" | "darkTrellis" => 0.75,
        "mediumGray" | "darkHorizontal" | "darkVertical" | "darkDown" | "darkUp" | "darkGrid" => {
            0.5
        }
        "lightTrellis" | "lightGrid" => 0.4,
        "lightGray" | "lightHorizontal" | "lightVertical" | "lightDown" | "lightUp" => 0.25,
        "gray125" => 0.125,
        "gray0625" => 0.062_5,
        _ => return None,
    })
}

/// The colours through which these run into each other.
pub(super) fn run(colours: &[Rgb]) -> Vec<Rgb> {
    let pairs = colours.windows(2).flat_map(|pair| {
        (1..=STEPS).map(|step| mixed(pair[0], pair[1], f64::from(step) / f64::from(STEPS)))
    });
    colours.iter().take(1).copied().chain(pairs).collect()
}
