//! Every text that the program prints is plain English: a few words that hide who acts are in none of
//! them, and no sentence is longer than a reader takes in at once.

use super::sources::rust;

/// The most words of a sentence.
const LONGEST_SENTENCE: usize = 25;

/// What no text says, and what says it plainly.
const SAID_PLAINLY: [(&str, &str); 7] = [
    ("stands", "is"),
    ("stood", "was"),
    ("is no", "is not a"),
    ("are no", "are not"),
    ("is told", "names who says it"),
    ("are told", "names who says it"),
    ("of them so", "names them"),
];

/// The texts in quotation marks of a Rust file, each with its line, without remarks and tests.
fn texts(code: &str) -> Vec<(usize, String)> {
    let code = code.split("\n#[cfg(test)]").next().unwrap_or_default();
    let (mut found, mut rest, mut line) = (Vec::new(), code, 1);
    let mut before = ' ';
    while let Some(letter) = rest.chars().next() {
        let taken = match letter {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '\'' => length_of_letter(rest),
            'r' if !before.is_alphanumeric() && before != '_' => match raw(rest) {
                Some((text, length)) => {
                    found.push((line, text.to_owned()));
                    length
                }
                None => 1,
            },
            '"' => {
                let length = quoted(rest);
                found.push((line, unescaped(&rest[1..length - 1])));
                length
            }
            _ => letter.len_utf8(),
        };
        line += rest[..taken].matches('\n').count();
        before = rest[..taken].chars().next_back().unwrap_or(' ');
        rest = &rest[taken..];
    }
    found
}

/// How long a letter in its marks is; 1 where the mark begins a lifetime.
fn length_of_letter(code: &str) -> usize {
    let mut letters = code.char_indices().skip(1);
    match (letters.next(), letters.next()) {
        (Some((_, '\\')), _) => code[3..].find('\'').map_or(1, |end| end + 4),
        (_, Some((end, '\''))) => end + 1,
        _ => 1,
    }
}

/// How long the text is that begins here, with its quotation marks.
fn quoted(code: &str) -> usize {
    let mut letters = code.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '"' => return at + 1,
            _ => {}
        }
    }
    panic!("a text is not closed: {}", code.lines().next().unwrap_or_default())
}

/// A raw text that begins here, and how long it is with its marks.
fn raw(code: &str) -> Option<(&str, usize)> {
    let marks = code[1..].chars().take_while(|letter| *letter == '#').count();
    let text = code[1 + marks..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(marks));
    let end = text.find(&close)?;
    Some((&text[..end], 2 + marks + end + close.len()))
}

/// A text without the backslashes of its code.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('\\', Some('\n')) => while letters.next_if(|one| one.is_whitespace()).is_some() {},
            ('\\', Some('n')) => {
                letters.next();
                plain.push('\n');
            }
            ('\\', Some(_)) => plain.extend(letters.next()),
            _ => plain.push(letter),
        }
    }
    plain
}

/// What is not plain in a text.
fn faults(text: &str) -> Vec<String> {
    let is_end = |letter: char| matches!(letter, '.' | ';' | ':' | '?' | '!' | '\n');
    let words = |part: &str| part.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let ends = text.char_indices().filter(|(at, letter)| {
        let after = text[at + letter.len_utf8()..].chars().next();
        is_end(*letter) && (*letter == '\n' || after.is_none_or(char::is_whitespace))
    });
    let ends: Vec<_> =
        ends.map(|(at, letter)| at + letter.len_utf8()).chain([text.len()]).collect();
    let begins = [0].into_iter().chain(ends.iter().copied());
    let mut found = Vec::new();
    for sentence in begins.zip(&ends).map(|(begin, end)| words(&text[begin..*end])) {
        if sentence.len() > LONGEST_SENTENCE {
            found.push(format!("{} words: {}", sentence.len(), sentence.join(" ")));
        }
        for (banned, instead) in SAID_PLAINLY {
            let banned = words(banned);
            let is_there = |at: usize| {
                let has = sentence[at..].starts_with(&banned);
                // “There is no row” says plainly what there is not.
                has && at.checked_sub(1).is_none_or(|at| sentence[at] != "there")
            };
            if (0..sentence.len()).any(is_there) {
                found.push(format!(
                    "“{}”, not “{instead}”: {}",
                    banned.join(" "),
                    sentence.join(" ")
                ));
            }
        }
    }
    found
}

#[test]
fn a_text_that_is_not_plain_is_found() {
    let code = "let a = 'x'; // \"is no remark\"\nlet b = \"it \\\n   stands here\";\nlet c = r#\"a \"b\" c\"#;\n";
    let found = texts(code);
    let expected = [(2, "it stands here".to_owned()), (4, "a \"b\" c".to_owned())];
    assert_eq!(found, expected);
    assert_eq!(faults("it stands here").len(), 1);
    assert_eq!(
        faults("a table is no row. There is no row."),
        ["“is no”, not “is not a”: a table is no row."]
    );
    assert!(faults(&"word ".repeat(25)).is_empty());
    assert_eq!(faults(&"word ".repeat(26)).len(), 1);
}

#[test]
fn every_text_that_is_printed_is_plain() {
    let mut found = Vec::new();
    let code = rust(&["crates", "plugins"]);
    for file in code.iter().filter(|file| !file.is_test() && !file.path.contains("testkit")) {
        for (line, text) in texts(&file.text) {
            let faults = faults(&text).into_iter();
            found.extend(faults.map(|fault| format!("{}:{line}: {fault}", file.path)));
        }
    }
    assert!(found.is_empty(), "{} texts are not plain:\n{}", found.len(), found.join("\n"));
}
