//! What was interrupted is ended by whoever comes next, as far as it leads nowhere else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::super::Written;
use super::super::journal::{self, Recovered};
use super::super::lock::Access;
use super::super::outputs::{FileSet, Outputs, Replacing, Sources};
use super::{contents, expected, files, hidden, there, write_set};
use crate::failure::Failure;

/// What a command that goes on has remembered of its changes.
fn remembered(folder: &Path) -> PathBuf {
    let names = hidden(folder).into_iter();
    let mut found = names.filter(|name| name.starts_with(".panel-journal-done"));
    folder.join(found.next().unwrap())
}

/// A folder in which a command was killed after it had made its changes certain, and had carried out
/// the first `done` of them.
fn interrupted(done: usize) -> (TempDir, Vec<Written>) {
    let kept = tempfile::tempdir().unwrap();
    let before = files(&[("a.toml", "1"), ("returns/b.csv", "1")]);
    let after = files(&[("a.toml", "2"), ("returns/b.csv", "2"), ("returns/received/c.csv", "2")]);
    journal::change_files(kept.path(), &before).unwrap();
    journal::change_files_for(kept.path(), &after, "receive").unwrap();
    let certain = kept.path().join(".panel-journal");
    fs::rename(remembered(kept.path()), &certain).unwrap();
    for (index, (path, bytes)) in after.iter().enumerate().skip(done) {
        fs::write(certain.join(index.to_string()), bytes).unwrap();
        match before.iter().find(|(other, _)| other == path) {
            Some((_, bytes)) => fs::write(kept.path().join(path), bytes).unwrap(),
            None => fs::remove_file(kept.path().join(path)).unwrap(),
        }
    }
    (kept, after)
}

#[test]
fn whoever_comes_next_ends_what_was_certain() {
    for access in [Access::Read, Access::Write] {
        for done in 0..=3 {
            let (kept, after) = interrupted(done);
            drop(journal::enter(kept.path(), access).unwrap());
            for (path, bytes) in &after {
                assert_eq!(fs::read(kept.path().join(path)).unwrap(), *bytes, "{done} were done");
            }
            assert_eq!(journal::recovered(kept.path(), "receive"), Recovered::SameCommand);
            assert_eq!(journal::recovered(kept.path(), "approve"), Recovered::Nothing);
        }
    }
}

#[test]
fn a_quarter_in_a_folder_that_was_changed_is_ended_as_well() {
    let (kept, after) = interrupted(1);
    drop(journal::enter(&kept.path().join("returns"), Access::Read).unwrap());
    assert_eq!(fs::read(kept.path().join("returns/b.csv")).unwrap(), after[1].1);
}

#[test]
fn what_was_not_certain_counts_for_nothing() {
    let kept = tempfile::tempdir().unwrap();
    journal::change_files(kept.path(), &files(&[("a.toml", "1")])).unwrap();
    let begun = kept.path().join(".panel-journal-begun");
    fs::create_dir(&begun).unwrap();
    fs::write(begun.join("0"), "2").unwrap();
    drop(journal::enter(kept.path(), Access::Read).unwrap());
    assert_eq!(contents(kept.path()), expected(&[("a.toml", "1")]));
    drop(journal::enter(kept.path(), Access::Write).unwrap());
    assert_eq!(hidden(kept.path()), Vec::<String>::new());
}

#[test]
fn a_journal_that_leads_elsewhere_is_not_followed() {
    let kept = tempfile::tempdir().unwrap();
    let certain = kept.path().join("quarter/.panel-journal");
    fs::create_dir_all(&certain).unwrap();
    fs::write(certain.join("0"), "evil").unwrap();
    let elsewhere = kept.path().join("victim");
    for place in [Path::new("../victim"), &elsewhere, Path::new("")] {
        let list = serde_json::json!({ "command": "", "places": [place] });
        fs::write(certain.join("list.json"), list.to_string()).unwrap();
        let entered = journal::enter(&kept.path().join("quarter"), Access::Read);
        assert!(matches!(entered, Err(Failure::Write { .. })), "{}", place.display());
    }
    assert!(!elsewhere.exists());
}

#[test]
fn an_edit_after_the_interruption_is_kept() {
    let (kept, after) = interrupted(1);
    fs::write(kept.path().join("returns/b.csv"), "edited by hand").unwrap();
    drop(journal::enter(kept.path(), Access::Read).unwrap());
    let text = |name: &str| fs::read_to_string(kept.path().join(name)).unwrap();
    assert_eq!(text("returns/b.csv").as_bytes(), after[1].1);
    assert_eq!(text("returns/b.csv.edited"), "edited by hand");
}

#[cfg(unix)]
#[test]
fn a_place_behind_a_link_is_refused_before_anything_changes() {
    let kept = tempfile::tempdir().unwrap();
    let quarter = kept.path().join("quarter");
    fs::create_dir_all(&quarter).unwrap();
    fs::create_dir(kept.path().join("victim")).unwrap();
    std::os::unix::fs::symlink("../victim", quarter.join("l")).unwrap();
    let change = files(&[("a.toml", "1"), ("l/evil", "2")]);
    assert!(journal::change_files(&quarter, &change).is_err());
    assert!(!quarter.join("a.toml").exists() && !kept.path().join("victim/evil").exists());
    // Nor where a journal that came along says so.
    let certain = quarter.join(".panel-journal");
    fs::create_dir(&certain).unwrap();
    fs::write(certain.join("0"), "evil").unwrap();
    fs::write(certain.join("list.json"), r#"{"command":"","places":["l/evil"]}"#).unwrap();
    assert!(journal::enter(&quarter, Access::Read).is_err());
    assert!(!kept.path().join("victim/evil").exists());
}

#[test]
fn a_change_of_nothing_leaves_nothing() {
    let kept = tempfile::tempdir().unwrap();
    journal::change_files(kept.path(), &files(&[("a.toml", "1")])).unwrap();
    journal::change_files(kept.path(), &files(&[("a.toml", "1")])).unwrap();
    assert_eq!(hidden(kept.path()), Vec::<String>::new());
}

#[test]
fn what_was_done_is_remembered_until_nothing_is_left_of_it() {
    let kept = tempfile::tempdir().unwrap();
    let change = files(&[("a.toml", "1"), ("b.toml", "1")]);
    journal::change_files_for(kept.path(), &change, "new priority").unwrap();
    let state = || journal::recovered(kept.path(), "new priority");
    assert_eq!(journal::recovered(kept.path(), "new quarter"), Recovered::Nothing);
    // Stopped while it forgets: all that it held is gone, and the folder alone is there still.
    for file in fs::read_dir(remembered(kept.path())).unwrap() {
        fs::remove_file(file.unwrap().path()).unwrap();
        assert_eq!(state(), Recovered::SameCommand);
    }
    drop(journal::enter(kept.path(), Access::Write).unwrap());
    assert_eq!(state(), Recovered::SameCommand);
    journal::forget(kept.path(), "new priority").unwrap();
    assert_eq!((state(), hidden(kept.path())), (Recovered::Nothing, Vec::new()));
}

#[test]
fn outputs_beside_the_users_files_are_of_one_set_after_an_interruption() {
    const MANIFEST: &str = ".panel-manifest.json";
    let (first, second) = (
        [("a.json", "1"), ("exhibits/x.svg", "x"), ("z.pdf", "1")],
        [("a.json", "2"), ("exhibits/y.svg", "y"), ("z.pdf", "2")],
    );
    let prepared = |sets: &[&[(&str, &str)]]| {
        let (kept, out) = there();
        fs::create_dir(&out).unwrap();
        fs::write(out.join("notes.txt"), "mine").unwrap();
        for set in sets {
            write_set(&out, set, Replacing::AtOnce).unwrap();
        }
        (kept, out)
    };
    let (_other, new) = prepared(&[&first, &second]);
    let mut after = files(&second);
    after.insert(0, (MANIFEST.into(), fs::read(new.join(MANIFEST)).unwrap()));
    let gone = BTreeSet::from([PathBuf::from("exhibits/x.svg")]);
    for carried_out in 0..=after.len() + 1 {
        let (kept, out) = prepared(&[&first]);
        journal::commit(&out, &after, &gone, "").unwrap();
        let certain = out.join(".panel-journal");
        for (index, (path, _)) in after.iter().enumerate().take(carried_out) {
            fs::rename(certain.join(index.to_string()), out.join(path)).unwrap();
        }
        if carried_out > after.len() {
            fs::remove_file(out.join("exhibits/x.svg")).unwrap();
        }
        drop(Outputs::claim(&out, &Sources::default()).unwrap());
        assert_eq!(contents(&out), contents(&new), "{carried_out} were carried out");
        assert_eq!(hidden(&out), [MANIFEST]);
        // They are ours as before.
        write_set(&out, &[("a.json", "3")], Replacing::AtOnce).unwrap();
        assert_eq!(contents(&out), expected(&[("a.json", "3"), ("notes.txt", "mine")]));
        assert_eq!(hidden(kept.path()), Vec::<String>::new());
    }
    // One that was not certain leaves the old set.
    let (_kept, out) = prepared(&[&first]);
    let begun = out.join(".panel-journal-begun");
    fs::create_dir(&begun).unwrap();
    fs::write(begun.join("0"), "2").unwrap();
    let before = contents(&out);
    let mut outputs = Outputs::claim(&out, &Sources::default()).unwrap();
    assert_eq!((contents(&out), hidden(&out)), (before, vec![MANIFEST.to_owned()]));
    outputs.replace(FileSet::Paper, &files(&second), Replacing::InPlace).unwrap();
    assert_eq!(contents(&out), contents(&new));
}

#[test]
fn what_is_written_while_outputs_wait_for_their_places_is_kept() {
    let (_kept, out) = there();
    write_set(&out, &[("a.json", "1"), ("b.json", "1")], Replacing::InPlace).unwrap();
    let gone = BTreeSet::from([PathBuf::from("b.json")]);
    journal::commit(&out, &files(&[("a.json", "2")]), &gone, "").unwrap();
    for name in ["a.json", "b.json"] {
        fs::write(out.join(name), "mine").unwrap();
    }
    // From another time.
    fs::write(out.join("a.json.edited"), "mine too").unwrap();
    drop(journal::enter(&out, Access::Read).unwrap());
    let kept = [
        ("a.json", "2"),
        ("a.json.edited", "mine too"),
        ("a.json.edited-2", "mine"),
        ("b.json", "mine"),
    ];
    assert_eq!(contents(&out), expected(&kept));
}

#[cfg(unix)]
#[test]
fn a_link_that_stays_in_the_folder_is_written_through() {
    use std::os::unix::fs::symlink;
    let kept = tempfile::tempdir().unwrap();
    let quarter = kept.path().join("quarter");
    fs::create_dir_all(quarter.join("shared")).unwrap();
    fs::write(quarter.join("shared/awaited.toml"), "1").unwrap();
    symlink("shared/awaited.toml", quarter.join("awaited.toml")).unwrap();
    symlink("shared", quarter.join("returns")).unwrap();
    let change = files(&[("awaited.toml", "2"), ("returns/new/counts.csv", "2")]);
    journal::change_files(&quarter, &change).unwrap();
    assert!(quarter.join("awaited.toml").is_symlink() && quarter.join("returns").is_symlink());
    let shared = contents(&quarter.join("shared"));
    assert_eq!(shared, expected(&[("awaited.toml", "2"), ("new/counts.csv", "2")]));
    // Two names of one file that are to hold different things are a contradiction.
    let change = files(&[("awaited.toml", "3"), ("returns/awaited.toml", "4")]);
    assert!(matches!(journal::change_files(&quarter, &change), Err(Failure::Linked { .. })));
    assert_eq!(contents(&quarter.join("shared")), shared);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_or_nowhere_is_refused_and_left() {
    use std::os::unix::fs::symlink;
    for target in ["../elsewhere.toml", "../none.toml", "none.toml", "awaited.toml"] {
        let kept = tempfile::tempdir().unwrap();
        let quarter = kept.path().join("quarter");
        fs::create_dir(&quarter).unwrap();
        fs::write(kept.path().join("elsewhere.toml"), "mine").unwrap();
        symlink(target, quarter.join("awaited.toml")).unwrap();
        let change = files(&[("counts.csv", "2"), ("awaited.toml", "2")]);
        let refused = journal::change_files(&quarter, &change);
        assert!(matches!(refused, Err(Failure::Linked { .. })), "{target}: {refused:?}");
        assert!(quarter.join("awaited.toml").is_symlink() && !quarter.join("counts.csv").exists());
        assert_eq!(fs::read_to_string(kept.path().join("elsewhere.toml")).unwrap(), "mine");
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn a_file_keeps_its_attributes() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("counts.csv");
    fs::write(&file, "1").unwrap();
    let (name, value) = ("user.panel.comment", b"checked by the unit");
    // Not every drive has them.
    if setxattr(&file, name, value, XattrFlags::empty()).is_err() {
        return;
    }
    journal::change_files(kept.path(), &files(&[("counts.csv", "2")])).unwrap();
    let mut found = [0; 64];
    let length = getxattr(&file, name, &mut found[..]).unwrap();
    assert_eq!((&found[..length], fs::read(&file).unwrap().as_slice()), (&value[..], &b"2"[..]));
}
