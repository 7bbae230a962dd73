//! A part of a workbook as XML, step by step and within limits: where each step is, and what it finds
//! there. What is not XML of a spreadsheet (a document type, another encoding) is refused. An element is
//! known by its name and its namespace: that of the part, or that of later additions to it.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use quick_xml::{Error, XmlVersion};

use super::limits::{Counted, DEPTH, Refused, Spent, TOKEN};
pub(super) use super::names::Name;
use super::unpacked::Unpacked;

/// A part, read step by step.
pub(super) struct Xml<'p> {
    reader: NsReader<Metered<BufReader<Unpacked<'p>>>>,
    buffer: Vec<u8>,
    path: Vec<Name>,
    /// The namespace of the outermost element, once it was found; empty where it has none.
    own: Option<Box<str>>,
    /// Whether the last step closed an element, which then is the last of the path.
    closed: bool,
    /// Whether the outermost element was closed.
    over: bool,
    part: String,
    spent: &'p Spent,
}

/// What is found.
pub(super) enum What<'s> {
    /// An element begins.
    Open(Element<'s>),
    /// Text.
    Text(Cow<'s, str>),
    /// The element ends.
    Close,
}

/// A step: what is found, and the names of the elements that it is in, the outermost first.
pub(super) struct Step<'s> {
    pub(super) path: &'s [Name],
    pub(super) what: What<'s>,
}

/// The tag that begins an element.
pub(super) struct Element<'s>(BytesStart<'s>);

impl<'p> Xml<'p> {
    pub(super) fn new(unpacked: BufReader<Unpacked<'p>>, part: &str, spent: &'p Spent) -> Self {
        let mut reader = NsReader::from_reader(Metered { inner: unpacked, token: 0 });
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            buffer: Vec::new(),
            path: Vec::new(),
            own: None,
            closed: false,
            over: false,
            part: part.to_owned(),
            spent,
        }
    }

    /// A fault of the part.
    pub(super) fn fault(&self, why: impl std::fmt::Display) -> Refused {
        fault(&self.part, why)
    }

    /// The next step; nothing after the last.
    pub(super) fn step(&mut self) -> Result<Option<Step<'_>>, Refused> {
        if std::mem::take(&mut self.closed) {
            self.path.pop();
            self.over = self.path.is_empty();
        }
        self.buffer.clear();
        self.reader.get_mut().token = 0;
        let part = &self.part;
        let event = self.reader.read_resolved_event_into(&mut self.buffer);
        let (space, event) = event.map_err(|error| refused(part, error))?;
        let what = match event {
            Event::Start(element) => {
                if self.over {
                    return Err(fault(part, "it goes on after its end"));
                }
                self.spent.add(Counted::Elements, 1, part)?;
                let space = match space {
                    ResolveResult::Bound(space) => space.0,
                    ResolveResult::Unbound => "",
                    ResolveResult::Unknown(_) => {
                        return Err(fault(part, "it has a prefix that it does not declare"));
                    }
                };
                let own = self.own.get_or_insert_with(|| space.into());
                let local = element.local_name();
                let name = if **own == *space {
                    Name::own(local.as_ref())
                } else {
                    Name::added(space, local.as_ref())
                };
                // Programs take the one or the other, as far as they know.
                if name != Name::Other && self.path.contains(&Name::Alternatives) {
                    let why = "it says something twice, and leaves it to programs which they take";
                    return Err(fault(part, why));
                }
                self.path.push(name);
                DEPTH.check(part, self.path.len())?;
                What::Open(Element(element))
            }
            Event::End(_) => {
                self.closed = true;
                What::Close
            }
            Event::Text(text) => What::Text(text.xml10_content()),
            Event::CData(text) => What::Text(text.xml10_content()),
            Event::GeneralRef(reference) => What::Text(Cow::Owned(letter(part, &reference)?)),
            Event::DocType(_) => {
                return Err(fault(part, "it has a document type, as no workbook has"));
            }
            Event::Decl(declaration) => {
                is_utf8(part, &declaration)?;
                What::Text(Cow::Borrowed(""))
            }
            // What is said to programs and to people is no text.
            Event::Comment(_) | Event::PI(_) | Event::Empty(_) => What::Text(Cow::Borrowed("")),
            Event::Eof if self.over => return Ok(None),
            Event::Eof => return Err(fault(part, "it is cut off")),
        };
        Ok(Some(Step { path: &self.path, what }))
    }
}

impl Element<'_> {
    /// The values of these attributes.
    pub(super) fn values<const N: usize>(
        &self,
        names: [&str; N],
    ) -> Result<[Option<Cow<'_, str>>; N], Refused> {
        let mut values = [const { None }; N];
        // A check for repeated names takes time that grows with the square of their number.
        let mut attributes = self.0.attributes();
        for attribute in attributes.with_checks(false) {
            let attribute = attribute.map_err(Refused::unreadable)?;
            let key = attribute.key.as_ref();
            let Some(index) = names.iter().position(|name| is_named(key, name)) else { continue };
            if values[index].is_some() {
                return Err(Refused::unreadable("an element has the same attribute twice"));
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            values[index] = Some(value.map_err(Refused::unreadable)?);
        }
        Ok(values)
    }
}

/// Whether an attribute says yes.
pub(super) fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}

/// Whether an attribute says no.
pub(super) fn is_false(value: Option<&str>) -> bool {
    matches!(value, Some("0" | "false" | "off"))
}

/// Whether an attribute has this name. One that has a prefix is asked for as `:id`: the prefix itself
/// may be any.
fn is_named(key: &str, name: &str) -> bool {
    match name.strip_prefix(':') {
        Some(local) => key.split_once(':').is_some_and(|(_, after)| after == local),
        None => key == name,
    }
}

/// A reader that refuses a tag or a text that does not end.
struct Metered<R> {
    inner: R,
    /// Bytes since the last step.
    token: usize,
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.token = self.token.saturating_add(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        TOKEN.check("a part", self.token).map_err(io::Error::other)?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.token = self.token.saturating_add(amount);
        self.inner.consume(amount);
    }
}

fn fault(part: &str, why: impl std::fmt::Display) -> Refused {
    Refused::unreadable(format!("{part}: {why}"))
}

/// What a failed reading says: a limit as it was told, and the rest in words.
fn refused(part: &str, error: Error) -> Refused {
    match error {
        Error::Io(error) => {
            let limit = error.get_ref().and_then(|inner| inner.downcast_ref::<Refused>());
            limit.cloned().unwrap_or_else(|| fault(part, "it is damaged"))
        }
        Error::Encoding(_) => fault(part, "it is not UTF-8 text"),
        _ => fault(part, "it is not XML that can be read"),
    }
}

/// The letter that a reference names.
fn letter(part: &str, reference: &BytesRef<'_>) -> Result<String, Refused> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Ok(letter.to_string());
    }
    let known = quick_xml::escape::resolve_xml_entity(reference);
    known.map(str::to_owned).ok_or_else(|| fault(part, "it has a reference that XML does not know"))
}

fn is_utf8(part: &str, declaration: &BytesDecl<'_>) -> Result<(), Refused> {
    let Some(encoding) = declaration.encoding() else { return Ok(()) };
    let encoding = encoding.map_err(|_| fault(part, "it does not say how it is written"))?;
    if ["utf-8", "utf8", "us-ascii"].contains(&&*encoding.to_ascii_lowercase()) {
        return Ok(());
    }
    Err(fault(part, "it is not UTF-8 text"))
}
