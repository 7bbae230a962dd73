//! Which local authorities make which community safety partnership, and in which force's area.

use std::collections::BTreeMap;
use std::path::Path;

use panel_core::{Fault, Partnership, Partnerships, SourceText, code};

use panel_typeface::{LONGEST_NAME, find_excess};

use crate::printed::{Unprinted, print_words};
use crate::{folder, table};

/// A quarter's own list, which stands instead of the official one: for partnerships that have merged
/// since, and for a county that is made up.
const OWN: &str = "partnerships.csv";

const COLUMNS: [&str; 4] = ["authority", "partnership", "name", "police_area"];

/// Local authority to community safety partnership to police force area, December 2016.
///
/// Source: "Local Authority District to Community Safety Partnerships to Police Force Areas (December
/// 2016) Lookup in England and Wales" of the Office for National Statistics, less the names of
/// authorities and areas. Contains public sector information licensed under the Open Government Licence
/// v3.0.
const OFFICIAL: &str = include_str!("partnerships-2016-12.csv");

/// The partnerships in the force's area.
pub(crate) fn read(folder: &Path, area: &str, faults: &mut Vec<Fault>) -> Partnerships {
    let source = if folder.join(OWN).exists() {
        folder::text(folder, OWN, faults)
    } else {
        Some(SourceText::new("the official list of December 2016", OFFICIAL))
    };
    source.map_or_else(Partnerships::default, |source| of(&source, area, faults))
}

fn of(source: &SourceText, area: &str, faults: &mut Vec<Fault>) -> Partnerships {
    let lines = table::lines(source, COLUMNS.to_vec(), faults).unwrap_or_default();
    let mut found: BTreeMap<String, Partnership> = BTreeMap::new();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.whole) {
        let [authority, partnership, name, police_area] = &line.cells[..4] else { continue };
        let mut fault = |cell: &crate::Cell, message: String, remedy| {
            let code = code!("partnerships::wrong");
            faults.push(cell.fault(code, source, &line.span, message, remedy));
        };
        let codes = [authority, partnership, police_area];
        let wrong: Vec<_> = codes.into_iter().filter(|cell| !is_code(&cell.text)).collect();
        for cell in &wrong {
            let remedy = "write a letter and eight digits, such as E22000168";
            fault(cell, format!("`{}` is not a code of an area", cell.text), remedy);
        }
        if name.text.is_empty() {
            fault(name, "the partnership has no name".to_owned(), "write its name");
        }
        let printed = print_words(&name.text);
        if let Err(Unprinted { what, remedy, .. }) = &printed {
            fault(name, format!("the name {what}"), remedy);
        }
        let Ok(printed) = printed else { continue };
        if let Some(excess) = find_excess(&printed, LONGEST_NAME) {
            fault(name, format!("the name {excess}"), "shorten it");
            continue;
        }
        if !wrong.is_empty() || printed.is_empty() {
            continue;
        }
        if let Some(earlier) = seen.insert(authority.text.clone(), line.line) {
            let message = format!("{} is in line {earlier} as well", authority.text);
            fault(authority, message, "leave each authority to one partnership");
            continue;
        }
        if police_area.text != area {
            continue;
        }
        let known = found.entry(partnership.text.clone()).or_insert_with(|| Partnership {
            code: partnership.text.clone(),
            name: printed.clone(),
            authorities: [].into(),
        });
        if known.name != printed {
            let message = format!("{} is called {} above", partnership.text, known.name);
            fault(name, message, "give it one name");
        }
        known.authorities.insert(authority.text.clone());
    }
    Partnerships::new(found.into_values().collect())
}

/// A letter and eight digits, as codes of areas are.
fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 9 && b"EKNSWX".contains(&bytes[0]) && bytes[1..].iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str, area: &str) -> (Partnerships, Vec<String>) {
        let mut faults = Vec::new();
        let read = of(&SourceText::new("partnerships.csv", text), area, &mut faults);
        (read, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_official_list_has_the_partnerships_of_every_force() {
        let (leicestershire, faults) = read_text(OFFICIAL, "E23000021");
        assert_eq!(faults, [""; 0]);
        let names: Vec<_> = leicestershire.all().iter().map(|one| one.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "Blaby",
                "Charnwood",
                "Harborough",
                "Hinckley and Bosworth",
                "Leicester",
                "Melton",
                "North West Leicestershire",
                "Oadby and Wigston",
                "Rutland"
            ]
        );
        for force in panel_core::ForceArea::ALL {
            assert!(!read_text(OFFICIAL, force.code).0.all().is_empty(), "{}", force.name);
        }
    }

    #[test]
    fn authorities_of_one_partnership_stand_together() {
        let (made_up, faults) = read_text(
            "authority,partnership,name,police_area\n\
             X07000002,X22000001,Vale,X23000001\n\
             X07000001,X22000001,Vale,X23000001\n\
             X07000003,X22000002,Elsewhere,X23000002\n",
            "X23000001",
        );
        assert_eq!(faults, [""; 0]);
        assert_eq!(made_up.all().len(), 1);
        assert_eq!(made_up.of_code("X07000002"), made_up.of_code("X22000001"));
        assert_eq!(made_up.of_code("X07000003"), None);
    }

    #[test]
    fn every_fault_of_a_list_is_told_with_its_line() {
        let (read, faults) = read_text(
            "authority,partnership,name,police_area\n\
             X0700001,X22000001,Vale,X23000001\n\
             X07000002,X22000001,,X23000001\n\
             X07000003,X22000001,Vale,X23000001\n\
             X07000003,X22000002,Hill,X23000001\n\
             X07000004,X22000001,Valley,X23000001\n",
            "X23000001",
        );
        assert_eq!(read.all().len(), 1);
        assert_eq!(
            faults,
            [
                "partnerships.csv:2:1: partnerships::wrong: `X0700001` is not a code of an area",
                "partnerships.csv:3:1: partnerships::wrong: the partnership has no name",
                "partnerships.csv:5:1: partnerships::wrong: X07000003 is in line 4 as well",
                "partnerships.csv:6:21: partnerships::wrong: X22000001 is called Vale above",
            ]
        );
    }
}
