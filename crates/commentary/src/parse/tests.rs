//! What is refused, and that whatever is not refused is printed.

use panel_core::SourceText;
use proptest::prelude::*;

use crate::{Commentary, Inline, Names, UnnumberedList, read};

fn read_text(text: &str) -> (Commentary, Vec<String>) {
    let mut faults = Vec::new();
    let source = SourceText::new("narrative/sp5.md", text);
    let commentary = read(&source, &Names::default(), &mut faults);
    (commentary, faults.iter().map(ToString::to_string).collect())
}

#[track_caller]
fn assert_told(text: &str, expected: &[&str]) {
    let told = read_text(text).1;
    let expected: Vec<_> =
        expected.iter().map(|fault| format!("narrative/sp5.md:{fault}")).collect();
    assert_eq!(told, expected, "{text}");
}

#[test]
fn endnotes_are_told_where_they_stand() {
    let unwritten = "5:1: commentary::endnote: the endnote `b` has no text";
    assert_told("Words.[^a] More.[^b]\n\n[^a]: A.\n\n[^b]:\n\n", &[unwritten]);
    let to_another = "5:11: commentary::endnote: an endnote refers to another";
    assert_told("Words.[^a] More.[^b]\n\n[^a]: A note.\n\n[^b]: See [^a].\n", &[to_another]);
    let twice = "4:1: commentary::endnote: the endnote `1` is defined before";
    assert_told("Words.[^1]\n\n[^1]: One.\n[^1]: Two.\n", &[twice]);
    let unused = "3:1: commentary::endnote: nothing refers to the endnote `1`";
    assert_told("Words.\n\n[^1]: One.\n", &[unused]);
    let together = "1:11: commentary::endnote: the endnote `1` is referred to twice in one place";
    assert_told("Words.[^1][^1]\n\n[^1]: One.\n", &[together]);
    assert_told("Words.[^A] More.[^a]\n\n[^a]: One.\n", &[]);
}

#[test]
fn links_that_lose_something_are_told() {
    let unused = "3:1: commentary::unseen: nothing refers to this definition of a link, or an earlier one has its label";
    assert_told("Words.\n\n[a]: https://example.org\n", &[unused]);
    assert_told("See [the page][a].\n\n[a]: https://example.org\n", &[]);
    let second = "4:1: commentary::unseen: nothing refers to this definition of a link, or an earlier one has its label";
    let twice = "See [the page][a].\n\n[a]: https://example.org\n[a]: https://example.com\n";
    assert_told(twice, &[second]);
    let title = "1:5: commentary::link: the title of a link, “Its title”, is not printed";
    assert_told("See [the page](https://example.org \"Its title\").\n", &[title]);
    let long = format!("See [the page](https://example.org/{}).\n", "a".repeat(9_000));
    let address =
        "1:5: commentary::link: the address of the link has 9020 letters, and 2000 are the most";
    assert_told(&long, &[address]);
}

#[test]
fn every_fault_has_the_place_where_it_begins() {
    assert_told(
        "It is <b>up</b>.",
        &[
            "1:7: commentary::not_plain: commentary cannot hold HTML",
            "1:12: commentary::not_plain: commentary cannot hold HTML",
        ],
    );
    assert_told(
        "Words:\n\n- one\n  - inner\n",
        &["4:3: commentary::nested_bullets: a list is within bullet points"],
    );
    assert_told(
        "Words:\n\n1. one\n   - in `code`\n",
        &["4:9: commentary::not_plain: commentary cannot hold code"],
    );
    assert_told(
        "There {{ umbrellas }} `code`, {{ open\n\nand <b> more.\n",
        &[
            "1:31: commentary::binding: this binding is not closed in its line",
            "1:10: commentary::unknown_name: there is no figure `umbrellas`",
            "1:23: commentary::not_plain: commentary cannot hold code",
            "3:5: commentary::not_plain: commentary cannot hold HTML",
        ],
    );
    assert_told(
        "It rose:\n\n2014. It fell.\n",
        &["3:1: commentary::list_number: the list begins with 2014, and its numbers are computed"],
    );
}

#[test]
fn an_item_has_one_paragraph() {
    let told = "5:3: commentary::two_paragraphs: an item of a list has two paragraphs";
    assert_told("Words:\n\n- one\n\n  more\n", &[told]);
}

#[test]
fn settings_before_the_text_are_refused() {
    for text in ["---\ntitle: x\n---\n\nWords.\n", "Words.\n\n+++\ntitle = 1\n+++\n"] {
        let told = read_text(text).1;
        assert!(told[0].ends_with("commentary cannot hold a block of settings"), "{told:?}");
    }
}

/// Thousands of whatever takes long elsewhere end with few faults, or with those that are their own.
#[test]
fn repeated_markup_is_refused() {
    let endnotes = format!("Words{}\n\n[^1]: A.\n", "[^1]".repeat(20_000));
    let apart = format!("Words{}\n\n[^1]: A.\n", "[^1] so".repeat(20_000));
    let lines = |line: &dyn Fn(u32) -> String| (0..20_000).map(line).collect::<Vec<_>>().join("\n");
    let defined = lines(&|n| format!("[a{n}]: https://example.org/{n}"));
    let unknown = lines(&|n| format!("{{{{ a{n} }}}}"));
    for (text, most) in [(endnotes, 501), (apart, 3), (defined, 101), (unknown, 20_001)] {
        let told = read_text(&text).1.len();
        assert!((1..=most).contains(&told), "{told}");
    }
}

/// The letters and digits of what is printed.
fn printed(commentary: &Commentary) -> String {
    fn add(content: &[Inline], text: &mut String) {
        for inline in content {
            match inline {
                Inline::Text { text: more } => text.push_str(more),
                Inline::Strong { content } | Inline::Emphasis { content } => add(content, text),
                Inline::Link { url, content } => {
                    add(content, text);
                    text.push_str(url);
                }
                Inline::Endnote { mark, .. } => text.push_str(mark),
            }
        }
    }
    let mut text = String::new();
    let mut waiting: Vec<_> = commentary.paragraphs.iter().rev().collect();
    while let Some(one) = waiting.pop() {
        add(&one.content, &mut text);
        for list in &one.lists {
            match list {
                UnnumberedList::Numbered(items) => waiting.extend(items.iter().rev()),
                UnnumberedList::Bullets(points) => {
                    for point in points {
                        add(point, &mut text);
                    }
                }
            }
        }
    }
    commentary.comments.iter().for_each(|point| add(point, &mut text));
    for (label, content) in &commentary.endnotes {
        text.push_str(label);
        add(content, &mut text);
    }
    text
}

fn sorted_letters(text: &str) -> Vec<char> {
    let mut letters: Vec<_> = text.chars().filter(|letter| letter.is_alphabetic()).collect();
    letters.sort_unstable();
    letters
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Of a text that is accepted, every letter that was typed is printed, no more and no fewer.
    #[test]
    fn what_is_accepted_is_printed(pieces in proptest::collection::vec(proptest::sample::select(&[
        "words ", "more", " ", "\n", "\n\n", "1. ", "- ", "   - ", "**", "*", "_", "[words](https://example.org)",
        "[^a]", "\n\n[^a]: ", "[^b]", "\n\n[^b]: ", "[words][c]", "[c]", "\n\n[c]: https://example.org\n\n", "<b>", "`", "~",
        "$", "^", "==", "++", "|", ":", "{", "}", "%%", "[", "]", "(", ")", "\\", "!", "---", "+++", "# ", "> ", "\"title\"",
        "2. ", "    ", "\t", "é", "5", "#", "!!! ",
    ][..]), 0..14)) {
        let text = pieces.concat();
        let (commentary, told) = read_text(&text);
        if told.is_empty() {
            // A link's address and a label are printed as such, however often they are written.
            let marks = |text: &str| sorted_letters(&text.replace("https://example.org", "").replace("[^a]", "").replace("[^b]", ""));
            let shown = printed(&commentary).replace("https://example.org", "");
            let labels: usize = text.matches("[^").count() + text.matches("[c]").count();
            let (shown, typed) = (sorted_letters(&shown), marks(&text));
            prop_assert!(shown.len() <= typed.len() + labels, "{text:?}: {shown:?}");
            for letter in "wordsmé".chars() {
                let count = |letters: &[char]| letters.iter().filter(|one| **one == letter).count();
                prop_assert_eq!(count(&shown), count(&typed), "{:?} of {:?}", letter, text);
            }
        }
    }
}
