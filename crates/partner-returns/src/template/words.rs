//! What a template says in words: the cover and the notes.

use panel_core::{Holds, RecordTable, ReturnTable, spoken_date};

use super::Asked;
use crate::owed::Owed;
use crate::reference::{empty, holds};
use crate::schema::described;

/// The lines of the cover, under its title.
pub(crate) fn cover(
    asked: &Asked<'_>,
    owed: &[Owed<'_>],
    records: &[&'static RecordTable],
) -> Vec<String> {
    let Asked { partner, terms, details, .. } = asked;
    let mut lines = Vec::new();
    if terms.force.fictional {
        lines
            .push("This return is fictional: neither its figures nor its bodies exist.".to_owned());
    }
    lines.push(format!(
        "Quarter: {}, which ends with {}",
        terms.quarter,
        terms.quarter.last_month()
    ));
    lines.push(format!("Partner: {}", partner.name));
    if !partner.contact.is_empty() {
        lines.push(format!("Contact: {}", partner.contact));
    }
    if !partner.board.is_empty() {
        lines.push(format!("Approved by: {}", partner.board));
    }
    lines.push(match partner.deadline {
        Some(date) => format!("Return it by: {}", spoken_date(date)),
        None => "Return it by: no day is set".to_owned(),
    });
    lines.push(format!("Return it to: {}, {}", details.author, details.office));
    lines.push(format!(
        "What it is for: the paper of {} to the {} on {}",
        details.body,
        details.panel,
        spoken_date(details.date)
    ));
    if !owed.is_empty() {
        let figures =
            if owed.len() == 1 { "1 figure".to_owned() } else { format!("{} figures", owed.len()) };
        lines.push(format!(
            "Asked for: {figures}. What has been received already is not asked again."
        ));
    }
    if !records.is_empty() {
        let titles: Vec<_> = records.iter().map(|table| table.title).collect();
        lines.push(format!("Records to return: {}.", titles.join(", ")));
    }
    if !owed.is_empty() {
        lines.push("How to fill it in:".to_owned());
        lines.extend(HOW.iter().map(|step| (*step).to_owned()));
    }
    if !records.is_empty() {
        lines.push("How to return records:".to_owned());
        lines.extend(RECORDS.iter().map(|step| (*step).to_owned()));
        let holds_key =
            |table: &&&RecordTable| table.columns.iter().any(|column| column.holds == Holds::Key);
        if records.iter().any(|table| holds_key(&table)) {
            lines.push("How keys of people are handled:".to_owned());
            lines.extend(KEYS.iter().map(|step| (*step).to_owned()));
        }
    }
    if !partner.board.is_empty() {
        lines.push(format!(
            "A figure appears in the paper once it is approved by the {}.",
            partner.board
        ));
    }
    lines
}

const HOW: &[&str] = &[
    "1. Contents lists the sheets to fill in. Each has one table, with a row for each figure.",
    "2. Write each figure that you have in its row, as digits. Leave a figure that you do not have empty: an empty cell is not a nought.",
    "3. Write people, not percentages, wherever you know how many there were.",
    "4. Where a figure covers another period than the row says, correct the period. Where a count was scaled up to a year, give the shorter period and the status annualised.",
    "5. Say in the note, in a short sentence, what a reader must know beside the figure.",
    "6. Add a row under a table if something is missing; take its series from the sheet Series.",
    "7. Leave the heads, the sheets and the formats of the cells as they are. Hide, merge and calculate nothing.",
];

const RECORDS: &[&str] = &[
    "1. A sheet of records has a line for each record and no figures: these are counted from the lines. Write every record, those that you sent for an earlier quarter as well, and add lines below where the empty ones do not suffice.",
    "2. Say in your message of which months you send every record: a month among them without a line counts as nought.",
    "3. Leave a cell empty where nothing is known. Leave the heads and the sheets as they are. Hide, merge and calculate nothing.",
];

const KEYS: &[&str] = &[
    "1. Write the number by which your register knows the person, family or event, in the same way in every sheet and every quarter. Write no name.",
    "2. When the return is received, each number is turned into a key by means of a secret file. Only keys are filed, and nobody without that file can turn a key back into a number.",
    "3. Figures are counted from the lines, which are then dropped: no line of a record and no key is printed.",
    "4. Until it is received, this workbook holds numbers of people: send it only in the way that you have agreed on for personal data.",
];

/// What each column and status means: sheet, column, what it holds, whether it may be empty, meaning.
pub(crate) fn notes(asked: &Asked<'_>, tables: &[ReturnTable]) -> Vec<[String; 5]> {
    let mut notes = Vec::new();
    for table in tables {
        for column in table.columns() {
            let described = described(*table, column, asked.areas);
            let meaning = if column.unit.is_empty() {
                described
            } else {
                format!("{described} Unit: {}.", column.unit)
            };
            notes.push([
                table.title().to_owned(),
                column.title.to_owned(),
                holds(*table, column),
                empty(column).to_owned(),
                meaning,
            ]);
        }
    }
    notes
}
