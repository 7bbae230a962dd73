//! Reads the street-level files of police.uk and counts them by month, force and category.
//!
//! data.police.uk gives a file a month and force, `2014-07/2014-07-leicestershire-street.csv`, in a
//! .zip or in the folders unpacked from it, with a row a crime or incident of anti-social behaviour.
//! [`read`] counts the rows. It guesses nothing:
//!
//! - The dialect is fixed: commas, double quotes, a line a row with CRLF or LF, UTF-8 with or without
//!   a byte order mark, and the twelve columns by name and order.
//! - The name of a file says whose it is and of which month; every row must say the same. Of the two
//!   columns that name a force `Falls within` says whose crime it is and `Reported by` who told of it.
//!   police.uk has only ever given both alike, so a row where either is another force is a fault, and
//!   not counted for anyone.
//! - A category must be one of the fourteen in use since May 2013; months before are refused.
//! - A category that a file has no row of is 0. A month that has no file is missing, and never 0.
//! - Rows that are alike are counted each: incidents of anti-social behaviour have no id, so nothing
//!   tells a repeat from a second incident at the same place. Rows whose crime ID another row of the
//!   force has are counted each as well, and [`StreetCounts::repeats`] says how many they are.
//! - A month of a force that two files hold is a fault of both.
//! - A file whose last line has no ending was cut short, as far as anybody can tell: police.uk ends each.
//!
//! Files are read in parallel, each as a stream, so that the memory does not grow with their
//! size. Of the crime IDs hashes are kept, up to sixteen million.

mod category;
mod counts;
mod crime_ids;
mod file_faults;
mod force;
mod line;
mod rejection;
mod search;
mod street;

use std::collections::BTreeMap;
use std::io::{self, BufReader};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use panel_core::{Fault, Month, code};
use panel_files::in_words;
use rayon::prelude::*;

pub use category::Category;
pub use counts::{StreetCounts, UnusualMonth};
pub use crime_ids::Repeats;
pub use force::{Force, ForceError};
pub use rejection::Rejection;

use counts::Month14;
use crime_ids::ManyIds;
use file_faults::FileFaults;
use search::{Place, StreetFile};
use street::Tally;

/// The bytes that are read at once from one file.
const AT_ONCE: usize = 128 * 1024;

/// What is to be counted.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Files, folders and archives to look in.
    pub paths: &'a [PathBuf],
    /// The forces to count for.
    pub forces: &'a [Force],
    /// The first month, where it is not to be the first that is found.
    pub from: Option<Month>,
    /// The last month, where it is not to be the last that is found.
    pub to: Option<Month>,
}

impl Request<'_> {
    fn asks_for(&self, month: Month) -> bool {
        self.from.is_none_or(|from| from <= month) && self.to.is_none_or(|to| month <= to)
    }
}

/// Counts the street files that `request` asks for, telling `progress` how many of how many are done.
///
/// # Errors
/// Every fault of every file, where there is any.
///
/// ```
/// use panel_core::Month;
/// use panel_police_uk::{Category, Force, Request, read};
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("2014-07-leicestershire-street.csv");
/// # std::fs::write(&path, "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,\
/// # LSOA code,LSOA name,Crime type,Last outcome category,Context\r\n\
/// # c0,2014-07,Leicestershire Police,Leicestershire Police,,,On or near Any Street,,,Burglary,,\r\n")?;
/// // `path` is 2014-07-leicestershire-street.csv, with one row, a burglary.
/// let leicestershire: Force = "leicestershire".parse()?;
/// let request = Request { paths: &[path], forces: &[leicestershire], from: None, to: None };
/// let counts = read(&request, &|_, _| ()).map_err(|_| "the file is at fault")?;
///
/// let july: Month = "2014-07".parse()?;
/// let of = |name| Category::all().find(|category| category.name() == name);
/// let (burglary, robbery) = (of("Burglary").ok_or("none")?, of("Robbery").ok_or("none")?);
/// assert_eq!(counts.count(leicestershire, july, burglary), Some(1));
/// // The month was there, without a row of it: that is 0. A month that was not there is nothing.
/// assert_eq!(counts.count(leicestershire, july, robbery), Some(0));
/// assert_eq!(counts.count(leicestershire, "2014-08".parse()?, burglary), None);
/// assert!(counts.to_csv().contains("police-uk/burglary,E23000021,2014-07,1,final,"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(
    request: &Request<'_>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<StreetCounts, Rejection> {
    let found = search::find(request);
    let (done, all) = (AtomicUsize::new(0), found.files.len());
    progress(0, all);
    let gathered = found
        .files
        .par_iter()
        .map(|file| {
            let gathered = gather(file);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, all);
            gathered
        })
        .reduce(Gathered::nothing, Gathered::and);
    let rejection = found.rejection.and(gathered.rejection);
    let (Some(first), Some(last)) = (
        request.from.or_else(|| found.files.iter().map(|file| file.month).min()),
        request.to.or_else(|| found.files.iter().map(|file| file.month).max()),
    ) else {
        return Err(rejection);
    };
    if !rejection.is_none() {
        return Err(rejection);
    }
    let mut forces = request.forces.to_vec();
    forces.sort();
    forces.dedup();
    Ok(StreetCounts {
        counts: gathered.counts,
        forces,
        first,
        last,
        rows: gathered.rows,
        passed_over: found.passed_over,
        repeats: gathered.ids.into_repeats(),
    })
}

/// What some files hold.
struct Gathered {
    counts: BTreeMap<(Force, Month), Month14>,
    rows: u64,
    ids: ManyIds,
    rejection: Rejection,
}

impl Gathered {
    fn nothing() -> Self {
        let rejection = Rejection::none();
        Self { counts: BTreeMap::new(), rows: 0, ids: ManyIds::default(), rejection }
    }

    fn rejected(rejection: Rejection) -> Self {
        Self { rejection, ..Self::nothing() }
    }

    /// These files, and after them others.
    fn and(mut self, mut other: Self) -> Self {
        self.counts.append(&mut other.counts);
        self.rows += other.rows;
        self.ids = self.ids.and(other.ids);
        self.rejection = self.rejection.and(other.rejection);
        self
    }
}

fn gather(file: &StreetFile) -> Gathered {
    let mut faults = FileFaults::new(&file.path);
    match count(file, &mut faults) {
        Ok(tally) if faults.are_none() => Gathered {
            counts: BTreeMap::from([((file.force, file.month), tally.counts)]),
            rows: tally.rows,
            ids: ManyIds::of_file(file.force, file.month, tally.ids),
            rejection: Rejection::none(),
        },
        Ok(_) => Gathered::rejected(faults.into_rejection()),
        // What was read before the reading failed may not be what the file holds.
        Err(error) => {
            let message = format!("it cannot be read to its end: {}", in_words(&error));
            let (code, remedy) = match file.place {
                Place::File(_) => (code!("file::unreadable"), "check its permissions and its disk"),
                Place::Entry { .. } => (code!("archive::damaged"), "download the archive again"),
            };
            Gathered::rejected(Rejection::of(Fault::of_file(code, &file.path, message, remedy)))
        }
    }
}

fn count(file: &StreetFile, faults: &mut FileFaults<'_>) -> io::Result<Tally> {
    match &file.place {
        Place::File(path) => {
            let reader = BufReader::with_capacity(AT_ONCE, search::opened(path)?);
            street::read(reader, file.force, file.month, faults)
        }
        Place::Entry { archive, index } => {
            let mut archive = search::archive(archive)?;
            let reader = BufReader::with_capacity(AT_ONCE, archive.by_index(*index)?);
            street::read(reader, file.force, file.month, faults)
        }
    }
}
