//! A quarter with something broken in it, and what `panel` tells about it.

use std::process::Output;

use crate::cli::panel::Copied;

/// What stands in `out` from an earlier run.
const EARLIER: &str = "out/panel-paper-2014-15-q2.pdf";

/// A copy of a quarter in which something is being broken.
pub(super) struct Broken {
    pub(super) copied: Copied,
}

impl Broken {
    pub(super) fn quarter() -> Self {
        let copied = Copied::quarter();
        copied.write(EARLIER, "%PDF- the earlier paper");
        Self { copied }
    }

    /// Puts these bytes in place of the file, which need not be there.
    pub(super) fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.copied.write(name, bytes);
        self
    }

    pub(super) fn without(self, name: &str) -> Self {
        self.copied.remove(name);
        self
    }

    /// Puts `to` in place of the first `from`.
    #[track_caller]
    pub(super) fn replacing(self, name: &str, from: &str, to: &str) -> Self {
        let text = self.copied.text(name);
        assert!(text.contains(from), "{name} does not hold {from:?}");
        self.file(name, text.replacen(from, to, 1))
    }

    /// Puts `row` in place of the line that begins with `start`.
    #[track_caller]
    pub(super) fn row(self, name: &str, start: &str, row: &str) -> Self {
        let text = self.copied.text(name);
        let old = text.lines().find(|line| line.starts_with(start));
        let old = old.unwrap_or_else(|| panic!("{name} has no row {start:?}"));
        let text = text.replacen(old, row, 1);
        self.file(name, text)
    }

    /// Adds a line at the end.
    pub(super) fn with_line(self, name: &str, line: &str) -> Self {
        let text = format!("{}{line}\n", self.copied.text(name));
        self.file(name, text)
    }

    /// Puts a paragraph before the others of a file of commentary.
    pub(super) fn saying(self, section: &str, paragraph: &str) -> Self {
        let name = format!("narrative/{section}.md");
        let text = format!("{paragraph}\n\n{}", self.copied.text(&name));
        self.file(&name, text)
    }

    /// Runs `panel paper`: it must refuse, and leave every file as it was.
    #[track_caller]
    pub(super) fn rejected(self) -> Rejected {
        let before = self.copied.contents();
        let output = self.copied.panel("paper", &[]).output().unwrap();
        assert!(self.copied.contents() == before, "a file was written or changed");
        Rejected::of(self.copied, &output)
    }
}

/// A fault as the user reads it.
#[derive(Debug)]
pub(super) struct Told {
    code: String,
    /// `returns/counts.csv:2:45`, where it is of a place in a file.
    place: Option<String>,
    /// The fault without rules and line ends.
    words: String,
}

/// What was told.
pub(super) struct Rejected {
    copied: Copied,
    pub(super) text: String,
    told: Vec<Told>,
}

impl Rejected {
    #[track_caller]
    fn of(copied: Copied, output: &Output) -> Self {
        let text = String::from_utf8(output.stderr.clone()).unwrap();
        show(&text);
        assert!(!text.contains("panicked"), "{text}");
        assert_eq!(output.status.code(), Some(3), "{text}");
        assert!(output.stdout.is_empty(), "something was printed besides");
        let told = read_faults(&text);
        let last = text.lines().last().unwrap_or_default();
        // Of faults that are alike in one file the others are counted.
        let alike = text.lines().filter_map(|line| {
            let (before, _) = line.split_once(" of this kind (")?;
            before.rsplit(": ").next()?.split(' ').next()?.parse::<usize>().ok()
        });
        let all = told.len() + alike.sum::<usize>();
        let counted = if all == 1 { "1 fault in ".to_owned() } else { format!("{all} faults in ") };
        assert!(last.starts_with(&counted) && last.ends_with("; nothing was written"), "{last}");
        Self { copied, text, told }
    }

    /// Asserts that this fault is told, and no other.
    #[track_caller]
    pub(super) fn only(&self, code: &str, place: (&str, &str), remedy: &str) {
        self.tells(code, place, remedy);
        assert_eq!(self.told.len(), 1, "more than {code} is told:\n{}", self.text);
    }

    /// Asserts that this fault is told: by its code, its place (a file, and the text in it where the
    /// fault begins; no text for a fault of the whole file), and words of its remedy or message.
    #[track_caller]
    pub(super) fn tells(&self, code: &str, (file, begins): (&str, &str), words: &str) {
        let place = (!begins.is_empty()).then(|| self.place(file, begins));
        let found = self.told.iter().any(|told| {
            told.code == code
                && told.place == place
                && (place.is_some() || told.words.contains(&tight(&format!("{file}:"))))
                && told.words.contains(&tight(words))
        });
        assert!(found, "no {code} at {file} {place:?} with {words:?} in:\n{}", self.text);
    }

    /// How many faults have this code.
    pub(super) fn count(&self, code: &str) -> usize {
        self.told.iter().filter(|told| told.code == code).count()
    }

    /// How many faults are told.
    pub(super) fn all(&self) -> usize {
        self.told.len()
    }

    /// `file:line:column` of the first `begins` in the file.
    #[track_caller]
    fn place(&self, file: &str, begins: &str) -> String {
        let text = self.copied.text(file);
        let at = text.find(begins).unwrap_or_else(|| panic!("{file} does not hold {begins:?}"));
        let line = text[..at].matches('\n').count() + 1;
        let column = text[..at].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{file}:{line}:{column}")
    }
}

/// Shows what is told in the log of the tests (`cargo test -- --show-output`), for its wording.
#[expect(clippy::print_stdout, reason = "the log is where wording is reviewed")]
fn show(text: &str) {
    println!("{text}");
}

fn read_faults(text: &str) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for line in text.lines() {
        let is_code = line.split_once("::").is_some_and(|(kind, name)| {
            [kind, name].iter().all(|word| {
                !word.is_empty()
                    && word.bytes().all(|byte| {
                        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'
                    })
            })
        });
        if is_code {
            told.push(Told { code: line.to_owned(), place: None, words: String::new() });
        } else if let Some(fault) = told.last_mut() {
            if let Some((_, place)) = line.split_once("─[") {
                fault.place = Some(place.trim_end_matches(']').to_owned());
            }
            fault.words.push_str(&tight(line));
        }
    }
    told
}

/// Without spaces and rules: lines are broken where the terminal's width has it.
fn tight(text: &str) -> String {
    text.chars().filter(|one| !one.is_whitespace() && !('─'..='╿').contains(one)).collect()
}
