//! `panel returns receive`: what a partner sent, checked and filed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use panel_core::{Partner, nearest};
use panel_partner_returns::{Delivery, PACKAGE, Receiving};
use panel_returns::Submission;

use crate::failure::Failure;
use crate::{output, quarter};

/// Receives `files` from the partner of that name into the quarter in `folder`.
pub(crate) fn run(
    folder: &Path,
    files: &[PathBuf],
    from: &str,
    received: Date,
    revises: Option<&str>,
) -> Result<(), Failure> {
    if revises.is_some_and(|reason| reason.trim().is_empty()) {
        return Err(Failure::Usage("--revises wants the reason, in a sentence".to_owned()));
    }
    let plan = quarter::plan()?;
    let (submission, texts) = standing(&plan, folder)?;
    let from = named(&submission.partners, from)?;
    let (mut sent, mut unread) = (Vec::new(), Vec::new());
    for path in files {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        match panel_returns::bytes(path, &path.to_string_lossy()) {
            Ok(bytes) => sent.push((name, bytes)),
            Err(fault) => unread.push(*fault),
        }
    }
    let deliveries: Vec<_> = sent.iter().map(|(name, bytes)| Delivery { name, bytes }).collect();
    let receiving = Receiving {
        from,
        partners: &submission.partners,
        received,
        revises,
        terms: &submission.terms,
        areas: &submission.areas,
        needs: &plan.needs(),
        series: &plan.returned_series(),
        returns: &submission.returns,
        texts: &texts,
    };
    let filing = match receiving.receive(&deliveries) {
        Ok(filing) if unread.is_empty() => filing,
        outcome => {
            unread.extend(outcome.err().unwrap_or_default());
            return Err(Failure::Rejected(unread));
        }
    };
    let files: Vec<_> = filing
        .files
        .into_iter()
        .map(|(path, text)| (folder.join(path), text.into_bytes()))
        .collect();
    output::write_all_whole(&files)?;
    output::print(&filing.receipt.to_string())
}

/// What stands in the quarter, with the texts that may change.
fn standing(
    plan: &panel_core::Plan,
    folder: &Path,
) -> Result<(Submission, BTreeMap<String, String>), Failure> {
    let reading = quarter::reading(plan, folder)?;
    let mut texts: BTreeMap<_, _> = reading
        .texts()
        .iter()
        .map(|source| (source.path.to_string(), source.text.to_string()))
        .collect();
    let package = panel_returns::bytes(&folder.join(PACKAGE), PACKAGE)
        .and_then(|bytes| panel_returns::decode(PACKAGE, &bytes))
        .map_err(|fault| Failure::Rejected(vec![*fault]))?;
    texts.insert(PACKAGE.to_owned(), package.text.to_string());
    match reading.submission {
        Some(submission) => Ok((submission, texts)),
        None => Err(Failure::Rejected(reading.faults)),
    }
}

/// The partner of that name, as plan.toml or a file's name writes it.
fn named<'a>(partners: &'a [Partner], name: &str) -> Result<&'a Partner, Failure> {
    let found = partners.iter().find(|one| one.name == name || one.slug() == name);
    found.ok_or_else(|| {
        let known = nearest(name, partners.iter().map(|one| one.name.as_str()));
        let known = known.map_or_else(
            || {
                let all: Vec<_> = partners.iter().map(|one| format!("`{}`", one.name)).collect();
                format!("known are {}", all.join(", "))
            },
            |name| format!("is `{name}` meant?"),
        );
        Failure::Usage(format!("plan.toml knows no partner `{name}`; {known}"))
    })
}
