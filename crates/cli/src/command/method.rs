//! `panel method`: the statistics as a calculator, a JSON object in and a JSON object out.

use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::path::Path;

use panel_calculator::{Calculation, Schemas, method, methods};
use panel_files::Refused;
use serde::Serialize;
use serde_json::Value;

use crate::failure::Failure;
use crate::output;

#[derive(Serialize)]
struct Listed {
    name: &'static str,
    summary: &'static str,
    source: &'static str,
    example: Value,
    #[serde(flatten)]
    schemas: Schemas,
}

/// Lists the methods: a line each, or with their schemas.
pub(crate) fn list(json: bool) -> Result<(), Failure> {
    if json {
        return output::print_json(&methods().map(listed).collect::<Result<Vec<_>, _>>()?);
    }
    let width = |of: fn(&dyn Calculation) -> &'static str| {
        methods().map(|method| of(method).chars().count()).max().unwrap_or_default()
    };
    let (names, summaries) = (width(|method| method.name()), width(|method| method.summary()));
    let mut text = String::new();
    for method in methods() {
        let (name, summary, source) = (method.name(), method.summary(), method.source());
        let _ = writeln!(text, "{name:<names$}  {summary:<summaries$}  {source}");
    }
    output::print(&text)
}

fn listed(method: &'static dyn Calculation) -> Result<Listed, Failure> {
    Ok(Listed {
        name: method.name(),
        summary: method.summary(),
        source: method.source(),
        example: serde_json::from_str(method.example())?,
        schemas: method.schemas(),
    })
}

/// Prints the schemas of the method `name`.
pub(crate) fn schemas(name: &str) -> Result<(), Failure> {
    output::print_json(&method(name)?.schemas())
}

/// Prints what the method `name` answers to the JSON object in `file`, or on standard input.
pub(crate) fn run(name: &str, file: Option<&Path>) -> Result<(), Failure> {
    let method = method(name)?;
    let input = match file {
        // By its path, standard input could not be read where it is a socket.
        Some(path) if !["-", "/dev/stdin"].map(Path::new).contains(&path) => from_file(path)?,
        None if std::io::stdin().is_terminal() => return Err(no_input(method)),
        _ => from_standard_input()?,
    };
    output::print_json(&method.run(&input)?)
}

/// No input of a method is anywhere near this long.
const LONGEST: u64 = 8 * 1024 * 1024;

fn from_file(path: &Path) -> Result<String, Failure> {
    let name = path.display().to_string();
    let unread = |why: String| Failure::Usage(format!("failed to read {name}: {why}"));
    let bytes = match panel_files::open_handed_pipe(path) {
        Some(pipe) => pipe
            .and_then(|pipe| panel_files::read_stream(pipe, LONGEST))
            .map_err(|refused| unread(explain_refusal(&refused)))?,
        None => panel_files::open(path)
            .and_then(|file| panel_files::read(&file, LONGEST))
            .map_err(|refused| unread(explain_refusal(&refused)))?,
    };
    decode_input(&name, &bytes)
}

fn from_standard_input() -> Result<String, Failure> {
    let name = "standard input";
    let bytes = panel_files::read_stream(std::io::stdin().lock(), LONGEST).map_err(|refused| {
        Failure::Usage(format!("failed to read {name}: {}", explain_refusal(&refused)))
    })?;
    decode_input(name, &bytes)
}

/// Why nothing was read, and what to do.
fn explain_refusal(refused: &Refused) -> String {
    match refused {
        Refused::TooLong(most) => {
            format!("it has more than {} MiB; give one JSON object", most / (1024 * 1024))
        }
        Refused::Special("a folder") => format!("{refused}; name a file"),
        Refused::Special(_) => format!("{refused}; hand it over as standard input, with --input -"),
        Refused::Unreadable(why) => format!("{refused}; {}", panel_files::in_words(why).remedy),
        Refused::Missing | Refused::LeadsOut => format!("{refused}; correct the path"),
    }
}

fn decode_input(name: &str, bytes: &[u8]) -> Result<String, Failure> {
    panel_returns::decode(name, bytes)
        .map(|source| source.text.to_string())
        .map_err(|fault| Failure::Usage(format!("failed to read {name}: {}", fault.message)))
}

fn no_input(method: &dyn Calculation) -> Failure {
    let (name, example) = (method.name(), method.example());
    Failure::Usage(format!(
        "`{name}` reads a JSON object from standard input, or from a file with --input: for \
         example\n\n{example}\n\n`panel method {name} --schema` says what each field is"
    ))
}
