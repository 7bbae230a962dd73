//! What is written is whole, nobody else's file is touched, and what was interrupted is ended.

#![expect(clippy::disallowed_methods, reason = "what was written is read again")]

mod interrupted;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::journal;
use super::outputs::{FileSet, Outputs, Replacing, Sources};
use super::{Written, make_folder, write_new_file};
use crate::failure::Failure;

const BOTH: [Replacing; 2] = [Replacing::AtOnce, Replacing::InPlace];

fn files(of: &[(&str, &str)]) -> Vec<Written> {
    of.iter().map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec())).collect()
}

fn write_set(out: &Path, of: &[(&str, &str)], replacing: Replacing) -> Result<(), Failure> {
    Outputs::claim(out, &Sources::default())?.replace(FileSet::Paper, &files(of), replacing)
}

/// Every file under `folder` that is not hidden, with what it holds.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(place) = waiting.pop() {
        for entry in fs::read_dir(place).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !path.is_symlink() {
                waiting.push(path);
            } else if !name.contains(".panel-") {
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

fn expected(of: &[(&str, &str)]) -> BTreeMap<String, String> {
    of.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn hidden(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.into_string().unwrap()).filter(|name| name.starts_with('.')).collect()
}

fn there() -> (TempDir, PathBuf) {
    let kept = tempfile::tempdir().unwrap();
    let out = kept.path().join("out");
    (kept, out)
}

#[test]
fn a_later_set_takes_the_place_of_an_earlier_one() {
    for replacing in BOTH {
        let (kept, out) = there();
        write_set(&out, &[("a.json", "1"), ("exhibits/x.svg", "x")], replacing).unwrap();
        write_set(&out, &[("a.json", "2"), ("exhibits/y.svg", "y")], replacing).unwrap();
        assert_eq!(contents(&out), expected(&[("a.json", "2"), ("exhibits/y.svg", "y")]));
        assert_eq!(hidden(kept.path()), Vec::<String>::new(), "nothing is left beside it");
    }
}

#[test]
fn another_set_in_the_same_folder_is_left() {
    let (_kept, out) = there();
    write_set(&out, &[("paper.pdf", "1")], Replacing::AtOnce).unwrap();
    let mut outputs = Outputs::claim(&out, &Sources::default()).unwrap();
    outputs.replace(FileSet::Draft, &files(&[("draft.pdf", "d")]), Replacing::AtOnce).unwrap();
    drop(outputs);
    write_set(&out, &[("paper.pdf", "2")], Replacing::AtOnce).unwrap();
    assert_eq!(contents(&out), expected(&[("draft.pdf", "d"), ("paper.pdf", "2")]));
}

#[test]
fn what_is_not_ours_is_neither_replaced_nor_taken_away() {
    for replacing in BOTH {
        let (_kept, out) = there();
        fs::create_dir_all(out.join("exhibits")).unwrap();
        for name in ["exhibits/holiday.png", "notes.txt", "waits"] {
            fs::write(out.join(name), "mine").unwrap();
        }
        write_set(&out, &[("a.json", "1"), ("exhibits/x.svg", "x")], replacing).unwrap();
        write_set(&out, &[("a.json", "2")], replacing).unwrap();
        let mine = [("a.json", "2"), ("exhibits/holiday.png", "mine"), ("notes.txt", "mine")];
        assert_eq!(contents(&out), expected(&[&mine[..], &[("waits", "mine")]].concat()));
        let refused = write_set(&out, &[("a.json", "3"), ("notes.txt", "ours")], replacing);
        assert!(
            matches!(refused, Err(Failure::Occupied(paths)) if paths == [out.join("notes.txt")])
        );
        assert_eq!(contents(&out)["a.json"], "2", "all or nothing");
    }
}

#[test]
fn a_folder_in_place_of_the_manifest_is_left_alone() {
    for replacing in BOTH {
        let (_kept, out) = there();
        fs::create_dir_all(out.join(super::manifest::NAME)).unwrap();
        let refused = write_set(&out, &[("a.json", "1")], replacing);
        assert!(matches!(refused, Err(Failure::Occupied(_))), "{refused:?}");
        assert!(!out.join("a.json").exists(), "all or nothing");
    }
}

#[test]
fn a_file_of_ours_that_somebody_changed_is_theirs() {
    for replacing in BOTH {
        let (_kept, out) = there();
        write_set(&out, &[("a.json", "1"), ("b.json", "1")], replacing).unwrap();
        fs::write(out.join("a.json"), "with comments").unwrap();
        assert!(matches!(
            write_set(&out, &[("a.json", "2")], replacing),
            Err(Failure::Occupied(_))
        ));
        // One that is written no longer is left.
        write_set(&out, &[("b.json", "2")], replacing).unwrap();
        assert_eq!(contents(&out), expected(&[("a.json", "with comments"), ("b.json", "2")]));
    }
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_and_nothing_special_is_opened() {
    use std::os::unix::fs::symlink;
    for replacing in BOTH {
        let (kept, out) = there();
        let pictures = kept.path().join("pictures");
        fs::create_dir_all(&pictures).unwrap();
        fs::write(pictures.join("x.svg"), "mine").unwrap();
        fs::create_dir_all(&out).unwrap();
        symlink(&pictures, out.join("exhibits")).unwrap();
        symlink(pictures.join("x.svg"), out.join("a.json")).unwrap();
        for set in [[("exhibits/x.svg", "x")], [("a.json", "1")]] {
            assert!(matches!(write_set(&out, &set, replacing), Err(Failure::Occupied(_))));
        }
        // Links in nobody's way are carried over as links.
        write_set(&out, &[("b.json", "1")], replacing).unwrap();
        assert!(out.join("exhibits").is_symlink() && out.join("a.json").is_symlink());
        assert_eq!(contents(&pictures), expected(&[("x.svg", "mine")]));
    }
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for replacing in BOTH {
        let (_kept, out) = there();
        write_set(&out, &[("a.json", "1")], replacing).unwrap();
        fs::set_permissions(out.join("a.json"), fs::Permissions::from_mode(0o600)).unwrap();
        fs::set_permissions(&out, fs::Permissions::from_mode(0o700)).unwrap();
        write_set(&out, &[("a.json", "2"), ("b.json", "2")], replacing).unwrap();
        assert_eq!((mode(&out.join("a.json")), mode(&out)), (0o600, 0o700));
    }
    let (kept, _) = there();
    let secret = kept.path().join("secret.csv");
    fs::write(&secret, "1").unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
    journal::change_files(kept.path(), &files(&[("secret.csv", "2")])).unwrap();
    assert_eq!((mode(&secret), fs::read_to_string(&secret).unwrap()), (0o600, "2".to_owned()));
}

#[test]
fn what_is_as_it_should_be_is_not_written_again() {
    let (_kept, out) = there();
    let set = [("a.json", "1"), ("exhibits/x.svg", "x")];
    write_set(&out, &set, Replacing::AtOnce).unwrap();
    let modified = |name: &str| fs::metadata(out.join(name)).unwrap().modified().unwrap();
    let before = (modified(""), modified("a.json"));
    write_set(&out, &set, Replacing::AtOnce).unwrap();
    assert_eq!((modified(""), modified("a.json")), before);
}

#[test]
fn what_a_killed_command_left_beside_a_folder_is_cleared() {
    let (kept, out) = there();
    write_set(&out, &[("a.json", "1")], Replacing::AtOnce).unwrap();
    for stray in [".panel-out-new", ".panel-out-old"] {
        fs::create_dir_all(kept.path().join(stray).join("exhibits")).unwrap();
        fs::write(kept.path().join(stray).join("exhibits/half.svg"), "<sv").unwrap();
    }
    write_set(&out, &[("a.json", "2")], Replacing::AtOnce).unwrap();
    assert_eq!(contents(&out), expected(&[("a.json", "2")]));
    assert_eq!(hidden(kept.path()), Vec::<String>::new());
}

#[test]
fn a_new_folder_is_made_once() {
    let (kept, folder) = there();
    let set = files(&[("panel.toml", "1"), ("returns/counts.csv", "2")]);
    make_folder(&folder, &set).unwrap();
    // The command that was stopped before it could say so.
    make_folder(&folder, &set).unwrap();
    let other = files(&[("panel.toml", "2")]);
    assert!(matches!(make_folder(&folder, &other), Err(Failure::Occupied(_))));
    assert_eq!(contents(&folder)["panel.toml"], "1");
    assert_eq!(hidden(kept.path()), Vec::<String>::new());
}

#[test]
fn a_single_file_of_the_users_is_not_replaced() {
    let (kept, _) = there();
    let path = kept.path().join("counts.csv");
    write_new_file(&path, b"1").unwrap();
    write_new_file(&path, b"1").unwrap();
    assert!(matches!(write_new_file(&path, b"2"), Err(Failure::Occupied(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "1");
}
