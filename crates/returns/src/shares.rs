//! Shares of people: whole numbers of them behind every percentage, or a percentage marked as
//! published without them.

use std::ops::RangeInclusive;

use panel_core::{Percentage, Proportion, Quantity, Status, code};
use panel_stats::proportions::whole_number::{PrintedPercentage, counts_giving, nearest};
use rust_decimal::Decimal;

use crate::rows::RowReader;
use crate::values::People;

impl RowReader<'_> {
    /// People who answered so, of people asked; or a percentage as published, where the people were
    /// not.
    pub(crate) fn share(&mut self, status: Status) -> Option<Quantity> {
        let (positive, surveyed) = (self.people("positive"), self.people("surveyed"));
        let printed = if self.cell("published_percent").text.is_empty() {
            None
        } else {
            let decimal = self.decimal("published_percent")?;
            Some(decimal)
        };
        match (positive?, surveyed?, printed) {
            (People::Given(positive), People::Given(surveyed), printed) => {
                let share = match Proportion::new(positive, surveyed) {
                    Ok(share) => share,
                    Err(error) => {
                        let cell = self.cell("positive");
                        let remedy = "correct the number of people";
                        self.fault(code!("returns::wrong_share"), cell, error.to_string(), remedy);
                        return None;
                    }
                };
                if let Some(printed) = printed {
                    self.agrees(share, printed)?;
                }
                Some(Quantity::Proportion(share))
            }
            (People::NotGiven, surveyed, Some(printed)) => {
                let surveyed = match surveyed {
                    People::Given(people) => Some(people),
                    People::NotGiven => None,
                };
                let share = match Percentage::new(printed, surveyed) {
                    Ok(share) => share,
                    Err(error) => {
                        let cell = self.cell("published_percent");
                        let remedy = "write a percentage from 0 to 100";
                        self.fault(code!("returns::wrong_share"), cell, error.to_string(), remedy);
                        return None;
                    }
                };
                self.possible(printed, surveyed, status)?;
                Some(Quantity::Percentage(share))
            }
            (People::Given(_), People::NotGiven, _) => {
                let cell = self.cell("positive");
                let message =
                    format!("people answered so, but `{}` is empty", self.head("surveyed"));
                self.fault(
                    code!("returns::wrong_share"),
                    cell,
                    message,
                    "write how many were asked",
                );
                None
            }
            (People::NotGiven, _, None) => {
                let cell = self.cell("positive");
                let message = "there is no share in the row".to_owned();
                let remedy = format!(
                    "write `{}` and `{}`, or leave the row out and say in awaited.toml why it is missing",
                    self.head("positive"),
                    self.head("surveyed")
                );
                self.fault(code!("returns::wrong_share"), cell, message, &remedy);
                None
            }
        }
    }

    /// Checks that the people give the percentage printed beside them.
    fn agrees(&mut self, share: Proportion, printed: Decimal) -> Option<()> {
        let giving = giving(printed, share.surveyed());
        if giving.is_some_and(|range| range.contains(&share.positive())) {
            return Some(());
        }
        let cell = self.cell("published_percent");
        let message = format!(
            "{} of {} people are {}%, not {printed}%",
            share.positive(),
            share.surveyed(),
            share.percent()
        );
        self.fault(code!("returns::shares_disagree"), cell, message, "correct one of the two");
        None
    }

    /// Checks that some whole number of people gives the percentage, unless the return says that
    /// none does; and that none does, where it says so.
    fn possible(&mut self, printed: Decimal, surveyed: Option<u64>, status: Status) -> Option<()> {
        let cell = self.cell("published_percent");
        let Some(surveyed) = surveyed else {
            if status == Status::Impossible {
                let message = "an impossible percentage needs the number of people".to_owned();
                let remedy = format!("write `{}`, or correct the status", self.head("surveyed"));
                self.fault(code!("returns::possible_share"), cell, message, &remedy);
                return None;
            }
            return Some(());
        };
        match (giving(printed, surveyed), status) {
            (None, Status::Impossible) => Some(()),
            (None, _) => {
                let message = format!("{printed}% of {surveyed} is not a whole number of people");
                let near = neighbours(printed, surveyed);
                let (positive, asked) = (self.head("positive"), self.head("surveyed"));
                let remedy = match as_fraction(printed) {
                    Some(percent) => format!("write {percent} if {percent}% is meant"),
                    None => format!(
                        "enter `{positive}` and `{asked}`, not a percentage{near}; if it was published so, write the status `impossible` and a note"
                    ),
                };
                self.fault(code!("returns::impossible_share"), cell, message, &remedy);
                None
            }
            (Some(range), Status::Impossible) => {
                let message = format!("{printed}% of {surveyed} is possible: {}", range.start());
                self.fault(code!("returns::possible_share"), cell, message, "correct the status");
                None
            }
            (Some(range), _) if range.start() == range.end() => {
                let head = self.head("positive");
                let message = format!("{printed}% of {surveyed} leaves `{head}` empty");
                let remedy = format!("write {} there: no other number gives it", range.start());
                self.fault(code!("returns::share_without_people"), cell, message, &remedy);
                None
            }
            (Some(_), _) => Some(()),
        }
    }
}

/// The percentage that was probably meant by a number between 0 and 1.
fn as_fraction(printed: Decimal) -> Option<Decimal> {
    let is_fraction = printed > Decimal::ZERO && printed < Decimal::ONE;
    is_fraction.then(|| (printed * Decimal::ONE_HUNDRED).normalize())
}

/// The numbers of people that give a printed percentage of `surveyed`.
fn giving(printed: Decimal, surveyed: u64) -> Option<RangeInclusive<u64>> {
    counts_giving(digits(printed)?, surveyed).ok().flatten()
}

/// ` (24 of 65 are 36.9%, 25 are 38.5%)`.
fn neighbours(printed: Decimal, surveyed: u64) -> String {
    let around = digits(printed).and_then(|printed| nearest(printed, surveyed).ok());
    around.map_or(String::new(), |around| {
        format!(
            " ({} of {surveyed} are {:.1}%, {} are {:.1}%)",
            around.below.successes(),
            around.below.percentage(),
            around.above.successes(),
            around.above.percentage()
        )
    })
}

fn digits(printed: Decimal) -> Option<PrintedPercentage> {
    let decimals = u8::try_from(printed.scale()).ok()?;
    PrintedPercentage::new(u64::try_from(printed.mantissa()).ok()?, decimals).ok()
}
