//! `panel returns receive`: what a partner sent, checked and filed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use panel_core::{Fault, Partner, Period, Plan, code, nearest, readable_line};
use panel_partner_returns::{Delivery, PACKAGE, PersonKeys, Receipt, Receiving};
use panel_returns::{LONGEST_NAME, Submission, find_excess};
use panel_typeface::{Unprintable, find_unprintable};

use super::as_filed::{self, Brought};
use super::key_file;
use crate::failure::Failure;
use crate::writing::journal;
use crate::writing::lock::{Access, FolderLock};
use crate::{faults, output, quarter};

/// No more bytes than this are taken at once, in however many files.
const MOST_SENT: u64 = 160 * 1024 * 1024;

/// So many partners are named to whom names none of them.
const MOST_NAMED: usize = 40;

/// What was sent, and how it is to be received.
pub(crate) struct Sent<'a> {
    /// The folder of the quarter.
    pub(crate) folder: &'a Path,
    /// What the partner sent.
    pub(crate) files: &'a [PathBuf],
    /// The partner, by its name.
    pub(crate) from: &'a str,
    /// The day on which it arrived.
    pub(crate) received: Date,
    /// Why what stands already is revised.
    pub(crate) revises: Option<&'a str>,
    /// The edition that it is of, where the partner publishes it.
    pub(crate) edition: Option<&'a str>,
    /// The months of which records that were sent are complete.
    pub(crate) covers: Option<Period>,
    /// The file by which keys are made.
    pub(crate) key_file: Option<&'a Path>,
}

/// Receives what was sent into its quarter.
pub(crate) fn run(sending: &Sent<'_>) -> Result<(), Failure> {
    let Sent { folder, files, from, received, revises, edition, covers, key_file: keys } = *sending;
    let handling = Handling { from, received, revises, edition, covers, keys: None };
    handling.check_words()?;
    let plan = quarter::plan()?;
    // First: a key file that lies in the quarter is a fault of the quarter as well.
    let keys = keys.map(|path| key_file::read(folder, path)).transpose()?;
    let recipient = Recipient::enter(plan, folder)?;
    recipient.file(&Handling { keys: keys.as_ref(), ..handling }, || read_sent(files))
}

/// Who sent something, when, and what is said of it.
#[derive(Clone, Copy)]
pub(crate) struct Handling<'a> {
    /// The partner, by its name.
    pub(crate) from: &'a str,
    /// The day on which it arrived.
    pub(crate) received: Date,
    /// Why what stands already is revised.
    pub(crate) revises: Option<&'a str>,
    /// The edition that it is of, where the partner publishes it.
    pub(crate) edition: Option<&'a str>,
    /// The months of which records that were sent are complete.
    pub(crate) covers: Option<Period>,
    /// What makes keys of the numbers in records.
    pub(crate) keys: Option<&'a PersonKeys>,
}

impl Handling<'_> {
    /// What the receipt and the paper print of it can be printed.
    pub(crate) fn check_words(&self) -> Result<(), Failure> {
        let Self { revises, edition, .. } = *self;
        if revises.is_some_and(|reason| reason.trim().is_empty()) {
            return Err(Failure::Usage("--revises wants the reason, in a sentence".to_owned()));
        }
        for (option, words) in [("--revises", revises), ("--edition", edition)] {
            if let Some(Unprintable { names, .. }) = words.and_then(find_unprintable) {
                let message = format!(
                    "{option} holds {names}, which the typeface of the paper does not have"
                );
                return Err(Failure::Usage(message));
            }
        }
        Ok(())
    }
}

/// Files with their names, and the faults of those that could not be read.
type Files = (Vec<(String, Vec<u8>)>, Vec<Fault>);

/// A quarter that something is received into. Nobody else changes it meanwhile.
pub(crate) struct Recipient<'a> {
    folder: &'a Path,
    plan: Plan,
    /// What was handed in so far.
    pub(crate) submission: Submission,
    texts: BTreeMap<String, String>,
    _lock: FolderLock,
}

impl<'a> Recipient<'a> {
    /// The quarter in `folder`, where nothing of it is at fault.
    pub(crate) fn enter(plan: Plan, folder: &'a Path) -> Result<Self, Failure> {
        let lock = journal::enter(folder, Access::Write)?;
        let (submission, texts) = standing(&plan, folder)?;
        Ok(Self { folder, plan, submission, texts, _lock: lock })
    }

    /// The plan of the quarter.
    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Checks what was sent, files it, and prints the receipt.
    pub(crate) fn file(
        &self,
        handling: &Handling<'_>,
        sent: impl FnOnce() -> Files,
    ) -> Result<(), Failure> {
        let Self { folder, plan, submission, texts, _lock } = self;
        let Handling { from, received, revises, edition, covers, keys } = *handling;
        let from = named(&submission.partners, from)?;
        let edition = edition_of(from, edition)?;
        let meeting = submission.details.date;
        if received > meeting {
            return Err(Failure::Usage(format!(
                "--received {received} is after the meeting that the paper is for, {meeting}; write the day on which it arrived"
            )));
        }
        let begins = submission.terms.quarter.first_month().first_day();
        if received < begins {
            return Err(Failure::Usage(format!(
                "--received {received} is before the quarter began, {begins}; write the day on which it arrived"
            )));
        }
        let (sent, mut unread) = sent();
        let deliveries: Vec<_> =
            sent.iter().map(|(name, bytes)| Delivery { name, bytes }).collect();
        let receiving = Receiving {
            from,
            partners: &submission.partners,
            received,
            revises,
            edition,
            terms: &submission.terms,
            areas: &submission.areas,
            needs: &plan.needs(),
            series: &plan.returned_series(),
            all_series: &plan.all_series(),
            tallies: &plan.tallies(),
            record_tables: &plan.record_tables(),
            covers,
            keys,
            returns: &submission.returns,
            texts,
        };
        let filing = match receiving.receive(&deliveries) {
            Ok(filing) if unread.is_empty() => filing,
            outcome => {
                unread.extend(outcome.err().unwrap_or_default());
                if let Some(rest) = receiving.without_faulty(&deliveries) {
                    let (files, _) = rest.into_texts();
                    let tracing = receiving.tracing(&deliveries, &files);
                    let traced = |fault| tracing.fault(fault);
                    unread.extend(as_filed::contradictions(plan, folder, &files, traced));
                }
                return Err(Failure::Rejected(unread));
            }
        };
        let (files, receipt) = filing.into_texts();
        let tracing = receiving.tracing(&deliveries, &files);
        let traced = |fault| tracing.fault(fault);
        let Brought { refused, doubtful, standing } =
            as_filed::brought(plan, folder, &files, traced);
        if !refused.is_empty() {
            return Err(Failure::Rejected(refused));
        }
        let files =
            files.iter().map(|one| (PathBuf::from(&*one.path), one.text.as_bytes().to_vec()));
        let files: Vec<_> = files.collect();
        journal::change_files(folder, &files)?;
        output::report(&receipt.to_string())?;
        output::report(&approvals(folder, &receipt))?;
        faults::show(&doubtful);
        faults::note_standing(folder, standing as u64);
        Ok(())
    }
}

/// The commands by which the approval of what waits is noted.
fn approvals(folder: &Path, receipt: &Receipt) -> String {
    let folder = folder.display();
    let each = receipt.tables.iter().map(|table| {
        format!("  panel returns approve {folder} {table} --by \"{}\" --on DAY\n", receipt.board)
    });
    let commands: String = each.collect();
    if commands.is_empty() {
        commands
    } else {
        format!("Once it has approved them, note it:\n{commands}")
    }
}

/// The files that were sent, each with its name, as far as they can be read.
fn read_sent(files: &[PathBuf]) -> Files {
    let (mut sent, mut unread) = (Vec::new(), Vec::new());
    let mut left = MOST_SENT;
    for path in files {
        // It is filed beside each row, and is shown to whoever opens the table.
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let name = readable_line(&name).into_owned();
        let shown = path.to_string_lossy();
        // One by itself may be as long as all together.
        match panel_returns::bytes_up_to(path, &shown, left) {
            Err(fault) if fault.code == "file::too_long" && left < MOST_SENT => {
                let message = "together with the files before it, this is more than 160 MiB";
                let remedy = "receive it by itself, after the others";
                unread.push(Fault::of_file(code!("receive::too_much"), &shown, message, remedy));
            }
            Ok(bytes) => {
                left = left.saturating_sub(bytes.len() as u64);
                sent.push((name, bytes));
            }
            Err(fault) => unread.push(*fault),
        }
    }
    (sent, unread)
}

/// What stands in the quarter, with the texts that may change.
fn standing(plan: &Plan, folder: &Path) -> Result<(Submission, BTreeMap<String, String>), Failure> {
    let reading = panel_returns::read(folder, &plan.asked());
    if !reading.is_whole() {
        return Err(Failure::Rejected(reading.faults));
    }
    let mut texts: BTreeMap<_, _> = reading
        .texts()
        .iter()
        .map(|source| (source.path.to_string(), source.text.to_string()))
        .collect();
    let package = panel_returns::bytes_within(folder, &folder.join(PACKAGE), PACKAGE)
        .and_then(|bytes| panel_returns::decode(PACKAGE, &bytes))
        .map_err(|fault| Failure::Rejected(vec![*fault]))?;
    texts.insert(PACKAGE.to_owned(), package.text.to_string());
    match reading.submission {
        Some(submission) => Ok((submission, texts)),
        None => Err(Failure::Rejected(reading.faults)),
    }
}

/// The edition of what a published source gave; of what others returned there is none.
fn edition_of<'a>(from: &Partner, edition: Option<&'a str>) -> Result<Option<&'a str>, Failure> {
    let edition = edition.map(str::trim);
    match (from.published, edition) {
        (true, None | Some("")) => Err(Failure::Usage(format!(
            "{} is a published source; name the edition that the figures are of with --edition",
            from.name
        ))),
        (true, Some(edition)) if find_excess(edition, LONGEST_NAME).is_some() => {
            Err(Failure::Usage("--edition is too long; shorten it".to_owned()))
        }
        (false, Some(_)) => Err(Failure::Usage(format!(
            "{} is not a published source, so that what it returns has no edition; leave --edition out",
            from.name
        ))),
        _ => Ok(edition),
    }
}

/// The partner of that name, as plan.toml or a file's name writes it.
fn named<'a>(partners: &'a [Partner], name: &str) -> Result<&'a Partner, Failure> {
    let found = partners.iter().find(|one| one.name == name || one.slug() == name);
    found.ok_or_else(|| {
        let known = nearest(name, partners.iter().map(|one| one.name.as_str()));
        let known = known.map_or_else(
            || {
                let some = partners.iter().take(MOST_NAMED);
                let some: Vec<_> = some.map(|one| format!("`{}`", one.name)).collect();
                let more = partners.len().saturating_sub(some.len());
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                format!("known are {}{more}", some.join(", "))
            },
            |name| format!("is `{name}` meant?"),
        );
        Failure::Usage(format!("plan.toml knows no partner `{name}`; {known}"))
    })
}
