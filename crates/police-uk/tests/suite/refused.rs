//! What is refused: each fault with its file, line and column.

use std::fs;

use panel_police_uk::{Force, ForceError, Request, read};
use proptest::prelude::*;

use super::written::{Folder, HEADER, force, month, name, read_paths, row, row_of, street};

/// The faults of one July file that holds `bytes`, without the path that all begin with.
fn of_july(bytes: impl AsRef<[u8]>) -> Vec<String> {
    let folder = Folder::new();
    let name = name("2014-07");
    folder.write(&name, bytes);
    let faults = folder.faults().into_iter();
    faults.map(|fault| fault.strip_prefix(&name).unwrap().to_owned()).collect()
}

#[test]
fn a_row_that_is_wrong_is_refused_by_line_and_column() {
    let good = row("2014-07", "Burglary");
    for (bad, told) in [
        (
            row("2014-07", "Burglarry"),
            ":3:111: street::unknown_category: `Burglarry` is not a category of police.uk",
        ),
        (
            row("2014-07", "Violent crime"),
            ":3:111: street::former_category: `Violent crime` was a category before May 2013",
        ),
        (row("2014-07", ""), ":3:111: street::unknown_category: `` is not a category of police.uk"),
        (
            row("2014-08", "Burglary"),
            ":3:4: street::other_month: the month is `2014-08`, and the file is named for 2014-07",
        ),
        (
            row("Jul-14", "Burglary"),
            ":3:4: street::other_month: the month is `Jul-14`, and the file is named for 2014-07",
        ),
        (
            good.replacen("Leicestershire Police", "Kent Police", 1),
            ":3:12: street::other_force: `Reported by` is `Kent Police`, and the file is named for \
             Leicestershire (`leicestershire`)",
        ),
        (
            good.replace("Police,-1.1", "Constable,-1.1"),
            ":3:34: street::other_force: `Falls within` is `Leicestershire Constable`, and the file \
             is named for Leicestershire (`leicestershire`)",
        ),
        (
            good.replace("Any Street", "Any Street, Anytown"),
            ":3:1: street::columns: the row has 13 columns, and a street file has 12",
        ),
        ("c0".to_owned(), ":3:1: street::columns: the row has 1 column, and a street file has 12"),
        (String::new(), ":3:1: street::empty_line: the line is empty"),
        (
            good.replace("On or near", "\"On or near"),
            ":3:1: street::open_quotation: a quotation is opened on this line and not closed",
        ),
        (
            good.replace("On or near", "On\ror near"),
            ":3:1: street::line_ending: a carriage return is within the line",
        ),
        (
            ",".repeat(100),
            ":3:1: street::columns: the row has far more than the 12 columns of a street file",
        ),
    ] {
        assert_eq!(of_july(street(&[good.clone(), bad.clone(), good.clone()])), [told], "{bad}");
    }
}

#[test]
fn a_file_that_ends_within_a_line_was_cut_short() {
    let text = street(&[row("2014-07", "Burglary"), row("2014-07", "Drugs")]);
    let told = [
        ": street::no_last_ending: line 3, the last, has no ending, as in a file that was cut short",
    ];
    // Each row is whole, and how many are lost nobody knows.
    assert_eq!(of_july(text.trim_end()), told);
    assert_eq!(of_july(text.trim_end().replace('\r', "")), told);
    // Where the last row is cut, that is told.
    let cut = of_july(&text[..text.len() - 10]);
    assert_eq!(cut.len(), 1, "{cut:?}");
}

#[test]
fn a_byte_that_is_not_utf8_is_named() {
    let mut bytes = street(&[row("2014-07", "Burglary"), row("2014-07", "Drugs")]).into_bytes();
    let at = bytes.len() - 60;
    bytes[at] = 0xA3;
    let line_starts = bytes[..at].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    let (column, byte) = (at - line_starts + 1, at + 1);
    assert_eq!(
        of_july(bytes),
        [format!(
            ":3:{column}: street::not_utf8: byte {column} of the line (byte {byte} of the file) is \
             0xA3, which is not UTF-8"
        )]
    );
}

#[test]
fn every_fault_of_every_file_is_told() {
    let folder = Folder::new();
    let both = row_of("Kent Police", "2014-01", "Nothing");
    folder.write(&name("2014-07"), street(&[both, "a".to_owned()]));
    folder.write(&name("2014-08"), "");
    folder.write(&name("2014-09"), street(&[]));
    let codes: Vec<_> = folder.read().unwrap_err().faults.iter().map(|fault| fault.code).collect();
    assert_eq!(
        codes,
        [
            "street::other_month",
            "street::other_force",
            "street::other_force",
            "street::unknown_category",
            "street::columns",
            "street::empty",
            "street::no_rows"
        ]
    );
}

#[test]
fn a_header_that_differs_is_refused_with_the_first_difference() {
    let good = street(&[row("2014-07", "Burglary")]);
    let header = |header: &str| good.replace(HEADER, header);
    for (text, told) in [
        (
            header(&HEADER.replace(",Context", "")),
            ":1:1: street::header: the first line is not the header of a street file: it has 11 \
             columns, and `Context` is missing",
        ),
        (
            header(&HEADER.replace("Month,Reported by", "Reported by,Month")),
            ":1:10: street::header: the first line is not the header of a street file: column 2 is \
             `Reported by`, not `Month`",
        ),
        (
            header(&HEADER.replace(',', ";")),
            ":1:1: street::header: the first line is not the header of a street file: it has 1 \
             column, and `Crime ID` is missing",
        ),
        (
            header("Month,Reported by,Falls within,Easting,Northing,Location,Crime type,Context"),
            ":1:1: street::former_header: this is the header of the street files of the first years, \
             with 8 columns",
        ),
        (
            header("\"Crime ID"),
            ":1:1: street::header: the first line is not the header of a street file",
        ),
    ] {
        assert_eq!(of_july(text), [told]);
    }
    assert_eq!(
        of_july(b"\xFF\xFEC\0r\0"),
        [": street::not_utf8: the file is UTF-16, and street files are UTF-8"]
    );
    assert_eq!(
        of_july(b"\xEF\xBB\xBFCrime\xA0"),
        [
            ":1:6: street::not_utf8: byte 6 of the line (byte 9 of the file) is 0xA0, which is not UTF-8"
        ]
    );
}

#[test]
fn more_faults_than_anybody_reads_are_counted() {
    let folder = Folder::new();
    folder.write(&name("2014-07"), street(&vec![row("2014-07", "None"); 300]));
    let rejection = folder.read().unwrap_err();
    assert_eq!((rejection.faults.len(), rejection.more), (10, 290));
    assert_eq!(rejection.to_string(), "300 faults in 1 file");
    assert!(rejection.read_to_the_end);

    for number in 1..=12 {
        let text = format!("2015-{number:02}");
        folder.write(&name(&text), street(&vec![row(&text, "None"); 5_000]));
    }
    let rejection = folder.read().unwrap_err();
    assert_eq!((rejection.faults.len(), rejection.files), (100, 13));
    assert_eq!(rejection.more, 300 + 12 * 1_000 - 100);
    assert!(!rejection.read_to_the_end);
}

#[test]
fn names_that_are_not_sure_are_refused() {
    for wrong in [
        "2014-07-leicestershire-street (1).csv",
        "2014-07-leicestershire-street.csv.part",
        "2014-07-Leicestershire-Street.csv",
        "2014-13-leicestershire-street.csv",
        "leicestershire-street.csv",
    ] {
        let folder = Folder::new();
        folder.write(&name("2014-07"), street(&[row("2014-07", "Burglary")]));
        let path = folder.write(wrong, "");
        let told = format!(
            "{wrong}: street::file_name: this looks like a street file and is not named as one, so \
             its force and month are not sure"
        );
        assert_eq!(folder.faults(), std::slice::from_ref(&told));
        assert_eq!(folder.told(&read_paths(&[path]).unwrap_err())[..1], [told]);
    }
    let folder = Folder::new();
    let path = folder.write("crimes.csv", street(&[]));
    assert_eq!(
        folder.told(&read_paths(&[path]).unwrap_err())[0],
        "crimes.csv: street::file_name: this is neither a folder, nor a .zip, nor named as a street \
         file"
    );
}

#[test]
fn months_before_the_fourteen_categories_are_refused() {
    let folder = Folder::new();
    folder.write(&name("2013-04"), street(&[row("2013-04", "Burglary")]));
    folder.write(&name("2013-05"), street(&[row("2013-05", "Burglary")]));
    assert_eq!(
        folder.faults(),
        [
            "2013-04/2013-04-leicestershire-street.csv: street::former_month: months before May 2013 \
          have other categories, so their counts would not compare"
        ]
    );
    let (paths, forces) = ([folder.path().to_owned()], [force("leicestershire")]);
    let from = Some(month("2013-05"));
    let counts = read(&Request { paths: &paths, forces: &forces, from, to: None }, &|_, _| {});
    assert_eq!(counts.unwrap().rows(), 1);
}

#[test]
fn a_path_that_is_not_there_and_a_force_without_files_are_faults() {
    let folder = Folder::new();
    assert_eq!(
        folder.told(&read_paths(&[folder.path().join("none")]).unwrap_err()),
        ["none: file::missing: there is no such file or folder"]
    );
    let [told] = &folder.faults()[..] else { panic!() };
    assert!(
        told.ends_with(
            "street::no_file: no street file of Leicestershire (`leicestershire`) is here"
        )
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_round_in_a_circle_is_a_fault() {
    let folder = Folder::new();
    folder.write(&name("2014-07"), street(&[row("2014-07", "Burglary")]));
    std::os::unix::fs::symlink(folder.path(), folder.path().join("round")).unwrap();
    let [told] = &folder.faults()[..] else { panic!() };
    assert!(told.starts_with("round: file::unreadable: it cannot be read: "), "{told}");
    fs::remove_file(folder.path().join("round")).unwrap();
    assert!(folder.read().is_ok());
}

#[cfg(unix)]
#[test]
fn a_pipe_and_a_link_out_of_the_folder_are_refused_and_hold_nobody_up() {
    use std::os::unix::fs::symlink;
    let (folder, elsewhere) = (Folder::new(), Folder::new());
    let file = |month: &str| format!("{month}-leicestershire-street.csv");
    elsewhere.write(&file("2014-06"), street(&[row("2014-06", "Burglary")]));
    let pipe = folder.path().join(file("2014-07"));
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    symlink(elsewhere.path(), folder.path().join("out")).unwrap();
    symlink(elsewhere.path().join(file("2014-06")), folder.path().join(file("2014-06"))).unwrap();
    symlink("/dev/zero", folder.path().join("endless.zip")).unwrap();
    let pipe_told = format!(
        "{}: file::not_a_file: this is a pipe (fifo), and not a plain file",
        file("2014-07")
    );
    let out = "file::leads_out: this is a link that leads out of its folder";
    let links = [file("2014-06"), "endless.zip".to_owned(), "out".to_owned()];
    let told = folder.faults();
    for wanted in links.iter().map(|link| format!("{link}: {out}")).chain([pipe_told.clone()]) {
        assert!(told.contains(&wanted), "{wanted} in {told:?}");
    }
    assert_eq!(told.len(), 4, "{told:?}");
    // Named, a link is followed, and a pipe is a pipe.
    let named = |path: &std::path::Path| read_paths(&[path.to_owned()]);
    assert_eq!(folder.told(&named(&pipe).unwrap_err()), [pipe_told]);
    assert!(named(&folder.path().join(file("2014-06"))).is_ok());
}

#[test]
fn forces_go_by_their_ids_and_by_their_names() {
    let force: Force = "leicestershire".parse().unwrap();
    assert_eq!((force.name(), force.area()), ("Leicestershire", "E23000021"));
    assert_eq!("dyfed-powys".parse::<Force>().unwrap().area(), "W15000004");
    let nearest = Some("leicestershire");
    assert_eq!("leicestershir".parse::<Force>(), Err(ForceError::Unknown { nearest }));
    for name in ["Avon & Somerset", "avon-&-somerset", "Avon and Somerset Constabulary"] {
        assert_eq!(name.parse::<Force>().unwrap().id(), "avon-and-somerset");
    }
    assert_eq!("atlantis".parse::<Force>(), Err(ForceError::Unknown { nearest: None }));
    let told = "btp".parse::<Force>().unwrap_err().to_string();
    assert!(told.starts_with("British Transport Police has no police force area"), "{told}");
}

/// Names as they stand in street files of police.uk.
#[test]
fn forces_are_known_by_the_names_in_their_files() {
    for (id, name) in [
        ("avon-and-somerset", "Avon and Somerset Constabulary"),
        ("devon-and-cornwall", "Devon & Cornwall Police"),
        ("dyfed-powys", "Dyfed-Powys Police"),
        ("city-of-london", "City of London Police"),
        ("metropolitan", "Metropolitan Police Service"),
        ("hampshire", "Hampshire Constabulary"),
        ("hampshire", "Hampshire and Isle of Wight Constabulary"),
    ] {
        let folder = Folder::new();
        let file = format!("2014-07-{id}-street.csv");
        folder.write(&file, street(&[row_of(name, "2014-07", "Burglary")]));
        let (paths, forces) = ([folder.path().to_owned()], [force(id)]);
        let request = Request { paths: &paths, forces: &forces, from: None, to: None };
        assert_eq!(read(&request, &|_, _| {}).unwrap().rows(), 1, "{name}");
    }
}

proptest! {
    #[test]
    fn no_bytes_are_too_strange_for_a_file(
        bytes in proptest::collection::vec(any::<u8>(), 0..2000),
        with_header in any::<bool>(),
    ) {
        let folder = Folder::new();
        let header = if with_header { format!("{HEADER}\n").into_bytes() } else { Vec::new() };
        folder.write(&name("2014-07"), [header, bytes].concat());
        let rejection = folder.read().unwrap_err();
        prop_assert!(!rejection.faults.is_empty());
        for fault in &rejection.faults {
            prop_assert!(!fault.message.is_empty() && !fault.remedy.is_empty());
        }
    }

    /// Rows of the words of a street file, in any order, with any damage.
    #[test]
    fn no_row_is_too_strange(
        text in "(((\"?2014-07|\"?Leicestershire Police\"?|Burglary|£|\")?,){9,12}(\"|x|é)?\r?\n){0,6}",
    ) {
        let folder = Folder::new();
        folder.write(&name("2014-07"), format!("{HEADER}\r\n{text}"));
        if let Ok(counts) = folder.read() {
            prop_assert!(counts.rows() <= text.lines().count() as u64);
        }
    }
}
