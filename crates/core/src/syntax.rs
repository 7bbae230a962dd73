//! What parsers of TOML and JSON say of a slip, in plain English: one clause, and what to do.

/// A slip in a file that is written by rules, in plain English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// What is wrong, as a sentence without a full stop.
    pub what: String,
    /// What to do.
    pub remedy: &'static str,
}

/// A part of what a parser says, what that means, and what to do.
type Meaning = (&'static [&'static str], &'static str, &'static str);

/// What parsers of TOML say. The first that fits is meant.
const TOML: [Meaning; 14] = [
    (&["duplicate key", "cannot extend"], "this name has a value already", "keep one of the two"),
    (
        &["must be quoted"],
        "a value is missing here, or its text is not in quotation marks",
        "put text in quotation marks, and write a date as 2014-12-17",
    ),
    (
        &["unclosed table", "unclosed array table", "missing table"],
        "the head of this table is not closed",
        "write it as [name], or as [[name]] where there are several",
    ),
    (
        &["array"],
        "this list cannot be read",
        "write it as [\"one\", \"two\"], with a comma between two",
    ),
    (
        &["inline table"],
        "what is in braces cannot be read",
        "write it as { name = \"value\" }, with a comma between two",
    ),
    (
        &["key", "assignment", "missing value", "`=`"],
        "this line has not a name, = and a value",
        "write it as name = \"value\", and begin a remark with #",
    ),
    (
        &["escape", "unicode"],
        "what follows a backslash cannot be read",
        "write \\\\ for a backslash",
    ),
    (
        &["quote", "basic string", "literal string", "multi-line"],
        "this text is not closed in its line",
        "put a quotation mark at its beginning and one at its end",
    ),
    (
        &["date", "time", "month", "year", "hour", "minute"],
        "this is not a day of the calendar",
        "write year, month and day, such as 2014-12-17",
    ),
    (
        &["zero", "redundant", "between digits", "radix", "sign", "number", "integer", "mantissa"],
        "this number cannot be read",
        "write digits, with a point before decimals and without separators",
    ),
    (
        &["carriage return"],
        "this line ends as no other program ends one",
        "save the file as plain text once more",
    ),
    (&["comment"], "a letter of this remark cannot be read", "take the letter away"),
    (
        &["recurs"],
        "this has too many brackets one inside the other",
        "write it with fewer brackets",
    ),
    (
        &["unexpected content", "newline"],
        "this line goes on after its value",
        "write one name with its value a line",
    ),
];

/// What parsers of JSON say. The first that fits is meant.
const JSON: [Meaning; 8] = [
    (&["trailing comma"], "a comma has nothing after it", "take the comma away"),
    (
        &["eof while"],
        "the file ends before everything is closed",
        "close each brace, bracket and quotation mark",
    ),
    (&["trailing characters"], "text follows after the end", "take away what follows"),
    (
        &["expected `,`", "expected `:`"],
        "a comma, a colon or a bracket is missing before this",
        "write a colon after each name, and a comma between two values",
    ),
    (&["key must be"], "this name is not in quotation marks", "write it as \"name\": value"),
    (
        &["control character", "escape", "unicode", "surrogate"],
        "a backslash or a line end in this text cannot be read",
        "write \\\\ for a backslash and \\n for a line end",
    ),
    (
        &["recursion"],
        "this has too many brackets one inside the other",
        "write it with fewer brackets",
    ),
    (&["number"], "this number cannot be read", "write digits, with a point before decimals"),
];

/// What a parser of TOML says of a slip, in plain English.
///
/// ```
/// use panel_core::read_toml_error;
///
/// assert_eq!(read_toml_error("duplicate key").what, "this name has a value already");
/// assert_eq!(read_toml_error("missing field `owner`").what, "`owner` is missing");
/// assert_eq!(read_toml_error("whatever").what, "this is not a value");
/// ```
#[must_use]
pub fn read_toml_error(said: &str) -> Slip {
    let value = "write text in quotation marks, and a number, a date, true or false without";
    read_error(said, &TOML, value)
}

/// What a parser of JSON says of a slip, in plain English.
///
/// ```
/// use panel_core::read_json_error;
///
/// let said = "trailing comma at line 3 column 2";
/// assert_eq!(read_json_error(said).what, "a comma has nothing after it");
/// assert_eq!(read_json_error("expected value").what, "this is not a value");
/// ```
#[must_use]
pub fn read_json_error(said: &str) -> Slip {
    let value = "write text in quotation marks, a number, true, false, null, a list or an object";
    read_error(said, &JSON, value)
}

fn read_error(said: &str, meanings: &[Meaning], value: &'static str) -> Slip {
    let field = said.split('`').nth(1).unwrap_or_default();
    for (start, says, remedy) in [
        ("missing field", "is missing", "add it"),
        ("unknown field", "is not known here", "remove it, or correct its name"),
        ("duplicate field", "is given twice", "keep one of the two"),
    ] {
        if said.starts_with(start) {
            let field = crate::quoted_piece(field);
            return Slip { what: format!("`{field}` {says}"), remedy };
        }
    }
    let lower = said.to_lowercase();
    let mut known = meanings.iter();
    match known.find(|(parts, ..)| parts.iter().any(|part| lower.contains(part))) {
        Some((_, what, remedy)) => Slip { what: (*what).to_owned(), remedy },
        None => Slip { what: "this is not a value".to_owned(), remedy: value },
    }
}
