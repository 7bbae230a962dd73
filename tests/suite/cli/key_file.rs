//! The key file of records: made by `panel returns new-key`, and refused where it could be guessed or
//! found.

use std::fs;
use std::path::Path;

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};

use super::panel::panel;
use super::records::{FAMILIES, Families};

/// Receives families with this key file.
fn receive(families: &Families, keys: &Path) -> assert_cmd::assert::Assert {
    let covers = ["--covers", "2013-10/2014-09", "--key-file", keys.to_str().unwrap()];
    families.receive(FAMILIES, &covers).assert()
}

fn new_key(path: &Path) -> assert_cmd::assert::Assert {
    panel(&["returns", "new-key"]).arg(path).assert()
}

#[test]
fn a_new_key_file_is_random_private_and_used() {
    let families = Families::new();
    let path = families.outside().join("new");
    new_key(&path).code(0).stdout(contains("Next: give it with --key-file")).stderr(is_empty());
    let bytes = fs::read(&path).unwrap();
    assert_eq!(bytes.len(), 32);
    let other = families.outside().join("other");
    drop(new_key(&other).code(0));
    assert_ne!(fs::read(&other).unwrap(), bytes);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    drop(receive(&families, &path).code(0).stderr(is_empty()));
}

#[test]
fn a_key_file_is_never_replaced_nor_made_beside_keys_or_in_a_repository() {
    let families = Families::new();
    let path = families.outside().join("new");
    fs::write(&path, "something").unwrap();
    new_key(&path).code(2).stderr(contains("is never replaced")).stdout(is_empty());
    assert_eq!(fs::read(&path).unwrap(), b"something");
    let quarter = families.copied().path("returns/new");
    new_key(&quarter).code(2).stderr(contains("lies in the quarter"));
    let repository = families.outside().join("repository");
    fs::create_dir_all(repository.join(".git")).unwrap();
    fs::create_dir(repository.join("folder")).unwrap();
    let inside = repository.join("folder/new");
    new_key(&inside).code(2).stderr(contains("lies in the git repository"));
    assert!(!inside.exists() && !quarter.exists());
    drop(new_key(&families.outside().join("no/folder")).code(5));
}

#[test]
fn a_key_file_that_could_be_guessed_is_refused_with_its_reason() {
    let families = Families::new();
    let path = families.outside().join("weak");
    for (bytes, code) in [
        (b"fifteen bytes.\n".to_vec(), "receive::key_file_short"),
        (vec![0; 31], "receive::key_file_short"),
        (vec![0; 32], "receive::key_file_weak"),
        (b"passwordpasswordpasswordpassword".to_vec(), "receive::key_file_weak"),
        (b"our secret of the second quarter, 2014".to_vec(), "receive::key_file_weak"),
    ] {
        fs::write(&path, bytes).unwrap();
        let refused = receive(&families, &path).code(3).stdout(is_empty());
        refused.stderr(contains(code).and(contains("panel returns new-key FILE")));
    }
}

#[test]
fn a_key_file_in_a_repository_is_refused_unless_git_ignores_it() {
    let families = Families::new();
    let repository = families.outside().join("repository");
    fs::create_dir(&repository).unwrap();
    let git = std::process::Command::new("git").args(["init", "--quiet"]).arg(&repository).status();
    assert!(git.unwrap().success());
    let path = repository.join("keys");
    fs::copy(families.keys(), &path).unwrap();
    let refused = receive(&families, &path).code(3).stdout(is_empty());
    refused.stderr(contains("receive::key_file_in_repository"));
    fs::write(repository.join(".gitignore"), "keys\n").unwrap();
    let warned = receive(&families, &path).code(0).stdout(contains("Filed: 3 records"));
    warned.stderr(contains("receive::key_file_in_repository"));
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_can_read_is_warned_of() {
    use std::os::unix::fs::PermissionsExt as _;
    let families = Families::new();
    for mode in [0o644, 0o640, 0o660, 0o604] {
        fs::set_permissions(families.keys(), fs::Permissions::from_mode(mode)).unwrap();
        let warned = receive(&families, &families.keys()).code(0);
        warned.stderr(contains("receive::key_file_open").and(contains("chmod 600")));
    }
}
