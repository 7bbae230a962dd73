//! One street file: its rows counted by category, and everything that is wrong with it.

use std::io::{self, BufRead};

use panel_core::{Month, code, nearest};

use crate::category::{self, CATEGORIES, Category};
use crate::crime_ids::FileIds;
use crate::file_faults::{FaultyLine, FileFaults};
use crate::force::Force;
use crate::line::{COLUMNS, LONGEST_LINE, Line, Lines, Malformed, Row, Splitter};

/// The header of every street file.
const HEADER: [&str; COLUMNS] = [
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
];

const MONTH: usize = 1;
const REPORTED_BY: usize = 2;
const FALLS_WITHIN: usize = 3;
const CRIME_TYPE: usize = 9;

/// What the files of the first years began with, without identifiers, areas and outcomes.
const FORMER_HEADERS: [&str; 2] = [
    "Month,Reported by,Falls within,Easting,Northing,Location,Crime type,Context",
    "Month,Reported by,Falls within,Longitude,Latitude,Location,Crime type,Context",
];

const AS_DOWNLOADED: &str = "use the file as data.police.uk gives it";

/// A month of the largest force has some thirty megabytes. A file with more than this is another: a small
/// archive may hold one without an end.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// The rows of a file, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) counts: [u64; CATEGORIES],
    pub(crate) rows: u64,
    pub(crate) ids: FileIds,
}

/// Counts the rows of the street file of `force` and `month`, noting every fault.
pub(crate) fn read(
    reader: impl BufRead,
    force: Force,
    month: Month,
    faults: &mut FileFaults<'_>,
) -> io::Result<Tally> {
    let mut lines = Lines::new(reader);
    let mut tally = Tally { counts: [0; CATEGORIES], rows: 0, ids: FileIds::default() };
    let mut whole = true;
    let mut splitter = Splitter::new();
    let mut rows = Rows { force, month: month.iso(), known: Vec::new() };
    loop {
        let (offset, number) = (lines.next_offset, lines.number + 1);
        let Some(line) = lines.next()? else { break };
        let bytes = match line {
            Line::Whole { bytes, ended } => {
                whole = ended;
                bytes
            }
            Line::TooLong(bytes) => {
                let message = format!("the line has more than {LONGEST_LINE} bytes");
                let line = FaultyLine { number, bytes };
                faults.of_byte(code!("street::long_line"), line, 0, &message, AS_DOWNLOADED);
                return Ok(tally);
            }
        };
        if number == 1 {
            if !is_header(bytes, &mut splitter, faults) {
                return Ok(tally);
            }
            continue;
        }
        let line = FaultyLine { number, bytes };
        match splitter.row(bytes) {
            Err(why) => malformed(line, offset, why, faults),
            Ok(row) => {
                if let Some(category) = rows.category(line, row, faults) {
                    tally.ids.add(row.crime_id);
                    tally.counts[category.index()] += 1;
                }
            }
        }
        tally.rows += 1;
        if offset > MOST_BYTES {
            let message = format!("the file has more than {} MiB", MOST_BYTES / 1024 / 1024);
            faults.of_file(code!("street::too_long"), &message, AS_DOWNLOADED);
        }
        if faults.are_too_many() || offset > MOST_BYTES {
            return Ok(tally);
        }
    }
    if lines.number == 0 {
        faults.of_file(code!("street::empty"), "the file is empty", "download it again");
    } else if tally.rows == 0 {
        faults.of_file(
            code!("street::no_rows"),
            "the file has a header and no rows, which does not say that nothing happened",
            "download it again; if nothing was published, take the file away, and the month is \
             reported as missing",
        );
    } else if !whole && faults.are_none() {
        // Its rows would be counted, and those that are lost would be missing from every count.
        let message = format!(
            "line {}, the last, has no ending, as in a file that was cut short",
            lines.number
        );
        let remedy = "download it again: every file of data.police.uk ends its last line";
        faults.of_file(code!("street::no_last_ending"), &message, remedy);
    }
    Ok(tally)
}

/// What the rows of one file have to say.
struct Rows {
    force: Force,
    month: String,
    /// Names that the force was found to go by.
    known: Vec<Vec<u8>>,
}

impl Rows {
    /// The category of a row, where nothing in it is wrong.
    fn category(
        &mut self,
        line: FaultyLine<'_>,
        row: Row<'_>,
        faults: &mut FileFaults<'_>,
    ) -> Option<Category> {
        let right_month = row.month == self.month.as_bytes();
        if !right_month {
            let value = words(row.month);
            let message =
                format!("the month is `{value}`, and the file is named for {}", self.month);
            let remedy = "a street file holds one month: put the row in the file of its month, or \
                          name the file for it";
            faults.of_field(code!("street::other_month"), line, (MONTH, &value), &message, remedy);
        }
        let names = [(FALLS_WITHIN, row.falls_within), (REPORTED_BY, row.reported_by)];
        let right_force = names.map(|(column, name)| {
            self.is_of_force(name) || {
                self.other_force(line, column, name, faults);
                false
            }
        });
        let category = Category::named(row.crime_type);
        if category.is_none() {
            unknown_category(line, &words(row.crime_type), faults);
        }
        category.filter(|_| right_month && right_force == [true, true])
    }

    fn is_of_force(&mut self, name: &[u8]) -> bool {
        if self.known.iter().any(|known| known == name) {
            return true;
        }
        let right = self.force.goes_by(&words(name));
        // A force has a name or two; no file is to fill the memory with more.
        if right && self.known.len() < 8 {
            self.known.push(name.to_vec());
        }
        right
    }

    fn other_force(
        &self,
        line: FaultyLine<'_>,
        column: usize,
        name: &[u8],
        faults: &mut FileFaults<'_>,
    ) {
        let value = words(name);
        let message = format!(
            "`{}` is `{value}`, and the file is named for {} (`{}`)",
            HEADER[column],
            self.force,
            self.force.id()
        );
        let remedy = "a street file holds the crimes of one force: put the row in the file of its \
                      force, or name the file for it";
        faults.of_field(code!("street::other_force"), line, (column, &value), &message, remedy);
    }
}

fn unknown_category(line: FaultyLine<'_>, value: &str, faults: &mut FileFaults<'_>) {
    if category::is_former(value) {
        let message = format!("`{value}` was a category before May 2013");
        let remedy = "the fourteen categories in use since cannot be counted from it: leave \
                      out the months before";
        faults.of_field(
            code!("street::former_category"),
            line,
            (CRIME_TYPE, value),
            &message,
            remedy,
        );
        return;
    }
    let message = format!("`{value}` is not a category of police.uk");
    let remedy = nearest(value, Category::all().map(Category::name)).map_or_else(
        || format!("{AS_DOWNLOADED}; if police.uk has a new category, this program must learn it"),
        |name| format!("is `{name}` meant?"),
    );
    faults.of_field(
        code!("street::unknown_category"),
        line,
        (CRIME_TYPE, value),
        &message,
        &remedy,
    );
}

fn malformed(line: FaultyLine<'_>, offset: u64, why: Malformed, faults: &mut FileFaults<'_>) {
    let mut fault = |code, message: &str| faults.of_line(code, line, message, AS_DOWNLOADED);
    match why {
        Malformed::Columns(1) if line.bytes.is_empty() => {
            fault(code!("street::empty_line"), "the line is empty");
        }
        Malformed::Columns(count) => {
            let message =
                format!("the row has {}, and a street file has {COLUMNS}", columns(count));
            fault(code!("street::columns"), &message);
        }
        Malformed::ManyColumns => {
            let message =
                format!("the row has far more than the {COLUMNS} columns of a street file");
            fault(code!("street::columns"), &message);
        }
        Malformed::OpenQuote => {
            fault(
                code!("street::open_quotation"),
                "a quotation is opened on this line and not closed",
            );
        }
        Malformed::NotUtf8(at) => not_utf8(line, offset, at, faults),
        Malformed::CarriageReturn => {
            fault(code!("street::line_ending"), "a carriage return is within the line");
        }
    }
}

fn not_utf8(line: FaultyLine<'_>, offset: u64, at: usize, faults: &mut FileFaults<'_>) {
    let message = format!(
        "byte {} of the line (byte {} of the file) is 0x{:02X}, which is not UTF-8",
        at + 1,
        offset + at as u64 + 1,
        line.bytes.get(at).copied().unwrap_or_default()
    );
    let remedy = "use the file as data.police.uk gives it; if a program saved it anew, have it \
                  save UTF-8";
    faults.of_byte(code!("street::not_utf8"), line, at, &message, remedy);
}

/// Whether the first line is the header of a street file.
fn is_header(bytes: &[u8], splitter: &mut Splitter, faults: &mut FileFaults<'_>) -> bool {
    let whole = bytes.len();
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let message = "the file is UTF-16, and street files are UTF-8";
        faults.of_file(code!("street::not_utf8"), message, AS_DOWNLOADED);
        return false;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let line = FaultyLine { number: 1, bytes };
    let found = splitter.split(bytes);
    if let Err(Malformed::NotUtf8(at)) = found {
        not_utf8(line, (whole - bytes.len()) as u64, at, faults);
        return false;
    }
    if found == Ok(HEADER.map(str::as_bytes)) {
        return true;
    }
    if FORMER_HEADERS.iter().any(|header| header.as_bytes() == bytes) {
        let message = "this is the header of the street files of the first years, with 8 columns";
        let remedy = "download the month anew: the files have had 12 columns since, and the \
                      fourteen categories since May 2013";
        faults.of_line(code!("street::former_header"), line, message, remedy);
        return false;
    }
    let difference = match found {
        Ok(fields) => fields.iter().zip(HEADER).enumerate().find_map(|(index, (field, name))| {
            let why = format!("column {} is `{}`, not `{name}`", index + 1, words(field));
            (*field != name.as_bytes()).then_some((Some((index, words(field))), why))
        }),
        Err(Malformed::Columns(count)) => {
            let text = String::from_utf8_lossy(bytes);
            let missing = HEADER.iter().find(|name| !text.split(',').any(|field| field == **name));
            let missing = missing.map(|name| format!(", and `{name}` is missing"));
            let why = format!("it has {}{}", columns(count), missing.unwrap_or_default());
            Some((None, why))
        }
        Err(_) => None,
    };
    let (field, why) = difference.unwrap_or_default();
    let why = if why.is_empty() { why } else { format!(": {why}") };
    let message = format!("the first line is not the header of a street file{why}");
    let remedy = format!("{AS_DOWNLOADED}; its first line is {}", HEADER.join(","));
    match field {
        Some((index, value)) => {
            faults.of_field(code!("street::header"), line, (index, &value), &message, &remedy);
        }
        None => faults.of_line(code!("street::header"), line, &message, &remedy),
    }
    false
}

fn columns(count: usize) -> String {
    if count == 1 { "1 column".to_owned() } else { format!("{count} columns") }
}

/// A field as text; no more of it than a message can hold.
fn words(field: &[u8]) -> String {
    panel_core::readable_line(&String::from_utf8_lossy(field)).chars().take(60).collect()
}
