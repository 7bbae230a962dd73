//! Puts the words of claims that hold where the claims stand.

use std::ops::Range;

use panel_core::{Fault, SourceText, code};

use super::{Claim, ClaimBinding, Verdict};
use crate::binding::{Binding, BindingKind};
use crate::names::Names;
use crate::places::Replacement;

/// What stands beside the words of a claim that does not hold, in a draft.
const NOT_BORNE_OUT: &str = "[not borne out]";

/// What is read in the place of each claim.
pub(crate) struct Settled {
    pub(crate) replacements: Vec<Replacement>,
    /// The rows of which something is claimed, sorted.
    pub(crate) rows: Vec<String>,
}

/// Settles every claim among the bindings, noting those that do not hold.
pub(crate) fn settle(
    source: &SourceText,
    bindings: &[Binding],
    names: &Names,
    faults: &mut Vec<Fault>,
) -> Settled {
    let text = &*source.text;
    let mut settled = Settled { replacements: Vec::new(), rows: Vec::new() };
    for Binding { span, kind } in bindings {
        let BindingKind::Claim(claim) = kind else { continue };
        settled.rows.push(text[claim.row.clone()].to_owned());
        let holds = judge(source, names, claim, faults);
        let (mut printed, mut span) = (String::new(), span.clone());
        if let Some(words) = &claim.printed {
            printed.push_str(&as_words(&text[words.clone()]));
        } else if alone(text, &span) {
            faults.push(Fault::at(
                code!("commentary::binding"),
                source,
                span.clone(),
                "this claim is in a line without words",
                "put it into the line of the words that it covers, or give them as its third part",
            ));
        }
        if !holds {
            if claim.printed.is_some() {
                printed.push(' ');
            }
            printed.push_str(&as_words(NOT_BORNE_OUT));
        } else if claim.printed.is_none() && parted(text, span.start, settled.replacements.last()) {
            // One of the two spaces beside nothing.
            let after = &text[span.end..];
            span.end += after.len() - after.trim_start_matches([' ', '\t']).len();
        }
        settled.replacements.push(Replacement { span, text: printed });
    }
    settled.rows.sort_unstable();
    settled.rows.dedup();
    settled
}

/// Whether the claim holds; where it does not, that is a fault.
fn judge(
    source: &SourceText,
    names: &Names,
    claim: &ClaimBinding,
    faults: &mut Vec<Fault>,
) -> bool {
    let row = &source.text[claim.row.clone()];
    let words = &source.text[claim.claim.clone()];
    let mut fault = |code, span: &Range<usize>, message: String, remedy: String| {
        faults.push(Fault::at(code, source, span.clone(), message, remedy));
        false
    };
    let claimed = Claim::of(words);
    let mut holds = claimed.is_some();
    if !holds {
        let message = format!("there is no claim `{words}`");
        fault(code!("commentary::unknown_claim"), &claim.claim, message, Claim::meant(words));
    }
    let Some(claimable) = names.claimable(row) else {
        // Of a row that could not be judged nothing is known, which is a fault of its own.
        if names.is_unjudged(&format!("{row}.")) {
            return holds;
        }
        let message = format!("there is no row `{row}`");
        return fault(code!("commentary::unknown_row"), &claim.row, message, names.meant_row(row));
    };
    let Some(claimed) = claimed else { return false };
    match claimable.verdict(row, claimed) {
        Verdict::Holds => {}
        Verdict::Fails(says) => {
            holds = fault(
                code!("commentary::claim"),
                &claim.claim,
                format!("the figures of `{row}` do not bear out “{claimed}”"),
                format!("{row}: {says}. The words say {claimed}: correct them, or the claim"),
            );
        }
        Verdict::NothingToClaim { why, remedy } => {
            holds = fault(
                code!("commentary::nothing_to_claim"),
                &claim.claim,
                format!("“{claimed}” cannot be claimed of `{row}`: {why}"),
                remedy,
            );
        }
    }
    holds
}

/// Whether the line of a claim has nothing else to print.
fn alone(text: &str, binding: &Range<usize>) -> bool {
    let start = text[..binding.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[binding.end..].find('\n').map_or(text.len(), |at| binding.end + at);
    let (before, after) = (&text[start..binding.start], &text[binding.end..end]);
    let mut beside = before.chars().chain(after.chars());
    !beside.any(char::is_alphanumeric)
}

/// Whether what stands before a claim ends in a space, or with a line.
fn parted(text: &str, start: usize, last: Option<&Replacement>) -> bool {
    let mut before = &text[..start];
    if let Some(last) = last.filter(|last| last.span.end == start) {
        before = if last.text.is_empty() { &text[..last.span.start] } else { &last.text };
    }
    before.chars().next_back().is_none_or(char::is_whitespace)
}

/// Words are text, whatever signs of Markdown they hold; their apostrophes are set as a printer would.
fn as_words(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_punctuation() && letter != '\'' {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}
