//! Conditional formats: which cells they may hide, or show otherwise, whatever their conditions.

use std::sync::Arc;

use super::super::number_format::Drawn;
use super::super::value::Stored;
use super::cells::SheetCell;
use super::colours::{Colour, Palette, Rgb, Shade};
use super::fills;
use super::formats::{Conditional, Effect, Formats, number};
use super::ink::Ink;
use super::limits::{CONDITIONAL, Refused};
use super::place::{At, ranges};
use super::xml::{Element, Name, What, is_false};

/// The rules of a sheet that may change what its cells show.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rules {
    all: Vec<Rule>,
    /// The rules of the format that is being read, and the cells that it is of.
    open: Vec<(u32, Effect)>,
    cells: String,
    /// The look, and the colours of a scale or a bar, of the rule that is being read.
    look: Conditional,
    colours: Vec<Option<Rgb>>,
    count: usize,
}

/// A rule with the cells that it is of.
#[derive(Debug, Clone, PartialEq)]
struct Rule {
    ranges: Arc<[(At, At)]>,
    effect: Effect,
    /// The lower it is, the sooner the rule is taken.
    priority: u32,
    what: Changing,
}

/// What changes a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::receive) enum Changing {
    /// A conditional format.
    Condition,
    /// The style of a table.
    Table,
}

impl Rules {
    /// Takes what is found at `path` in a sheet.
    pub(super) fn take(
        &mut self,
        path: &[Name],
        what: &What<'_>,
        formats: &Formats,
    ) -> Result<(), Refused> {
        match (path, what) {
            ([Name::ConditionalFormatting], What::Open(element)) => {
                let [cells] = element.values(["sqref"])?;
                self.cells = cells.unwrap_or_default().into_owned();
            }
            ([Name::ExtLst, Name::Ext, .., Name::LaterFormatting], What::Open(_)) => {
                self.cells.clear();
            }
            (
                [Name::ExtLst, Name::Ext, .., Name::LaterFormatting, Name::LaterCells],
                What::Text(text),
            ) => {
                self.cells.push_str(text);
            }
            (
                [Name::ConditionalFormatting]
                | [Name::ExtLst, Name::Ext, .., Name::LaterFormatting],
                What::Close,
            ) => self.end_format()?,
            ([Name::ConditionalFormatting, inner @ ..], what) => {
                self.take_rule(inner, what, formats)?;
            }
            ([Name::ExtLst, Name::Ext, later @ ..], what) => {
                let begins = later.iter().position(|name| *name == Name::LaterFormatting);
                if let Some(begins) = begins {
                    self.take_rule(&later[begins + 1..], what, formats)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_rule(
        &mut self,
        path: &[Name],
        what: &What<'_>,
        formats: &Formats,
    ) -> Result<(), Refused> {
        match (path, what) {
            ([Name::CfRule | Name::LaterRule], What::Open(element)) => {
                let [look, priority] = element.values(["dxfId", "priority"])?;
                let priority = priority.and_then(|priority| priority.trim().parse().ok());
                let look = number(look.as_deref())?.and_then(|look| usize::try_from(look).ok());
                let effect = look.and_then(|look| formats.effect(look)).cloned();
                self.open.push((priority.unwrap_or(u32::MAX), effect.unwrap_or_default()));
                CONDITIONAL.check("the sheet", self.open.len())?;
            }
            ([Name::LaterRule, Name::LaterLook, inner @ ..], What::Open(element))
                if !inner.is_empty() =>
            {
                self.look.take(inner, element)?;
            }
            ([Name::LaterRule, Name::LaterLook], What::Close) => {
                if let Some((_, effect)) = self.open.last_mut() {
                    *effect = std::mem::take(&mut self.look).effect(&formats.palette);
                }
            }
            (
                [
                    Name::CfRule | Name::LaterRule,
                    Name::IconSet | Name::DataBar | Name::LaterIcons | Name::LaterBar,
                ],
                What::Open(element),
            ) => {
                let [shows] = element.values(["showValue"])?;
                if let Some((_, effect)) = self.open.last_mut() {
                    effect.hides_value |= is_false(shows.as_deref());
                }
            }
            ([Name::CfRule | Name::LaterRule, _, Name::Color], What::Open(element)) => {
                self.take_colour(element, &formats.palette)?;
            }
            ([Name::CfRule | Name::LaterRule], What::Close) => {
                let colours: Option<Vec<_>> = self.colours.drain(..).collect();
                if let (Some((_, effect)), colours) = (self.open.last_mut(), colours) {
                    match colours {
                        Some(colours) if colours.is_empty() => {}
                        Some(colours) => effect.behind = Some(fills::run(&colours)),
                        None => effect.hides_value = true,
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes a colour of a scale or of a bar. More than a scale has say nothing else.
    fn take_colour(&mut self, element: &Element<'_>, palette: &Palette) -> Result<(), Refused> {
        if self.colours.len() < 4 {
            let colour = Colour::read(element)?.and_then(|colour| colour.seen(palette));
            self.colours.push(colour);
        }
        Ok(())
    }

    /// Keeps the rules of a format that was read, with its cells.
    fn end_format(&mut self) -> Result<(), Refused> {
        let cells = std::mem::take(&mut self.cells);
        let mut open = std::mem::take(&mut self.open);
        open.retain(|(_, effect)| *effect != Effect::default());
        if open.is_empty() {
            return Ok(());
        }
        let ranges: Option<Arc<[_]>> = ranges(&cells);
        let ranges = ranges.ok_or_else(|| {
            Refused::unreadable("it has a conditional format of a range that no sheet has")
        })?;
        for (priority, effect) in open {
            self.add(Rule {
                ranges: Arc::clone(&ranges),
                effect,
                priority,
                what: Changing::Condition,
            })?;
        }
        Ok(())
    }

    /// Adds what the style of a table does to its cells.
    pub(super) fn add_table(&mut self, range: (At, At), effect: &Effect) -> Result<(), Refused> {
        let effect = effect.clone();
        self.add(Rule { ranges: [range].into(), effect, priority: u32::MAX, what: Changing::Table })
    }

    fn add(&mut self, rule: Rule) -> Result<(), Refused> {
        self.count += rule.ranges.len();
        CONDITIONAL.check("the sheet", self.count)?;
        self.all.push(rule);
        Ok(())
    }

    /// The range of a rule that may hide what this cell holds, or show it otherwise; and what it is.
    pub(super) fn changing(&self, at: At, cell: &SheetCell) -> Option<((At, At), Changing)> {
        let covering: Vec<_> = self
            .all
            .iter()
            .filter_map(|rule| {
                let range = rule.ranges.iter().find(|range| covers(**range, at))?;
                Some((*range, rule))
            })
            .collect();
        let changes = |effect: &Effect| effect.changes(cell) || effect.hides_letters(None, cell);
        let alone = covering.iter().find(|(_, rule)| changes(&rule.effect));
        // One rule may colour the letters, and another what is behind them.
        let together = || {
            covering.iter().find(|(_, rule)| {
                let effect = &rule.effect;
                let mut others = covering.iter().filter(|(_, other)| {
                    let sooner = other.priority < rule.priority;
                    effect.behind.is_none() || sooner && other.effect.ink.colour == Shade::Chosen
                });
                effect.ink.colour != Shade::Chosen
                    && others.any(|(_, other)| {
                        let behind = other.effect.behind.as_ref();
                        behind.is_some_and(|behind| effect.hides_letters(Some(behind), cell))
                    })
            })
        };
        alone.or_else(together).map(|(range, rule)| (*range, rule.what))
    }
}

fn covers((first, last): (At, At), at: At) -> bool {
    (first.0..=last.0).contains(&at.0) && (first.1..=last.1).contains(&at.1)
}

impl Effect {
    /// Whether it changes the letters of a cell, or what stands there.
    fn changes(&self, cell: &SheetCell) -> bool {
        let other_format = self.format.as_ref().is_some_and(|format| match &cell.stored {
            Stored::Number(number) => {
                figure(format.draw_number(*number)) != figure(cell.format.draw_number(*number))
                    || format.number_colour(*number).is_some()
            }
            Stored::Text(text) => {
                format.draw_text(text) != Drawn::As(text.clone()) || format.text_colour().is_some()
            }
            Stored::Day(..) => **format != *cell.format,
            Stored::Truth(_) | Stored::Failed(_) => false,
        });
        self.hides_value || self.ink.changes_letters() || other_format
    }

    /// Whether the letters of a cell are not seen with these colours behind them: its own where none are
    /// given, or else those of the cell.
    fn hides_letters(&self, behind: Option<&Vec<Rgb>>, cell: &SheetCell) -> bool {
        if self.ink.colour == Shade::Chosen && self.behind.is_none() {
            return false;
        }
        let behind = behind.or(self.behind.as_ref()).map_or(&*cell.look.behind, Vec::as_slice);
        let colour = self.ink.colour.or(cell.look.ink.colour);
        !Ink { colour, ..Ink::default() }.is_seen(behind, Shade::Chosen)
    }
}

/// What of a drawn number says how much it is; nothing where that is not known.
fn figure(drawn: Drawn) -> Option<String> {
    match drawn {
        Drawn::As(text) => Some(text.chars().filter(|one| !matches!(one, ' ' | ',')).collect()),
        Drawn::Nothing => Some(String::new()),
        Drawn::Unknown => None,
    }
}
