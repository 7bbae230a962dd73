//! The quarters that the suite runs over, each read, judged and composed once a binary.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use panel_companions::Companion;
use panel_core::{Fault, ScreenedRows, Severity, Terms};
use panel_quarter::{JudgedQuarter, QuarterReading};
use panel_report::{Composition, Material, Typesetting, compose};

/// A quarter, composed and typeset.
pub(crate) struct Quarter {
    /// The name of its folder.
    pub(crate) name: String,
    /// Its terms.
    pub(crate) terms: Terms,
    /// Its rows.
    pub(crate) rows: ScreenedRows,
    /// Its view model.
    pub(crate) composition: Composition,
    /// What stands beside the paper.
    pub(crate) companions: Vec<Companion>,
    /// Its pages.
    pub(crate) typesetting: Typesetting,
}

impl Quarter {
    /// The bytes of a companion.
    pub(crate) fn companion(&self, name: &str) -> &[u8] {
        let found = self.companions.iter().find(|companion| companion.name == name);
        &found.unwrap_or_else(|| panic!("no {name}")).bytes
    }
}

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The folders of every quarter: those of `reports`, and the fictional one of the fixtures.
pub(crate) fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<_> = root()
        .join("reports")
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("panel.toml").is_file())
        .collect();
    folders.sort();
    folders.push(root().join("tests/fixtures/tiny-quarter"));
    folders
}

/// Every quarter, in the order of [`folders`].
pub(crate) fn all() -> &'static [Quarter] {
    static QUARTERS: OnceLock<Vec<Quarter>> = OnceLock::new();
    QUARTERS.get_or_init(|| folders().iter().map(|folder| load(folder)).collect())
}

/// Reads, judges, composes and typesets the quarter in `folder`.
pub(crate) fn load(folder: &Path) -> Quarter {
    let (terms, rows, composition) = composed(folder);
    let companions = panel_companions::of(&composition, &rows).unwrap();
    let attachments = panel_companions::attachments(&companions);
    let typesetting = composition.typeset(attachments).unwrap();
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    Quarter { name, terms, rows, composition, companions, typesetting }
}

/// Reads, judges and composes the quarter in `folder`.
pub(crate) fn composed(folder: &Path) -> (Terms, ScreenedRows, Composition) {
    judged(folder, |material, faults| {
        let errors: Vec<_> =
            faults.iter().filter(|fault| fault.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", folder.display());
        let composition = compose(material).unwrap();
        (material.terms.clone(), material.rows.clone(), composition)
    })
}

/// Reads and judges the quarter in `folder`, and gives what `uses` makes of it and of its faults.
pub(crate) fn judged<T>(folder: &Path, uses: impl FnOnce(Material<'_>, Vec<Fault>) -> T) -> T {
    let mut judged = judge(folder).unwrap();
    let faults = std::mem::take(&mut judged.faults);
    uses(judged.material(), faults)
}

/// Reads and judges the quarter in `folder`, or gives every fault.
pub(crate) fn judge(folder: &Path) -> Result<JudgedQuarter, Vec<Fault>> {
    QuarterReading::read(folder, panel_plan::linked().unwrap()).judge()
}
