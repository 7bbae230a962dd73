//! `previous` of `panel.toml`: the folder of the last quarter, with which this one is compared.

use std::ops::Range;
use std::path::{Path, PathBuf};

use panel_core::{Asked, Fault, FaultCode, SourceText, Terms, code};

use crate::fields::Fields;
use crate::{Reading, is_of_commentary, read};

/// The folder of the last quarter, as `panel.toml` names it.
#[derive(Debug, Clone)]
pub struct Previous {
    named: String,
    source: SourceText,
    span: Range<usize>,
}

/// Reads the key, which may be left out; a path that cannot be followed from another place is noted.
pub(crate) fn key(
    source: &SourceText,
    fields: &mut Fields<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Previous> {
    fields.optional("previous")?;
    let (named, span) = fields.spanned_text("previous", faults)?;
    let previous = Previous { named, source: source.clone(), span };
    if Path::new(&previous.named).has_root() {
        let message = format!("`{}` is not a path from this quarter's folder", previous.named);
        faults.push(previous.fault(code!("previous::path"), message, RELATIVE));
        return None;
    }
    Some(previous)
}

const RELATIVE: &str = "write the path from this quarter's folder to the last one's, such as ../2014-15-q1, or take the line away";

impl Previous {
    /// Reads the quarter that the one in `folder` names. Whatever that one names itself is not looked
    /// at. Rows that can then not be judged are told to [`Previous::at_fault`].
    ///
    /// # Errors
    /// A fault where there is no such folder, it is the quarter's own, or something in it is at fault.
    pub fn read(&self, folder: &Path, asked: &Asked) -> Result<Reading, Box<Fault>> {
        let there = self.folder(folder);
        if !there.is_dir() {
            let message = format!("there is no folder `{}`", self.named);
            return Err(Box::new(self.fault(code!("previous::missing"), message, RELATIVE)));
        }
        // A folder whose full path cannot be told is not known to be the same.
        let full = |path: &Path| path.canonicalize().ok();
        if full(&there).is_some_and(|there| full(folder).is_some_and(|own| own == there)) {
            let message = "a quarter is not the one before itself".to_owned();
            return Err(Box::new(self.fault(code!("previous::itself"), message, RELATIVE)));
        }
        let reading = read(&there, asked);
        // What was written of it is not compared.
        let figures = reading.faults.iter().filter(|fault| !is_of_commentary(fault));
        match crate::errors(figures) {
            0 => Ok(reading),
            found => Err(Box::new(self.at_fault(found))),
        }
    }

    /// The folder, as seen from where `folder` is.
    #[must_use]
    pub fn folder(&self, folder: &Path) -> PathBuf {
        folder.join(&self.named)
    }

    /// That so many faults keep the last quarter from being compared.
    #[must_use]
    pub fn at_fault(&self, found: usize) -> Fault {
        let faults = if found == 1 { "fault" } else { "faults" };
        let message =
            format!("`{}` has {found} {faults}, so that nothing is compared with it", self.named);
        let remedy = format!(
            "`panel check {}`, from this quarter's folder, shows every fault of it",
            self.named
        );
        self.fault(code!("previous::at_fault"), message, &remedy)
    }

    /// Why a quarter under the terms `old` is not the one before the quarter under the terms `new`.
    #[must_use]
    pub fn faults(&self, old: &Terms, new: &Terms) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |code, message: String, remedy| {
            faults.push(self.fault(code, message, remedy));
        };
        if old.quarter >= new.quarter {
            let message =
                format!("`{}` is {}, not before {}", self.named, old.quarter, new.quarter);
            fault(
                code!("previous::not_earlier"),
                message,
                "name an earlier quarter, or correct `quarter`",
            );
        }
        if old.force.area != new.force.area {
            let (old, new) = (&old.force, &new.force);
            let message = format!(
                "`{}` is of {} ({}), not of {} ({})",
                self.named, old.name, old.area, new.name, new.area
            );
            fault(code!("previous::another_force"), message, "name a quarter of the same force");
        }
        if old.plan_name != new.plan_name {
            let message = format!(
                "`{}` is of another plan: {}, not {}",
                self.named, old.plan_name, new.plan_name
            );
            let remedy = "name a quarter of the same plan; the first report of a plan has none before it: take the line away";
            fault(code!("previous::another_plan"), message, remedy);
        }
        faults
    }

    fn fault(&self, code: FaultCode, message: String, remedy: &str) -> Fault {
        Fault::at(code, &self.source, self.span.clone(), message, remedy)
    }
}
