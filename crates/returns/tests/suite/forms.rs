//! The forms in which spreadsheets and editors write one and the same table.

use crate::made_up::{AREA, HEADER, quarter, read, received};

fn rows() -> [String; 2] {
    [
        format!("offences/a,{AREA},2012/13,10,final,"),
        format!("offences/b,{AREA},2014-09,0,final,None"),
    ]
}

#[test]
fn one_table_reads_the_same_in_every_form() {
    let quarter = quarter();
    let [first, second] = rows();
    let plain = format!("{HEADER}\n{first}\n{second}\n");
    let right = received(&read(quarter.path(), &plain)).unwrap();
    assert_eq!(right.len(), 2);
    let lines: Vec<_> = right.iter().map(|one| one.source.line).collect();
    assert_eq!(lines, [2, 3]);
    let quoted =
        |row: &str| row.split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
    for (form, text) in [
        ("with Windows line ends", plain.replace('\n', "\r\n")),
        ("with a byte order mark", format!("\u{feff}{plain}")),
        ("without a last line end", plain.trim_end().to_owned()),
        (
            "with every cell quoted",
            format!("{}\n{}\n{}\n", quoted(HEADER), quoted(&first), quoted(&second)),
        ),
        ("with spaces around cells", plain.replace(',', " , ")),
    ] {
        assert_eq!(received(&read(quarter.path(), text)), Some(right.clone()), "{form}");
    }
}

#[test]
fn lines_are_counted_past_blank_lines_and_notes_of_several_lines() {
    let quarter = quarter();
    let [first, second] = rows();
    let first = format!("{first}\"One line,\nand another\"");
    for end in ["\n", "\r\n"] {
        let text = format!("{HEADER}\n\n{first}\n\n\n{second}\n").replace('\n', end);
        let found = received(&read(quarter.path(), text)).unwrap();
        let lines: Vec<_> = found.iter().map(|one| one.source.line).collect();
        assert_eq!(lines, [3, 7]);
    }
}

#[test]
fn a_fault_is_in_the_cell_it_speaks_of() {
    let quarter = quarter();
    for (row, place) in [
        (format!("offences/a,{AREA},2012/13,x,final,"), "returns/table.csv:2:30"),
        (format!("\"offences/a\",\"{AREA}\",\"2012/13\",\"x\",final,"), "returns/table.csv:2:36"),
        (format!("offences/a,{AREA},2012/13,10,finäl,ä"), "returns/table.csv:2:33"),
        (format!("offences/ä,{AREA},2012/13,10,final,"), "returns/table.csv:2:1"),
    ] {
        for end in ["\n", "\r\n"] {
            let reading = read(quarter.path(), format!("{HEADER}{end}{row}{end}"));
            let places: Vec<_> = reading.faults.iter().map(panel_core::Fault::location).collect();
            assert_eq!(places, [place]);
        }
    }
}

#[test]
fn an_empty_table_is_one_fault() {
    let quarter = quarter();
    let reading = read(quarter.path(), "");
    let codes: Vec<_> = reading.faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["returns::empty_file"]);
}
