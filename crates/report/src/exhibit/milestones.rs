//! Milestones in the order of their dates: what, whose, how it stands, and when on a line of time.

use panel_core::{DatedMilestone, MilestoneStatus, Milestones, Month, Period};

use super::calendar::{Calendar, short};
use super::canvas::{Canvas, GAP, Measure, Plot, real, widest};
use super::lettering::{LINE, lines, width};
use super::words::{Drawn, joined, level_of, most_and_fewest};
use crate::view::{Align, Role};

/// Names and owners need the whole of the page.
pub(super) const MEASURE: Measure = Measure::Whole;

/// The most that one drawing takes of a page, without its heads and its axis.
const MOST: f64 = 540.0;

/// The space between one row and the next, and between columns.
const BETWEEN: f64 = 4.0;
const COLUMN_GAP: f64 = 9.0;

/// The line of time, and the owners' column, of the width.
const TIME: f64 = 0.22;
const OWNERS: f64 = 0.19;

/// The text after a mark.
const AFTER_MARK: f64 = 9.5;

/// About as much as is listened to at once: letters of the milestones that are read out.
const MOST_READ: usize = 800;

/// Where the columns begin.
struct Columns {
    status: f64,
    name: f64,
    owner: f64,
    time: f64,
}

impl Columns {
    fn of(across: f64) -> Self {
        // Every short month is measured, so that each sheet has the same columns.
        let months: Vec<_> = (1..=12).filter_map(|number| Month::new(2014, number).ok()).collect();
        let dues: Vec<_> = months.into_iter().map(due).collect();
        let words = MilestoneStatus::ALL.map(status);
        let due = widest(dues.iter().map(|text| (text.as_str(), false))).max(width("Due", true));
        let word = widest(words.iter().map(|text| (text.as_str(), true)));
        let status = due + COLUMN_GAP;
        let time = across * (1.0 - TIME);
        Self {
            status,
            name: status + AFTER_MARK + word + COLUMN_GAP,
            owner: time - across * OWNERS,
            time,
        }
    }

    fn names(&self) -> f64 {
        self.owner - COLUMN_GAP - self.name
    }

    fn owners(&self) -> f64 {
        self.time - COLUMN_GAP - self.owner
    }
}

/// A milestone with its texts broken into lines.
struct Item<'a> {
    milestone: &'a DatedMilestone,
    name: Vec<String>,
    owner: Vec<String>,
}

impl Item<'_> {
    fn height(&self) -> f64 {
        real(self.name.len().max(self.owner.len()).max(1)) * LINE + BETWEEN
    }
}

/// As many milestones as one drawing holds.
pub(super) struct Sheet<'a> {
    as_at: Month,
    /// The first and the last month of the line of time, the same on every sheet.
    first: Month,
    last: Month,
    items: Vec<Item<'a>>,
    /// `26 to 40 of 40`; empty where there is one sheet.
    part: String,
}

/// The milestones in the order of their dates, on as many sheets as they need; those of one month
/// stay in the order in which they were given.
pub(super) fn sheets(of: &Milestones, across: f64) -> Vec<Sheet<'_>> {
    let columns = Columns::of(across);
    let mut ordered: Vec<_> = of.milestones.iter().collect();
    ordered.sort_by_key(|milestone| milestone.due);
    let months = || ordered.iter().map(|milestone| milestone.due).chain([of.as_at]);
    let first = months().min().unwrap_or(of.as_at);
    let last = months().max().unwrap_or(of.as_at);
    let mut sheets: Vec<Vec<Item<'_>>> = Vec::new();
    let mut taken = 0.0;
    for milestone in &ordered {
        let item = Item {
            milestone,
            name: lines(&milestone.name, columns.names()),
            owner: lines(&milestone.owner, columns.owners()),
        };
        let height = item.height();
        match sheets.last_mut() {
            Some(sheet) if taken + height <= MOST => {
                taken += height;
                sheet.push(item);
            }
            _ => {
                taken = height;
                sheets.push(vec![item]);
            }
        }
    }
    let several = sheets.len() > 1;
    let mut before = 0;
    sheets
        .into_iter()
        .map(|items| {
            let from = before + 1;
            before += items.len();
            let part = format!("{from} to {before} of {}", ordered.len());
            let part = if several { part } else { String::new() };
            Sheet { as_at: of.as_at, first, last, items, part }
        })
        .collect()
}

pub(super) fn draw(sheet: &Sheet<'_>, label: &str, across: f64) -> Drawn {
    let columns = Columns::of(across);
    let top = LINE + GAP;
    let rows: f64 = sheet.items.iter().map(Item::height).sum();
    let plot = Plot { left: columns.time, right: across, top, bottom: top + rows };
    let mut canvas = Canvas::new(across, plot.bottom + LINE + GAP);
    for (x, head) in [
        (0.0, "Due"),
        (columns.status, "Status"),
        (columns.name, "Milestone"),
        (columns.owner, "Owner"),
    ] {
        canvas.text([x, LINE / 2.0], Align::Left, head, true);
    }
    let calendar = Calendar::new(
        (0..=sheet.first.until(sheet.last)).map(|more| Period::month(sheet.first.plus(more))),
    );
    let place = |month: Month| usize::try_from(sheet.first.until(month)).unwrap_or(0);
    let now = calendar.start(plot, place(sheet.as_at) + 1);
    canvas.line([[now, plot.top - 1.0], [now, plot.bottom]], Role::AsAt);
    let says = format!("End of {}", due(sheet.as_at));
    let half = width(&says, true) / 2.0;
    // It keeps off the heads, and stays on the sheet.
    let x = now.clamp(plot.left + half, across - half);
    canvas.text([x, LINE / 2.0], Align::Center, says, true);
    let mut y = plot.top;
    for item in &sheet.items {
        let middle = y + f64::midpoint(BETWEEN, LINE);
        let milestone = item.milestone;
        canvas.line([[0.0, y], [across, y]], Role::Grid);
        canvas.text([0.0, middle], Align::Left, due(milestone.due), false);
        canvas.mark([columns.status + 3.6, middle], role(milestone.status));
        canvas.text(
            [columns.status + AFTER_MARK, middle],
            Align::Left,
            status(milestone.status),
            milestone.status == MilestoneStatus::Late,
        );
        for (x, lines) in [(columns.name, &item.name), (columns.owner, &item.owner)] {
            for (line, text) in lines.iter().enumerate() {
                canvas.text([x, middle + real(line) * LINE], Align::Left, text.clone(), false);
            }
        }
        canvas.mark([calendar.middle(plot, place(milestone.due)), middle], role(milestone.status));
        y += item.height();
    }
    canvas.line([[plot.left, plot.bottom], [plot.right, plot.bottom]], Role::Axis);
    calendar.draw(&mut canvas, plot, across);
    let part = if sheet.part.is_empty() { String::new() } else { format!(" ({})", sheet.part) };
    Drawn {
        drawing: canvas.finish(),
        caption: format!(
            "{label}: milestones by due month, as at the end of {}{part}",
            sheet.as_at
        ),
        reading: "On the right each mark is at its due month.".to_owned(),
        alt: alt(sheet),
    }
}

fn alt(sheet: &Sheet<'_>) -> String {
    let all: Vec<_> = sheet.items.iter().map(|item| item.milestone).collect();
    let counted = MilestoneStatus::ALL.map(|status| {
        let count = all.iter().filter(|milestone| milestone.status == status).count();
        (status.name().to_owned(), u64::try_from(count).unwrap_or(u64::MAX))
    });
    let tally: Vec<_> = counted.iter().map(|(name, count)| format!("{count} {name}")).collect();
    let which = if sheet.part.is_empty() { String::new() } else { format!(", {}", sheet.part) };
    let ends = match (all.first(), all.last()) {
        (Some(first), Some(last)) if first.due == last.due => format!("due in {}", first.due),
        (Some(first), Some(last)) => format!("due from {} to {}", first.due, last.due),
        _ => "none".to_owned(),
    };
    format!(
        "{}{which}, {ends}, as at the end of {}: {}. {} There is no baseline: their earlier state is not shown. {}",
        level_of(all.len(), "milestone"),
        sheet.as_at,
        joined(&tally),
        most_and_fewest("are", &counted),
        read_out(&all)
    )
}

/// Each milestone in a clause; where that is too much, the late ones, else the first, and how many
/// are left out.
fn read_out(all: &[&DatedMilestone]) -> String {
    let whose = |of: &DatedMilestone| format!("{}, due {}", of.owner, of.due);
    let length = |of: &[String]| of.iter().map(String::len).sum::<usize>();
    let every: Vec<_> =
        all.iter().map(|of| format!("{}, {}, {}", of.name, of.status.name(), whose(of))).collect();
    if length(&every) <= MOST_READ {
        let they = if every.len() == 1 { "It is" } else { "They are" };
        return format!("{they}: {}.", every.join("; "));
    }
    let late: Vec<_> = all
        .iter()
        .filter(|of| of.status == MilestoneStatus::Late)
        .map(|of| format!("{}, {}", of.name, whose(of)))
        .collect();
    let (what, mut told) =
        if late.is_empty() { ("The first are", every) } else { ("Late are", late) };
    let before = told.len();
    while told.len() > 1 && length(&told) > MOST_READ {
        told.pop();
    }
    let rest = before - told.len();
    let rest = if rest == 0 { String::new() } else { format!("; and {rest} more") };
    format!("{what}: {}{rest}.", told.join("; "))
}

/// `Sep 2014`.
fn due(month: Month) -> String {
    short(Period::month(month))
}

/// `On track`.
fn status(of: MilestoneStatus) -> String {
    let mut letters = of.name().chars();
    letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default()
        + letters.as_str()
}

fn role(of: MilestoneStatus) -> Role {
    match of {
        MilestoneStatus::Done => Role::Done,
        MilestoneStatus::OnTrack => Role::OnTrack,
        MilestoneStatus::Late => Role::Late,
        MilestoneStatus::NotStarted => Role::NotStarted,
    }
}
