//! Street files that the tests write.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use panel_core::Month;
use panel_police_uk::{Force, Rejection, Request, StreetCounts, read};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub(crate) const HEADER: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,\
                                 LSOA code,LSOA name,Crime type,Last outcome category,Context";

/// A row of Leicestershire; the place and its codes are made up.
pub(crate) fn row(month: &str, category: &str) -> String {
    row_of("Leicestershire Police", month, category)
}

pub(crate) fn row_of(force: &str, month: &str, category: &str) -> String {
    format!(
        "c0,{month},{force},{force},-1.1,52.6,On or near Any Street,E01000000,Anytown 001A,{category},,"
    )
}

/// A street file of these rows, as police.uk writes it.
pub(crate) fn street(rows: &[String]) -> String {
    rows.iter().fold(format!("{HEADER}\r\n"), |text, row| text + row + "\r\n")
}

pub(crate) fn name(month: &str) -> String {
    format!("{month}/{month}-leicestershire-street.csv")
}

pub(crate) fn force(id: &str) -> Force {
    id.parse().unwrap()
}

pub(crate) fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// A folder for files to import.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file and gives its path.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// What the whole folder holds of Leicestershire.
    pub(crate) fn read(&self) -> Result<StreetCounts, Rejection> {
        read_paths(&[self.path().to_owned()])
    }

    /// The faults of the folder, as lines without the folder's own name.
    pub(crate) fn faults(&self) -> Vec<String> {
        self.told(&self.read().unwrap_err())
    }

    pub(crate) fn told(&self, rejection: &Rejection) -> Vec<String> {
        let folder = format!("{}/", self.path().display());
        rejection.faults.iter().map(|fault| fault.to_string().replace(&folder, "")).collect()
    }
}

/// What these paths hold of Leicestershire.
pub(crate) fn read_paths(paths: &[PathBuf]) -> Result<StreetCounts, Rejection> {
    let forces = [force("leicestershire")];
    read(&Request { paths, forces: &forces, from: None, to: None }, &|_, _| {})
}

/// An archive of these files.
pub(crate) fn archive<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    archive_as(CompressionMethod::Deflated, files)
}

pub(crate) fn archive_as<'a>(
    method: CompressionMethod,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
