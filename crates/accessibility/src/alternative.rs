//! Text alternatives: every drawing has one that says what the drawing shows, in words of its own.

use super::checks::Outcome;
use super::structure::{Kid, Structure, Tag, compared};

/// A text shorter than this says nothing; a longer one than the other belongs into the paper.
const SHORTEST: usize = 20;
const LONGEST: usize = 1000;

/// Words by which a direction is said: of a change, or of one figure against others.
const DIRECTIONS: [&str; 48] = [
    "rose",
    "risen",
    "rise",
    "rises",
    "rising",
    "fell",
    "fallen",
    "fall",
    "falls",
    "falling",
    "up",
    "down",
    "higher",
    "lower",
    "highest",
    "lowest",
    "more",
    "fewer",
    "less",
    "increase",
    "increased",
    "increases",
    "decrease",
    "decreased",
    "decreases",
    "grew",
    "grown",
    "growth",
    "dropped",
    "drop",
    "above",
    "below",
    "over",
    "under",
    "unchanged",
    "same",
    "level",
    "steady",
    "stable",
    "constant",
    "equal",
    "change",
    "changed",
    "better",
    "worse",
    "improved",
    "trend",
    "rank",
];

/// Words by which a figure is said to be the last: it is the latest, or it has a time.
const LAST: [&str; 25] = [
    "latest",
    "last",
    "now",
    "recent",
    "current",
    "end",
    "ends",
    "ended",
    "ending",
    "final",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "quarter",
    "year",
    "projected",
];

/// Checks the text alternative of every drawing.
pub(super) fn figures(structure: &Structure) -> Outcome {
    let mut outcome = Outcome::new(
        "text-alternatives",
        "Every drawing has a text alternative of 20 to 1,000 characters that is not its caption and says the direction and the last value; a picture without a caption has one that says what it is.",
        "drawings",
    );
    look(structure, &structure.root, None, &mut outcome);
    outcome
}

/// `caption` is that of the tags around.
fn look(structure: &Structure, tag: &Tag, caption: Option<&Tag>, outcome: &mut Outcome) {
    let own = tag.kids.iter().find_map(|kid| match kid {
        Kid::Tag(kid) if kid.role == "Caption" => Some(kid),
        _ => None,
    });
    let caption = own.or(caption);
    if tag.role == "Figure" {
        outcome.looked_at.0 += 1;
        let caption = caption.map(|caption| structure.text(caption));
        let alt = tag.alt.as_deref().unwrap_or_default();
        let wrong = match caption.as_deref() {
            Some(caption) => faults(alt, caption),
            None => faults_of_picture(alt),
        };
        for wrong in wrong {
            outcome.breach(tag.page(), wrong);
        }
    }
    for kid in &tag.kids {
        if let Kid::Tag(kid) = kid {
            look(structure, kid, caption, outcome);
        }
    }
}

/// What is wrong with the text alternative of a picture that has no caption and shows no figures,
/// such as a crest.
fn faults_of_picture(alt: &str) -> Vec<String> {
    match alt.trim().chars().count() {
        0 => vec!["a picture has no text alternative".to_owned()],
        1..=LONGEST => Vec::new(),
        _ => vec![format!("the text alternative of a picture is longer than {LONGEST} characters")],
    }
}

/// What is wrong with a text alternative beside a caption.
fn faults(alt: &str, caption: &str) -> Vec<String> {
    let alt = alt.trim();
    if alt.is_empty() {
        return vec!["a drawing has no text alternative".to_owned()];
    }
    let beginning: String = alt.chars().take(60).collect();
    let mut found = Vec::new();
    let mut wrong = |what: &str| found.push(format!("the text alternative “{beginning}” {what}"));
    let length = alt.chars().count();
    if length < SHORTEST {
        wrong(&format!("is shorter than {SHORTEST} characters"));
    }
    if length > LONGEST {
        wrong(&format!("is longer than {LONGEST} characters"));
    }
    if says_no_more(alt, caption) {
        wrong("says no more than the caption");
    }
    let direction = words(alt).any(|word| DIRECTIONS.contains(&word.as_str()));
    // A single figure has none, which is to be said as well.
    if !direction && !alt.to_lowercase().contains("no baseline") {
        wrong("says no direction, such as “rose” or “unchanged”, nor that the baseline is missing");
    }
    if !says_the_last_value(alt) {
        wrong("does not say the last value, such as “the latest is 412”");
    }
    found
}

/// Whether the text alternative is the caption, or a part of it.
fn says_no_more(alt: &str, caption: &str) -> bool {
    let letters = |text: &str| -> String {
        compared(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
    };
    letters(caption).contains(&letters(alt))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether a sentence says a figure that is no year, and that it is the last one.
fn says_the_last_value(alt: &str) -> bool {
    sentences(alt).iter().any(|sentence| {
        let last = words(sentence).any(|word| LAST.contains(&word.as_str()));
        last && sentence.split_whitespace().any(is_value)
    })
}

/// The sentences of a text: a full stop within a figure ends none.
fn sentences(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for word in text.split_whitespace() {
        if let Some(sentence) = found.last_mut() {
            sentence.push_str(word);
            sentence.push(' ');
        }
        if word.ends_with(['.', '!', '?']) {
            found.push(String::new());
        }
    }
    found
}

/// Whether a word is a figure, and not a year such as 2014 or 2014/15.
fn is_value(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let year = |word: &str| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let first = word.split('/').next().unwrap_or_default();
    word.starts_with(|letter: char| letter.is_ascii_digit()) && !year(first)
}
