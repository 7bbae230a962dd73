//! Assertions that every priority plugin shares.
//!
//! A plugin's one test is [`assert_conforms!`]: it checks what every plugin must keep and takes a
//! snapshot of the plugin's findings for every quarter under `reports`, which is what a reviewer
//! reads.

use std::path::{Path, PathBuf};

use panel_core::{Code, Plan};

mod counting;
mod reviewed;

pub use counting::{counted, counted_within, record_faults, records_of, records_within};
pub use reviewed::Reviewed;

#[doc(hidden)]
pub use insta as __insta;

/// Asserts that the plugin with this code, or the item with this name, keeps the rules of plugins, and
/// that its findings are those of its snapshots.
///
/// A macro, so that the snapshots stand in the plugin's own folder.
#[macro_export]
macro_rules! assert_conforms {
    ($owner:expr) => {{
        let subject = $crate::Subject::of($owner);
        subject.assert_rules(env!("CARGO_MANIFEST_DIR"));
        for quarter in $crate::quarters() {
            let Some(findings) = subject.findings(&quarter) else { continue };
            $crate::__insta::with_settings!({
                snapshot_suffix => $crate::name(&quarter),
                prepend_module_to_snapshot => false,
                omit_expression => true,
            }, {
                $crate::__insta::assert_yaml_snapshot!(subject.id(), findings);
            });
        }
    }};
}

/// What names a plugin: the code of a priority or the name of an item.
pub trait Owner {
    /// `sp12`, or the name of an item.
    fn id(&self) -> String;
}

impl Owner for Code {
    fn id(&self) -> String {
        Code::id(*self)
    }
}

impl Owner for &str {
    fn id(&self) -> String {
        (*self).to_owned()
    }
}

/// A plugin under test.
pub struct Subject {
    id: String,
    plan: Plan,
}

impl Subject {
    /// The plugin with this code or name.
    ///
    /// # Panics
    /// Where it is not registered, or registered twice.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "reads better at the call")]
    pub fn of(owner: impl Owner) -> Self {
        let id = owner.id();
        let plan = Plan::alone(&id);
        let plan = plan.unwrap_or_else(|| panic!("{id} is not registered exactly once"));
        Self { id, plan }
    }

    /// `sp12`, or the name of the item.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Asserts what every plugin must keep.
    ///
    /// # Panics
    /// Names the plugin and the rule that it breaks.
    pub fn assert_rules(&self, folder: &str) {
        let id = &self.id;
        assert!(Path::new(folder).join("README.md").is_file(), "{id} has no README.md");
        let mut seen = std::collections::BTreeSet::new();
        for (row, measure, _) in self.plan.measures() {
            let name = row.measure;
            let plain = name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
            assert!(plain && !name.is_empty(), "{row}: use small letters and underscores");
            assert!(seen.insert(name), "{row}: the name is taken twice");
            assert!(!measure.label().trim().is_empty(), "{row}: the label is empty");
            assert!(!measure.label().ends_with('.'), "{row}: a label has no full stop");
            assert!(!measure.needs().is_empty(), "{row}: a row reads at least one series");
        }
    }

    /// Its findings for the quarter in `folder`; `None` for a plugin without rows.
    ///
    /// # Panics
    /// Where the quarter's returns are at fault for this plugin.
    #[must_use]
    pub fn findings(&self, folder: &Path) -> Option<Vec<Reviewed>> {
        let needs = self.plan.needs();
        if needs.is_empty() {
            return None;
        }
        let reading = panel_returns::read_for_one(folder, &self.plan.asked());
        assert!(reading.faults.is_empty(), "{}: {}", self.id, listed(&reading.faults));
        let submission = reading.submission.as_ref()?;
        let (rows, errors) = self.plan.assess(&submission.returns, &submission.terms);
        assert!(errors.is_empty(), "{}", listed(&reading.faults_of(&errors)));
        // A reviewer sees what is judged; what a plan withholds is reviewed in the paper.
        let rows = rows.screen(&[], &[]);
        Some(rows.iter().map(Reviewed::of).collect())
    }
}

/// The folder of every quarter under `reports`, in order.
///
/// # Panics
/// Where there is none.
#[must_use]
pub fn quarters() -> Vec<PathBuf> {
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reports");
    let entries = reports.read_dir().unwrap_or_else(|error| panic!("no reports: {error}"));
    let mut folders: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("panel.toml").is_file())
        .collect();
    folders.sort();
    assert!(!folders.is_empty(), "there is no quarter under reports");
    folders
}

/// The name of a quarter's folder.
#[must_use]
pub fn name(quarter: &Path) -> String {
    quarter.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn listed(faults: &[panel_core::Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
