//! Records through the command line: SP4's families, from the template to the figure that is counted.

use std::fs;
use std::path::{Path, PathBuf};

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};
use tempfile::TempDir;

use super::panel::{Copied, panel};
use crate::quarters::root;

const PROGRAMME: &str = "Troubled/Supported Families programme";

/// Made-up families: of two in the City one reduced its rate, and one in the County did.
pub(super) const FAMILIES: &str = "family,authority,anti_social_behaviour,offences_by_minors\n\
    TF-1001,city,2013-11-02 2014-01-05,2013-12-01\n\
    TF-1002,City,2014-01-05 2014-05-05,2013-12-01\n\
    tf-1003 ,county,\"2013-11-02, 2014-01-05\",\n";

const TABLE: &str = "returns/received/troubled-supported-families-programme-families.csv";

/// A quarter in which the programme returns its families, and a key file outside it.
pub(super) struct Families {
    copied: Copied,
    outside: TempDir,
}

impl Families {
    pub(super) fn new() -> Self {
        let copied = Copied::quarter();
        let plan = copied.text("../plan.toml");
        let owes = "returns = [\"families/*\"]";
        assert!(plan.contains(owes));
        copied.write(
            "../plan.toml",
            plan.replacen(owes, &format!("{owes}\nrecords = [\"families\"]"), 1),
        );
        // What is counted is not returned as a figure as well.
        let figures = copied.text("returns/figures.csv");
        let others = figures.split_inclusive('\n');
        let others = others.filter(|row| !row.starts_with("families/engaged"));
        copied.write("returns/figures.csv", others.collect::<String>());
        let outside = tempfile::tempdir().unwrap();
        let families = Self { copied, outside };
        fs::write(families.keys(), "c0ffee000102030405060708090a0b0c").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(families.keys(), fs::Permissions::from_mode(0o600)).unwrap();
        }
        families
    }

    pub(super) fn copied(&self) -> &Copied {
        &self.copied
    }

    pub(super) fn outside(&self) -> &Path {
        self.outside.path()
    }

    pub(super) fn keys(&self) -> PathBuf {
        self.outside().join("keys")
    }

    pub(super) fn receive(&self, text: &str, more: &[&str]) -> assert_cmd::Command {
        let sent = self.outside.path().join("families.csv");
        fs::write(&sent, text).unwrap();
        let mut command = panel(&["returns", "receive"]);
        command.arg(self.copied.folder()).arg(sent);
        command.args(["--from", PROGRAMME, "--received", "2014-11-20"]).args(more);
        command
    }

    fn with_keys(&self, text: &str) -> assert_cmd::Command {
        let keys = self.keys();
        let covers = ["--covers", "2013-10/2014-09", "--key-file", keys.to_str().unwrap()];
        self.receive(text, &covers)
    }
}

#[test]
fn a_partner_that_returns_records_is_given_a_sheet_of_them() {
    let families = Families::new();
    let mut command = panel(&["returns", "template"]);
    command.arg(families.copied.folder());
    command.assert().code(0).stdout(contains("  records of Families, no day is set"));
}

#[test]
fn every_partner_of_the_example_is_given_its_tables() {
    let out = tempfile::tempdir().unwrap();
    let mut command = panel(&["returns", "template"]);
    command.arg(root().join("reports/example-anyshire")).arg("--out").arg(out.path());
    command
        .assert()
        .code(0)
        .stdout(contains("Families").and(contains("return-2025-26-q2-anyshire-probation.xlsx")))
        .stderr(is_empty());
}

#[test]
fn families_are_filed_as_keys_and_counted() {
    let families = Families::new();
    families
        .with_keys(FAMILIES)
        .assert()
        .code(0)
        .stdout(contains("Filed: 3 records of Families, in"))
        .stdout(contains(
            "Covered: Families holds every record from October 2013 to September 2014",
        ))
        .stdout(contains("TF-100").not())
        .stderr(is_empty());
    let table = families.copied.text(TABLE);
    assert_eq!(table.lines().count(), 4);
    assert!(!table.to_uppercase().contains("TF-100"), "{table}");
    families.copied.panel("check", &[]).assert().code(0);
    families
        .copied
        .panel("explain", &["sp4.reduced_rate_city"])
        .assert()
        .code(0)
        .stdout(contains("1 of 2").and(contains(TABLE)));
    // The same again changes nothing.
    let before = families.copied.contents();
    let again = families.with_keys(FAMILIES).assert().code(0);
    drop(again.stdout(contains("Unchanged: 3 records of Families as before")));
    assert!(families.copied.contents() == before);
}

#[test]
fn records_that_come_after_an_approval_name_the_rows_that_wait_again() {
    let families = Families::new();
    let copied = families.copied();
    let plan = copied.text("../plan.toml");
    let named = format!("name = \"{PROGRAMME}\"\n");
    assert!(plan.contains(&named));
    copied
        .write("../plan.toml", plan.replacen(&named, &format!("{named}board = \"A board\"\n"), 1));
    let table = "troubled-supported-families-programme-families";
    let folder = copied.folder();
    let next =
        format!("panel returns approve {} {table} --by \"A board\" --on DAY", folder.display());
    let waits = "No longer in the paper until it is approved again";
    let first = families.with_keys(FAMILIES).assert().code(0);
    first.stdout(contains(next.clone()).and(contains(waits).not()));
    let approve = || {
        let mut command = panel(&["returns", "approve"]);
        command.arg(&folder).args([table, "--by", "A board", "--on", "2014-11-27"]);
        command.assert().code(0);
    };
    approve();
    // Nothing new changes nothing.
    families.with_keys(FAMILIES).assert().code(0).stdout(contains(waits).not());
    let more = format!("{FAMILIES}TF-1004,county,2013-11-02,2013-12-01\n");
    let rows = "every figure counted from Families: sp4.families_engaged, sp4.reduced_rate";
    families.with_keys(&more).assert().code(0).stdout(contains(rows).and(contains(next)));
    // What binds such a figure is not to be taken out: it waits for the board.
    let prose = copied.text("narrative/sp4.md");
    copied.write(
        "narrative/sp4.md",
        format!("{prose}\n\n{{{{ sp4.families_engaged.latest }}}} take part.\n"),
    );
    let said = "note the board's approval with `panel returns approve`";
    copied.panel("check", &[]).assert().code(3).stderr(contains(said));
    approve();
    copied.panel("check", &[]).assert().code(0);
}

#[test]
fn without_a_key_file_or_months_nothing_is_filed() {
    let families = Families::new();
    let before = families.copied.contents();
    families
        .receive(FAMILIES, &[])
        .assert()
        .code(3)
        .stdout(is_empty())
        .stderr(contains("receive::no_key_file").and(contains("panel returns new-key FILE")))
        .stderr(contains("receive::no_covers").and(contains("--covers 2024-04/2025-09")))
        .stderr(contains("nothing was written"));
    assert!(families.copied.contents() == before);
}

#[test]
fn a_key_file_that_is_missing_or_inside_the_quarter_is_refused() {
    let families = Families::new();
    let refused = |path: &std::path::Path| {
        let path = path.to_str().unwrap();
        families
            .receive(FAMILIES, &["--covers", "2013-10/2014-09", "--key-file", path])
            .assert()
            .code(3)
            .stdout(is_empty())
    };
    refused(&families.outside.path().join("none")).stderr(contains("file::missing"));
    families.copied.write("returns/keys", fs::read(families.keys()).unwrap());
    refused(&families.copied.path("returns/keys")).stderr(contains("receive::key_file_inside"));
}

#[test]
fn no_fault_shows_the_number_of_a_family() {
    let families = Families::new();
    let wrong = FAMILIES.replace("2014-05-05", "2014-15-05").replace("county", "shire");
    families
        .with_keys(&wrong)
        .assert()
        .code(3)
        .stderr(
            contains("`2014-15-05` is not a day").and(contains("a text like `aaaaa` is not known")),
        )
        .stderr(contains("1002").not().and(contains("1003").not()));
    // Nor does `panel check` of a table that somebody filed by hand.
    families.with_keys(FAMILIES).assert().code(0);
    let table = families.copied.text(TABLE);
    let mut lines: Vec<_> = table.lines().map(str::to_owned).collect();
    let rest = lines[1].split_once(',').unwrap().1.to_owned();
    lines[1] = format!("TF-1001,{rest}");
    families.copied.write(TABLE, lines.join("\n"));
    families
        .copied
        .panel("check", &[])
        .assert()
        .code(3)
        .stderr(contains("records::open_key"))
        .stderr(contains("TF-1001").not());
}
