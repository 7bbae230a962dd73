//! Puts the words of claims that hold where the claims stand.

use std::ops::Range;

use panel_core::{Fault, SourceText};

use super::{Claim, ClaimBinding, Verdict, is_claim};
use crate::names::Names;

/// What stands beside the words of a claim that does not hold, in a draft.
const NOT_BORNE_OUT: &str = "[not borne out]";

/// A text with its claims settled, line for line as in the file.
pub(crate) struct Settled {
    pub(crate) text: String,
    /// The rows of which something is claimed, sorted.
    pub(crate) rows: Vec<String>,
}

/// Settles every claim, noting those that do not hold. The text's bindings can all be read.
pub(crate) fn settled(source: &SourceText, names: &Names, faults: &mut Vec<Fault>) -> Settled {
    let text = &*source.text;
    let mut settled = Settled { text: String::with_capacity(text.len()), rows: Vec::new() };
    let mut rest = 0;
    for (binding, claim) in claims(text) {
        settled.text.push_str(&text[rest..binding.start]);
        rest = binding.end;
        let row = &text[claim.row.clone()];
        settled.rows.push(row.to_owned());
        let holds = judge(source, names, &claim, faults);
        if let Some(words) = &claim.printed {
            settled.text.push_str(&as_words(&text[words.clone()]));
        } else if alone(text, &binding) {
            faults.push(Fault::at(
                "commentary::binding",
                source,
                binding.clone(),
                "this claim is in a line without words",
                "put it into the line of the words that it covers, or give them as its third part",
            ));
        }
        if !holds {
            if claim.printed.is_some() {
                settled.text.push(' ');
            }
            settled.text.push_str(&as_words(NOT_BORNE_OUT));
        } else if claim.printed.is_none() && parted(&settled.text) {
            // One of the two spaces beside nothing.
            rest += text[rest..].len() - text[rest..].trim_start_matches([' ', '\t']).len();
        }
    }
    settled.text.push_str(&text[rest..]);
    settled.rows.sort_unstable();
    settled.rows.dedup();
    settled
}

/// Every claim of a text, with all that stands from `{{` to `}}`.
fn claims(text: &str) -> Vec<(Range<usize>, ClaimBinding)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("{{").map(|at| from + at) {
        from = open + 2;
        let Some(close) = text[from..].find("}}").map(|at| from + at) else { break };
        if !is_claim(&text[from..close]) {
            continue;
        }
        if let Some(claim) = ClaimBinding::read(text, from..close) {
            found.push((open..close + 2, claim));
            from = close + 2;
        }
    }
    found
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
        fault("commentary::unknown_claim", &claim.claim, message, Claim::meant(words));
    }
    let Some(claimable) = names.claimable(row) else {
        // Of a row that could not be judged nothing is known, which is a fault of its own.
        if names.is_unjudged(&format!("{row}.")) {
            return holds;
        }
        let message = format!("there is no row `{row}`");
        return fault("commentary::unknown_row", &claim.row, message, names.meant_row(row));
    };
    let Some(claimed) = claimed else { return false };
    match claimable.verdict(row, claimed) {
        Verdict::Holds => {}
        Verdict::Fails(says) => {
            holds = fault(
                "commentary::claim",
                &claim.claim,
                format!("the figures of `{row}` do not bear out “{claimed}”"),
                format!("{row}: {says}. The words say {claimed}: correct them, or the claim"),
            );
        }
        Verdict::NothingToClaim { why, remedy } => {
            holds = fault(
                "commentary::nothing_to_claim",
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

/// Whether the text so far ends in a space, or with a line.
fn parted(text: &str) -> bool {
    text.chars().next_back().is_none_or(char::is_whitespace)
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
