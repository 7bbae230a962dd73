//! Where outputs may go: never where inputs are.

use std::path::{Component, Path, PathBuf};

use crate::failure::Failure;

/// The parts of a quarter's folder that hold nothing but inputs.
const INPUTS: [&str; 2] = ["returns", "narrative"];

/// What a command reads that its outputs must keep clear of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sources<'a> {
    /// The folders of the quarters that outputs are made of.
    pub(crate) quarters: Vec<&'a Path>,
    /// The folders of the quarters before them.
    pub(crate) previous: Vec<PathBuf>,
}

/// The full path of a folder of outputs, of which every link is followed.
///
/// # Errors
/// [`Failure::Usage`] where it is, holds or is inside a folder that is read, and [`Failure::Write`]
/// where it is not a folder.
pub(crate) fn output_folder(out: &Path, sources: &Sources<'_>) -> Result<PathBuf, Failure> {
    let full = full_path(out);
    check_name(&full)?;
    if full.symlink_metadata().is_ok_and(|about| !about.is_dir()) {
        let why = std::io::ErrorKind::NotADirectory.into();
        return Err(Failure::Write { path: out.to_owned(), why });
    }
    let refused = |read: &Path| {
        Failure::Usage(format!(
            "{} would mix outputs with what panel reads in {}: name another folder with --out",
            out.display(),
            read.display()
        ))
    };
    let own: Vec<_> = sources.quarters.iter().map(|quarter| full_path(quarter)).collect();
    for quarter in &own {
        let inputs = INPUTS.map(|name| full_path(&quarter.join(name)));
        let within =
            inputs.iter().find(|input| full.starts_with(input) || input.starts_with(&full));
        if let Some(read) = within.or_else(|| quarter.starts_with(&full).then_some(quarter)) {
            return Err(refused(read));
        }
    }
    // The inputs of a quarter are not to be mixed with outputs of another.
    let is_quarter = |folder: &&Path| folder.join("panel.toml").is_file();
    if let Some(other) = full.ancestors().find(is_quarter)
        && !own.iter().any(|own| own == other)
    {
        return Err(refused(other));
    }
    for quarter in sources.previous.iter().map(|quarter| full_path(quarter)) {
        let within = full.starts_with(&quarter) && !own.iter().any(|own| full.starts_with(own));
        if within || quarter.starts_with(&full) {
            return Err(refused(&quarter));
        }
    }
    Ok(full)
}

/// No name of a file to be written has more bytes: what is written meanwhile, and what is kept of an
/// earlier file, is called by it and a little more, and no system allows more than 255.
const LONGEST_NAME: usize = 240;

/// Refuses a path to be written of which a name is too long; what is there already has its name.
///
/// # Errors
/// [`Failure::LongName`].
pub(crate) fn check_name(path: &Path) -> Result<(), Failure> {
    let new = path.ancestors().enumerate().take_while(|(up, part)| *up == 0 || !part.exists());
    let mut names = new.filter_map(|(_, part)| part.file_name());
    match names.find(|name| name.as_encoded_bytes().len() > LONGEST_NAME) {
        Some(name) => Err(Failure::LongName { name: name.into(), most: LONGEST_NAME }),
        None => Ok(()),
    }
}

/// The full path of what may not be there yet.
fn full_path(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut full = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                full.pop();
            }
            part => full.push(part),
        }
        if let Ok(found) = full.canonicalize() {
            full = found;
        }
    }
    full
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_keep_clear_of_inputs() {
        let there = tempfile::tempdir().unwrap();
        let folder = |name: &str| {
            let folder = there.path().join(name);
            std::fs::create_dir_all(&folder).unwrap();
            folder
        };
        let (quarter, before) = (folder("q2"), folder("q1"));
        for input in ["q2/returns/received", "q2/narrative", "q1/returns"] {
            folder(input);
        }
        let sources = Sources { quarters: vec![&quarter], previous: vec![before] };
        let may = |out: &str| output_folder(&there.path().join(out), &sources).is_ok();
        for out in ["q2/out", "q2/papers/draft", "elsewhere", "elsewhere/deep/down", "q2/returned"]
        {
            assert!(may(out), "{out}");
        }
        for out in [
            "",
            ".",
            "..",
            "q2",
            "q2/",
            "q2/out/..",
            "q2/returns",
            "q2/returns/out",
            "q2/returns/received",
            "q2/narrative",
            "elsewhere/../q2/returns",
            "q1",
            "q1/out",
        ] {
            assert!(!may(out), "{out}");
        }
    }

    #[test]
    fn outputs_keep_clear_of_other_quarters() {
        let there = tempfile::tempdir().unwrap();
        let folder = |name: &str| {
            let folder = there.path().join(name);
            std::fs::create_dir_all(folder.join("returns")).unwrap();
            std::fs::File::create(folder.join("panel.toml")).unwrap();
            folder
        };
        let (own, _) = (folder("q2"), folder("q1"));
        let within = folder("q1/q3");
        let may = |quarter: &Path, out: &str| {
            let sources = Sources { quarters: vec![quarter], previous: Vec::new() };
            output_folder(&there.path().join(out), &sources).is_ok()
        };
        assert!(may(&own, "q2/out") && may(&own, "papers") && may(&within, "q1/q3/out"));
        for out in ["q1", "q1/out", "q1/returns", "q1/returns/received", "q1/q3/out"] {
            assert!(!may(&own, out), "{out}");
        }
    }

    #[test]
    fn a_quarter_within_the_one_before_it_may_have_its_own_outputs() {
        let there = tempfile::tempdir().unwrap();
        let quarter = there.path().join("q1/q2");
        std::fs::create_dir_all(&quarter).unwrap();
        let sources = Sources { quarters: vec![&quarter], previous: vec![there.path().join("q1")] };
        assert!(output_folder(&quarter.join("out"), &sources).is_ok());
        assert!(output_folder(&there.path().join("q1/out"), &sources).is_err());
    }

    #[test]
    fn a_name_that_would_be_too_long_is_refused_before_anything_is_written() {
        let there = tempfile::tempdir().unwrap();
        let named = |bytes: usize| there.path().join("x".repeat(bytes));
        let refused = |path: &Path| matches!(check_name(path), Err(Failure::LongName { .. }));
        assert!(!refused(&named(240)) && refused(&named(241)) && refused(&named(241).join("out")));
        // Bytes count, and not letters.
        assert!(refused(&there.path().join("\u{e9}".repeat(121))));
        // What the user has named long before is not ours to refuse.
        std::fs::create_dir(named(250)).unwrap();
        assert!(!refused(&named(250).join("out")));
        assert!(output_folder(&named(241), &Sources::default()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_inputs_is_followed() {
        let there = tempfile::tempdir().unwrap();
        let quarter = there.path().join("q2");
        std::fs::create_dir_all(quarter.join("returns")).unwrap();
        std::os::unix::fs::symlink(quarter.join("returns"), there.path().join("link")).unwrap();
        let sources = Sources { quarters: vec![&quarter], previous: Vec::new() };
        assert!(output_folder(&there.path().join("link"), &sources).is_err());
        assert!(output_folder(&there.path().join("link/deeper"), &sources).is_err());
    }
}
