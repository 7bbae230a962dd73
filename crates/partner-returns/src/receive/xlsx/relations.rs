//! Which part of a workbook is related to which others, and as what.

use std::collections::BTreeMap;

use super::archive::Parts;
use super::limits::{RELATIONS, Refused};
use super::xml::{Name, What};

/// The part that describes the relations of the whole.
pub(super) const WHOLE: &str = "";

/// A relation of a part with another.
pub(super) struct Relation {
    /// What the other is, such as `worksheet`.
    pub(super) kind: String,
    /// Its name from the root, such as `xl/worksheets/sheet1.xml`; nothing where it lies outside.
    pub(super) target: Option<String>,
}

/// The name of the part that has the relations of another.
pub(super) fn relations_part(of: &str) -> String {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    joined(folder, &format!("_rels/{name}.rels"))
}

/// The relations of a part, by their ids.
pub(super) fn relations(
    parts: &mut Parts<'_>,
    of: &str,
) -> Result<BTreeMap<String, Relation>, Refused> {
    let folder = of.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = relations_part(of);
    let mut relations = BTreeMap::new();
    let mut xml = parts.part(&path)?;
    while let Some(step) = xml.step()? {
        let What::Open(element) = step.what else { continue };
        if step.path != [Name::Relationships, Name::Relationship] {
            continue;
        }
        let values = element.values(["Id", "Type", "Target", "TargetMode"])?;
        let [Some(id), Some(kind), Some(target), mode] = values else { continue };
        // Namespaces of the strict and of the usual kind end alike.
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        let inside = mode.is_none_or(|mode| mode != "External");
        let target = inside.then(|| resolved(folder, &target));
        let earlier = relations.insert(id.into_owned(), Relation { kind, target });
        RELATIONS.check(&path, relations.len())?;
        if earlier.is_some() {
            return Err(xml.fault("two of its relations have the same id"));
        }
    }
    Ok(relations)
}

/// The name from the root of what a part in `folder` calls `target`.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let all = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => joined(folder, &target),
    };
    let mut steps = Vec::new();
    for step in all.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn a_target_is_resolved_from_the_folder_of_its_part() {
        for (folder, target, name) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "./styles.xml", "xl/styles.xml"),
            ("a/b", "../c.xml", "a/c.xml"),
            ("", "xl/workbook2.xml", "xl/workbook2.xml"),
            ("xl", "../../../etc/passwd", "etc/passwd"),
            ("xl", "worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"),
        ] {
            assert_eq!(resolved(folder, target), name, "{target} in {folder}");
        }
    }
}
