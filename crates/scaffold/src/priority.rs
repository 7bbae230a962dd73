//! A new priority: what is asked, and every file that it makes or changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use panel_core::{Code, Need, Plan, Priority};

use crate::row::{PlannedRow, is_heading};
use crate::{AskedRow, Existing, Refusal, Workspace, Written, awaited, partners, plugin, roster};

/// The longest name that a plugin may have.
const LONGEST: usize = 60;

/// What is asked for.
///
/// ```
/// use std::path::Path;
///
/// use panel_core::{Code, Entry, Plan, Priority};
/// use panel_scaffold::{AskedRow, NewPriority, Refusal};
/// # use panel_scaffold::{Existing, Workspace};
///
/// let asked = NewPriority {
///     number: 19,
///     slug: "cyber-crime".to_owned(),
///     title: "To reduce cyber crime".to_owned(),
///     rows: vec![AskedRow::parse("offences:lower")?],
///     partner: None,
/// };
/// assert_eq!(asked.package(), "sp19-cyber-crime");
/// let quarter = Path::new("reports/2014-15-q2");
/// assert_eq!(
///     asked.new_paths(&[quarter]),
///     [Path::new("plugins/sp19-cyber-crime"), &quarter.join("narrative/sp19.md")]
/// );
///
/// // The plan that is there has one priority, so that 19 would leave a hole in it.
/// static FIRST: Entry = Entry::Priority(Priority::named(Code::sp(1), "To keep Anyshire safe"));
/// let plan = Plan::of(vec![&FIRST]).map_err(|_| "no plan")?;
/// # let file = |path: &str, text: &str| Existing { path: path.into(), text: text.to_owned() };
/// # let workspace = Workspace {
/// #     manifest: file("crates/plan/Cargo.toml", "[dependencies]\n"),
/// #     code: file("crates/plan/src/lib.rs", "//! The roster.\n"),
/// #     plans: Vec::new(),
/// #     quarters: Vec::new(),
/// #     taken: Vec::new(),
/// # };
/// let refusals = asked.scaffold(&plan, &workspace).err().unwrap_or_default();
/// assert!(refusals.contains(&Refusal::NumberLeavesAHole { number: 19, next: 2 }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPriority {
    /// Its number in the plan.
    pub number: u8,
    /// What it is about, as the name of its folder: `cyber-crime`.
    pub slug: String,
    /// Its title, as the paper prints it.
    pub title: String,
    /// The rows of its widget.
    pub rows: Vec<AskedRow>,
    /// The partner who returns its figures, where the plan does not say so already.
    pub partner: Option<String>,
}

/// What a new priority begins with.
pub struct Scaffold {
    /// The name of its plugin.
    pub package: String,
    /// The priority as its plugin will register it.
    pub priority: &'static Priority,
    /// Files that are new.
    pub made: Vec<Written>,
    /// Files that were there.
    pub changed: Vec<Written>,
}

impl NewPriority {
    /// The folder of the plugin.
    #[must_use]
    pub fn package(&self) -> String {
        format!("sp{:02}-{}", self.number, self.slug)
    }

    /// The paths that must be free, from the root of the workspace.
    #[must_use]
    pub fn new_paths(&self, quarters: &[&Path]) -> Vec<std::path::PathBuf> {
        let plugin = Path::new("plugins").join(self.package());
        let narrative = quarters.iter().map(|folder| self.narrative(folder));
        std::iter::once(plugin).chain(narrative).collect()
    }

    fn narrative(&self, quarter: &Path) -> std::path::PathBuf {
        quarter.join("narrative").join(format!("{}.md", Code::sp(self.number).section_id()))
    }

    /// Every file that it makes or changes, for a workspace whose program has this plan.
    ///
    /// # Errors
    /// Every reason why not.
    pub fn scaffold(&self, plan: &Plan, workspace: &Workspace) -> Result<Scaffold, Vec<Refusal>> {
        let mut refusals = self.refusals(plan);
        let rows: Vec<_> = self.rows.iter().map(|row| row.planned(&self.slug)).collect();
        refusals.extend(clashes(&rows));
        // The files of the priority that has the number are in nobody's way.
        if !refusals.iter().any(|refusal| matches!(refusal, Refusal::NumberTaken { .. })) {
            refusals.extend(workspace.taken.iter().cloned().map(Refusal::Taken));
        }
        let package = self.package();
        let mut changed = Vec::new();
        let mut keep = |written: Result<Written, Refusal>| match written {
            Ok(written) => changed.push(written),
            Err(refusal) => refusals.push(refusal),
        };
        keep(roster::manifest(&workspace.manifest, &package));
        keep(roster::code(&workspace.code, &package));
        // What another row reads already has arrived, or is awaited.
        let known = plan.needs();
        let mut needs = needs(&rows);
        needs.retain(|need| !known.contains(need));
        let series: Vec<_> = needs.iter().map(|need| need.series.id()).collect();
        let assigned: Vec<_> = workspace
            .plans
            .iter()
            .map(|one| partners::assign(one, &series, self.partner.as_deref()))
            .collect();
        for (existing, assigned) in workspace.plans.iter().zip(&assigned) {
            match assigned {
                Ok(found) if found.text == existing.text => {}
                Ok(found) => keep(Ok(of(existing, &found.text))),
                Err(refusal) => keep(Err(refusal.clone())),
            }
        }
        for quarter in &workspace.quarters {
            let Some(Ok(found)) = assigned.get(quarter.plan) else { continue };
            let from = found.partners.iter().map(|one| one.as_deref().unwrap_or(&quarter.force));
            let entries: Vec<_> = needs
                .iter()
                .zip(from)
                .map(|(need, from)| awaited::Entry {
                    series: need.series.id(),
                    kind: need.kind,
                    period: None,
                    why: WHY,
                    from,
                    expected: None,
                })
                .collect();
            keep(awaited::with_entries(&quarter.awaited, &entries));
        }
        if !refusals.is_empty() {
            return Err(refusals);
        }
        let made = self.made(&package, &rows, workspace);
        let made = made.map_err(|error| vec![Refusal::Template(error.to_string())])?;
        Ok(Scaffold { package, priority: self.registered(&rows), made, changed })
    }

    fn made(
        &self,
        package: &str,
        rows: &[PlannedRow],
        workspace: &Workspace,
    ) -> Result<Vec<Written>, minijinja::Error> {
        let folder = Path::new("plugins").join(package);
        let [manifest, readme, code] = plugin::files(self.number, package, &self.title, rows)?;
        let mut made = vec![
            Written { path: folder.join("Cargo.toml"), text: manifest },
            Written { path: folder.join("README.md"), text: readme },
            Written { path: folder.join("src/lib.rs"), text: code },
        ];
        for quarter in &workspace.quarters {
            let text = if quarter.fictional { FICTIONAL } else { NARRATIVE };
            let path = self.narrative(&quarter.folder);
            made.push(Written { path, text: text.to_owned() });
        }
        Ok(made)
    }

    /// The priority as the plugin will register it, for as long as the program runs.
    fn registered(&self, rows: &[PlannedRow]) -> &'static Priority {
        let measures: Vec<_> = rows.iter().map(|row| row.measure).collect();
        Box::leak(Box::new(Priority {
            code: Code::sp(self.number),
            title: self.title.clone().leak(),
            part: None,
            statement: None,
            measures: measures.leak(),
            quoted: &[],
            of_records: &[],
            tallies: &[],
        }))
    }

    fn refusals(&self, plan: &Plan) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        let number = self.number;
        let last = plan.priorities().last().map_or(0, |priority| priority.code.number());
        let next = last.saturating_add(1);
        let holder = plan.priorities().iter().find(|priority| priority.code.number() == number);
        if let Some(holder) = holder {
            let title = holder.title.to_owned();
            refusals.push(Refusal::NumberTaken { number, title, next });
        } else if number != next {
            refusals.push(Refusal::NumberLeavesAHole { number, next });
        }
        if !is_slug(&self.slug) {
            refusals.push(Refusal::Slug(self.slug.clone()));
        }
        if !is_heading(&self.title) {
            refusals.push(Refusal::Title(self.title.clone()));
        }
        if self.rows.is_empty() {
            refusals.push(Refusal::NoRows);
        }
        refusals
    }
}

/// Why nothing of a new priority has arrived.
const WHY: &str = "This priority is new: its first return has not been received.";

/// The first sentence of a section of which nothing has arrived.
const NARRATIVE: &str = "This priority is new to the plan. What its figures say is written here once they are received.\n";

/// The same of a county that does not exist.
const FICTIONAL: &str = "This fictional priority is new to the plan. What its figures say is written here once they are received.\n";

fn of(existing: &Existing, text: &str) -> Written {
    Written { path: existing.path.clone(), text: text.to_owned() }
}

fn is_slug(slug: &str) -> bool {
    let plain = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(|letter| letter.is_ascii_alphanumeric())
            && letters.all(|letter| letter.is_ascii_digit() || letter.is_ascii_lowercase())
    };
    let small = !slug.chars().any(|letter| letter.is_ascii_uppercase());
    small && slug.len() <= LONGEST && slug.split('-').all(plain)
}

/// Every return that the rows read, each once.
fn needs(rows: &[PlannedRow]) -> Vec<Need> {
    let mut found: Vec<Need> = Vec::new();
    for need in rows.iter().flat_map(|row| row.measure.needs()) {
        if !found.contains(&need) {
            found.push(need);
        }
    }
    found
}

/// Rows of one name, and rows that disagree about a series.
fn clashes(rows: &[PlannedRow]) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut names = BTreeSet::new();
    let mut ways = BTreeMap::new();
    for row in rows {
        if !names.insert(row.measure.id()) {
            refusals.push(Refusal::RowTwice(row.measure.id().to_owned()));
        }
        let id = row.series.id();
        if *ways.entry(id).or_insert(row.series.better()) != row.series.better() {
            refusals.push(Refusal::WaysDisagree(id.to_owned()));
        }
    }
    refusals
}
