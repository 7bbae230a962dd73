//! What is not a plain file, or not where it should be, is refused at once.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "these are the files that are opened")]

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use panel_files::{Refused, open, open_within, read};

fn why(opened: Result<fs::File, Refused>) -> String {
    opened.map_or_else(|refused| refused.to_string(), |_| "opened".to_owned())
}

#[test]
fn only_plain_files_are_opened_whatever_the_way_to_them() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("plain"), "text").unwrap();
    fs::create_dir(at("folder")).unwrap();
    assert!(Command::new("mkfifo").arg(at("fifo")).status().unwrap().success());
    let _socket = UnixListener::bind(at("socket")).unwrap();
    for (name, says) in [
        ("plain", "opened"),
        ("folder", "this is a folder, and not a plain file"),
        ("fifo", "this is a pipe (fifo), and not a plain file"),
        ("socket", "this is a socket, and not a plain file"),
        ("none", "there is no such file"),
    ] {
        symlink(at(name), at(&format!("link-to-{name}"))).unwrap();
        for path in [at(name), at(&format!("link-to-{name}"))] {
            assert_eq!(why(open(&path)), says, "{}", path.display());
            assert_eq!(why(open_within(folder.path(), &path)), says, "{}", path.display());
        }
    }
    let device = "this is a device, and not a plain file";
    assert_eq!(why(open(Path::new("/dev/null"))), device);
}

#[test]
fn a_link_that_leads_out_of_the_folder_is_refused_wherever_it_stands_in_the_path() {
    let parent = tempfile::tempdir().unwrap();
    let at = |name: &str| parent.path().join(name);
    for name in ["quarter", "elsewhere"] {
        fs::create_dir(at(name)).unwrap();
        fs::write(at(name).join("counts.csv"), "text").unwrap();
    }
    symlink("counts.csv", at("quarter/within.csv")).unwrap();
    symlink(at("elsewhere/counts.csv"), at("quarter/out.csv")).unwrap();
    symlink(at("elsewhere"), at("quarter/returns")).unwrap();
    symlink("/dev/null", at("quarter/device.csv")).unwrap();
    symlink(at("quarter"), at("named")).unwrap();
    let out = "this is a link that leads out of its folder";
    for (path, says) in [
        ("quarter/counts.csv", "opened"),
        ("quarter/within.csv", "opened"),
        ("quarter/out.csv", out),
        ("quarter/returns/counts.csv", out),
        ("quarter/device.csv", out),
        ("quarter/../elsewhere/counts.csv", out),
        ("named/counts.csv", "opened"),
    ] {
        assert_eq!(why(open_within(&at("quarter"), &at(path))), says, "{path}");
        assert_eq!(why(open_within(&at("named"), &at(path))), says, "{path}");
    }
}

#[test]
fn no_more_is_read_than_is_allowed_whatever_length_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long");
    for (length, most, whole) in [(0, 0, true), (3, 3, true), (4, 3, false)] {
        fs::write(&path, vec![b'x'; length]).unwrap();
        let bytes = read(&open(&path).unwrap(), most);
        assert_eq!(bytes.map(|bytes| bytes.len()).ok(), whole.then_some(length), "{length}");
    }
    // Files under /proc say that they have no bytes.
    let made_up = Path::new("/proc/self/status");
    if made_up.exists() {
        let file = open(made_up).unwrap();
        assert!(matches!(read(&file, 10), Err(Refused::TooLong(10))));
        let file = open(made_up).unwrap();
        assert!(matches!(read(&file, 1_000_000), Err(Refused::Special(_))));
    }
}
