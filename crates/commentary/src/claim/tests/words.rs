//! Which words are a claim.

use proptest::prelude::*;

use super::*;
use crate::claim::ClaimBinding;
use crate::claim::{CLAIMS, is_claim};

#[test]
fn every_documented_claim_is_read_and_printed_as_it_is_written() {
    for words in CLAIMS {
        let words = words.replace('N', "7").replace('M', "8");
        assert_eq!(Claim::of(&words).map(|claim| claim.to_string()), Some(words));
    }
    for words in ["2 consecutive quarters above average", "3 consecutive years below average"] {
        assert_eq!(Claim::of(words).unwrap().to_string(), words);
    }
}

#[test]
fn spaces_between_the_words_are_those_of_any_sentence() {
    assert_eq!(Claim::of(" significantly   down "), Claim::of("significantly down"));
}

#[test]
fn other_words_are_no_claim() {
    for words in [
        "",
        "Down",
        "fell",
        "down by 5",
        "significantly",
        "significantly level",
        "no change",
        "1 consecutive months below average",
        "0 consecutive months below average",
        "seven consecutive months below average",
        "7 consecutive weeks below average",
        "7 consecutive months under average",
        "7 consecutive months below",
        "rank",
        "rank 0",
        "rank 03",
        "rank +3",
        "rank -1",
        "rank 3rd",
        "rank 3 of",
        "rank 3 of 0",
        "rank 99999999999",
        "best",
        "best 0",
        "not green",
    ] {
        assert_eq!(Claim::of(words), None, "{words}");
    }
}

#[test]
fn what_was_meant_is_told_with_all_that_could_be() {
    let told = Claim::meant("dwon");
    assert!(told.starts_with("is `down` meant? a claim is one of: up, down, level,"), "{told}");
    assert!(Claim::meant("Significantly Down").starts_with("is `significantly down` meant?"));
    assert!(Claim::meant("whatever else it did").starts_with("a claim is one of: up, down"));
}

fn read(inner: &str) -> Option<[Option<&str>; 3]> {
    let found = ClaimBinding::read(inner, 0..inner.len())?;
    let part = |span: std::ops::Range<usize>| &inner[span];
    Some([Some(part(found.row)), Some(part(found.claim)), found.printed.map(part)])
}

#[test]
fn a_claim_has_two_parts_or_three() {
    let two = [Some("sp12.offences"), Some("up"), None];
    assert_eq!(read(r#" claim("sp12.offences", "up") "#), Some(two));
    assert_eq!(read("claim ( 'sp12.offences' ,'up' )"), Some(two));
    let three = [Some("a"), Some("b"), Some("the force's, (so)")];
    assert_eq!(read(r#"claim("a", "b", "the force's, (so)")"#), Some(three));
    assert_eq!(read(r#"claim("", "", "")"#), Some([Some(""), Some(""), Some("")]));
}

#[test]
fn what_is_not_written_so_is_refused() {
    for inner in [
        "claim",
        "claim(",
        "claim()",
        r#"claim("a")"#,
        r#"claim("a", "b""#,
        r#"claim("a", "b", "c", "d")"#,
        r#"claim("a", "b",)"#,
        r#"claim("a" "b")"#,
        r#"claim("a', 'b")"#,
        "claim(a, b)",
        "claim(“a”, “b”)",
        r#"claim("a", "b") + 1"#,
        r#"- claim("a", "b")"#,
        r#"claim("a", "{b}")"#,
        r#"claim("a", "b", "{{ sp12.offences.latest }}")"#,
        r#"claims("a", "b")"#,
    ] {
        assert_eq!(read(inner), None, "{inner}");
    }
    assert!(
        is_claim(" claim(")
            && is_claim("- claim (a)")
            && !is_claim("claim")
            && !is_claim("claims(")
    );
}

proptest! {
    #[test]
    fn no_words_are_too_strange(words in "\\PC*") {
        if let Some(claim) = Claim::of(&words) {
            prop_assert_eq!(Claim::of(&claim.to_string()), Some(claim));
        }
        let _ = Claim::meant(&words);
    }

    #[test]
    fn numbers_of_any_size_are_read_or_refused(place in "[0-9+-]{1,12}", of in "[0-9]{0,12}") {
        for words in [
            format!("rank {place} of {of}"),
            format!("best {place}"),
            format!("{place} consecutive months above average"),
        ] {
            let _ = Claim::of(&words);
        }
    }

    #[test]
    fn no_binding_is_too_strange(inner in "(claim ?)?[(\"'a é{},)]{0,24}") {
        let bytes = 0..inner.len();
        if let Some(found) = ClaimBinding::read(&inner, bytes) {
            prop_assert!(is_claim(&inner));
            for span in [Some(found.row), Some(found.claim), found.printed].into_iter().flatten() {
                prop_assert!(inner.get(span).is_some());
            }
        }
    }
}
