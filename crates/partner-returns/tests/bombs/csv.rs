//! CSVs made of as much of one thing as there is room for.

use std::fmt::Write as _;

use panel_partner_returns::Delivery;

use crate::made_up::Quarter;
use crate::{ALONE, MEMORY, reports, show};

/// What the program may take of a delivery of 160 MiB besides it, so that all stays within 300 MB.
const MOST: usize = 88 << 20;
/// Of so many bytes sent it may take one more, where no other limit bounds it.
const BYTES_FOR_ONE: usize = 4;

/// The heads, what is repeated, and what stands at the end.
struct Bomb {
    name: &'static str,
    head: &'static str,
    unit: Box<dyn Fn(u32) -> String>,
    last: &'static str,
    /// Whether another limit bounds what is kept, so that it may grow with the bytes up to there.
    is_bounded: bool,
}

const FIGURES: &str = "series,area,period,count,status,note\n";
const FIGURE: &str = "offences/burglary,X23000001,2024-01/2024-12,398,final,\n";
const TITLES: &str = "Fictional counts\nSeries,Area,Period,Count,Status,Note,What it is,\n";

fn bomb(name: &'static str, head: &'static str, unit: &str) -> Bomb {
    let unit = unit.to_owned();
    let unit = Box::new(move |_| unit.clone());
    Bomb { name, head, unit, last: "", is_bounded: false }
}

/// Right rows, each another, which the last one makes a delivery that is refused.
fn rows(
    name: &'static str,
    head: &'static str,
    last: &'static str,
    row: fn(u32) -> String,
) -> Bomb {
    Bomb { name, head, unit: Box::new(row), last, is_bounded: true }
}

fn bombs() -> Vec<Bomb> {
    let report = "R1,P1,2024-10-05,,missing,no,,2\n";
    let long = format!("{}\n", "a".repeat(200 << 10));
    let closed = format!("\"{}\"\n", "\n".repeat(200 << 10));
    vec![
        bomb("words", "", "a,b,c,d,e,f\n"),
        bomb("wrong figures", FIGURES, "a,b,c,d,e,f\n"),
        bomb("one figure", FIGURES, FIGURE),
        bomb("figures of nothing", FIGURES, ",,,,,\n"),
        bomb("rows cut off", FIGURES, "a\n"),
        bomb("years", FIGURES, "offences/burglary,X23000001,2023-24,398,final,\n"),
        Bomb { is_bounded: true, ..bomb("long rows", FIGURES, &long) },
        Bomb { is_bounded: true, ..bomb("long quotations", FIGURES, &closed) },
        bomb("letters", "", "aaaaaaaaaaaaaaaa"),
        bomb("letters under heads", FIGURES, "\u{e9}\u{e9}\u{e9}\u{e9}"),
        bomb("quotation marks", "", "\"\"\"\"\"\"\"\""),
        bomb("a quotation that is not closed", FIGURES, "\"\"\"\"\"\"\"\"\n"),
        bomb("commas", "", ",,,,,,,,"),
        bomb("line feeds", "\"", "\n\n\n\n\n\n\n\n"),
        bomb("empty lines", "x", "\r\r\r\r\n\n\n\n"),
        bomb("spaces", "", "        "),
        bomb("byte order marks", "", "\u{feff}"),
        bomb("a sheet of strays", TITLES, "offences/burglary,X23000001,,,,,a,b,c\n"),
        bomb("a sheet of notes", TITLES, ",,,,,a,,\n"),
        bomb("one record", reports::HEAD, report),
        bomb("wrong records", reports::HEAD, "R1,P1,1985-01-01,anne,jdoe,perhaps,,\n"),
        bomb("records with too much", reports::HEAD, "R1,P1,2024-10-05,,missing,no,,2,3\n"),
        rows("figures", FIGURES, "a\n", |row| {
            let (first, months) = (row % 600, row / 600 % 200);
            let month = |month: u32| format!("{}-{:02}", 1950 + month / 12, month % 12 + 1);
            let period = format!("{}/{}", month(first), month(first + months));
            format!("offences/burglary,X23000001,{period},398,final,\n")
        }),
        rows("figures with notes", FIGURES, "a\n", |row| {
            let year = 1900 + row % 120;
            let period = format!("{year}-{:02}/2024-12", row / 120 % 12 + 1);
            format!("offences/burglary,X23000001,{period},398,final,{}\n", "a ".repeat(4_000))
        }),
        rows("records", reports::HEAD, "R,R,R,R,R,R,R,R\n", |row| {
            format!("R{row},,2024-10-05,,missing,no,,\n")
        }),
    ]
}

impl Bomb {
    fn bytes(&self, size: usize) -> Vec<u8> {
        let mut text = self.head.to_owned();
        let mut index = 0;
        while text.len() < size {
            text.push_str(&(self.unit)(index));
            index += 1;
        }
        text.push_str(self.last);
        text.into_bytes()
    }
}

/// The memory that receiving takes at most, besides what is sent.
fn taken(quarter: &Quarter, bytes: &[u8]) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let sent = [Delivery { name: "sent.csv", bytes }];
    let outcome = if bytes.starts_with(reports::HEAD.as_bytes()) {
        reports::receive(quarter, &sent, |_| {})
    } else {
        quarter.receive(&sent, None)
    };
    let taken = MEMORY.peak_usage().saturating_sub(before);
    let faults = outcome.expect_err("it is no return");
    assert!(faults.len() <= 1_100, "{} faults", faults.len());
    taken
}

/// Receives each with about so many bytes, and with four times as many.
fn all_take_less(size: usize) {
    let _alone = ALONE.lock().unwrap();
    let (quarter, mut told) = (reports::quarter(), String::new());
    for bomb in bombs() {
        let (few, many) = (bomb.bytes(size), bomb.bytes(4 * size));
        let taken = [taken(&quarter, &few), taken(&quarter, &many)];
        let [less, more] = taken.map(|bytes| bytes >> 10);
        let _ = writeln!(told, "{}: {less} kB of {size}, then {more} kB", bomb.name);
        assert!(taken[1] < MOST, "{told}");
        let grown = taken[1].saturating_sub(taken[0]);
        let sent = many.len() - few.len();
        assert!(bomb.is_bounded || grown < sent / BYTES_FOR_ONE, "{told}");
    }
    show(&told);
}

#[test]
fn no_small_csv_takes_more_memory_than_a_return_needs() {
    all_take_less(1 << 18);
}

/// As many bytes as are received at once.
#[test]
#[ignore = "takes minutes"]
fn no_csv_takes_more_memory_than_a_return_needs() {
    all_take_less(40 << 20);
}
