//! Counts street files without the rest of the program, for measuring.
//!
//! `count FORCE[,FORCE…] PATH…` prints what `panel import police-uk` would write.

use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;

use panel_police_uk::{Force, Request, read};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let forces = arguments.next().unwrap_or_default();
    let forces = forces.to_string_lossy();
    let forces = forces.split(',').map(str::parse).collect::<Result<Vec<Force>, _>>()?;
    let paths: Vec<_> = arguments.map(PathBuf::from).collect();
    let counts =
        read(&Request { paths: &paths, forces: &forces, from: None, to: None }, &|_, _| {})?;
    std::io::stdout().write_all(counts.to_csv().as_bytes())?;
    Ok(())
}
