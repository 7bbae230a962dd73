//! Reads the content of a page: which text stands where, and under which mark.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use hayro_cmap::{BfString, CMap};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::structure::{Artifact, Content, Mark, Run};

/// How deep drawings may hold drawings.
const DEEPEST: usize = 8;

/// A transformation of the plane: `[a b c d e f]`.
type Matrix = [f64; 6];

const UNCHANGED: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// What content belongs to.
#[derive(Clone, Copy)]
enum Owner {
    /// A tag, by its mark.
    Mark(Mark),
    /// The page: the place of the artifact in its list.
    Artifact(usize),
    /// Whoever owns what is around it.
    Around,
}

/// What the letters of a font mean; none where it does not say.
type Meanings = Option<Arc<CMap>>;

/// What the letters of each font mean: most pages have the same fonts, and each is read once.
#[derive(Default)]
pub(super) struct Fonts(Mutex<HashMap<ObjectIdentifier, Meanings>>);

impl Fonts {
    fn meanings(&self, font: &Dict<'_>) -> Meanings {
        let read = || {
            let meanings = font.get::<Stream<'_>>("ToUnicode")?.decoded().ok()?;
            CMap::parse(&meanings, |_| None).map(Arc::new)
        };
        let Some(id) = font.obj_id() else { return read() };
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(meanings) = known().get(&id) {
            return meanings.clone();
        }
        let meanings = read();
        known().insert(id, meanings.clone());
        meanings
    }
}

/// The text of the page with this number.
pub(super) fn read(number: usize, page: &Page<'_>, known: &Fonts) -> Result<Content, String> {
    let height = f64::from(page.base_dimensions().1);
    let content = Content::default();
    let mut reader =
        ContentReader { number, height, owners: Vec::new(), known, fonts: HashMap::new(), content };
    reader.instructions(page.typed_operations(), page.resources(), UNCHANGED, 0)?;
    Ok(reader.content)
}

struct ContentReader<'a> {
    number: usize,
    height: f64,
    owners: Vec<Owner>,
    known: &'a Fonts,
    /// By the font's name among the resources, at the depth at which it was named.
    fonts: HashMap<(usize, String), Meanings>,
    content: Content,
}

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: String,
    size: f64,
}

impl ContentReader<'_> {
    fn instructions(
        &mut self,
        mut instructions: TypedIter<'_>,
        resources: &Resources<'_>,
        matrix: Matrix,
        depth: usize,
    ) -> Result<(), String> {
        if depth > DEEPEST {
            return Err(format!("page {} has drawings within drawings without end", self.number));
        }
        self.fonts.retain(|(at, _), _| *at < depth);
        let mut state = State { matrix, font: String::new(), size: 0.0 };
        let mut kept = Vec::new();
        let (mut line, mut leading) = (UNCHANGED, 0.0);
        while let Some(instruction) = instructions.next() {
            match instruction {
                TypedInstruction::SaveState(_) => kept.push(state.clone()),
                TypedInstruction::RestoreState(_) => {
                    state = kept.pop().unwrap_or(state);
                }
                TypedInstruction::Transform(by) => {
                    let by = numbers([by.0, by.1, by.2, by.3, by.4, by.5]);
                    state.matrix = times(by, state.matrix);
                }
                TypedInstruction::TextFont(font) => {
                    font.0.as_str().clone_into(&mut state.font);
                    state.size = font.1.as_f64();
                }
                TypedInstruction::TextLeading(by) => leading = by.0.as_f64(),
                TypedInstruction::BeginText(_) => line = UNCHANGED,
                TypedInstruction::SetTextMatrix(to) => {
                    line = numbers([to.0, to.1, to.2, to.3, to.4, to.5]);
                }
                TypedInstruction::NextLine(by) => {
                    line = times(moved(by.0.as_f64(), by.1.as_f64()), line);
                }
                TypedInstruction::NextLineAndSetLeading(by) => {
                    leading = -by.1.as_f64();
                    line = times(moved(by.0.as_f64(), by.1.as_f64()), line);
                }
                TypedInstruction::NextLineUsingLeading(_) => {
                    line = times(moved(0.0, -leading), line);
                }
                TypedInstruction::ShowText(text) => {
                    self.show(text.0.as_bytes(), &state, line, resources, depth);
                }
                TypedInstruction::ShowTexts(texts) => {
                    let mut parts = Vec::new();
                    for part in texts.0.iter::<Object<'_>>() {
                        if let Object::String(part) = part {
                            parts.extend_from_slice(part.as_bytes());
                        }
                    }
                    self.show(&parts, &state, line, resources, depth);
                }
                TypedInstruction::NextLineAndShowText(text) => {
                    line = times(moved(0.0, -leading), line);
                    self.show(text.0.as_bytes(), &state, line, resources, depth);
                }
                TypedInstruction::ShowTextWithParameters(text) => {
                    line = times(moved(0.0, -leading), line);
                    self.show(text.2.as_bytes(), &state, line, resources, depth);
                }
                TypedInstruction::BeginMarkedContent(begun) => self.begin(begun.0, None, resources),
                TypedInstruction::BeginMarkedContentWithProperties(begun) => {
                    self.begin(begun.0, Some(begun.1), resources);
                }
                TypedInstruction::EndMarkedContent(_) => {
                    self.owners.pop();
                }
                TypedInstruction::XObject(drawing) => {
                    if let Some(drawing) = resources.get_x_object(drawing.0) {
                        self.drawing(&drawing, resources, state.matrix, depth)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The content of a drawing that the page shows; pictures have none.
    fn drawing(
        &mut self,
        drawing: &Stream<'_>,
        around: &Resources<'_>,
        matrix: Matrix,
        depth: usize,
    ) -> Result<(), String> {
        if name_of(drawing.dict(), "Subtype").as_deref() != Some("Form") {
            return Ok(());
        }
        let own: Option<Vec<f64>> = drawing
            .dict()
            .get::<hayro_syntax::object::Array<'_>>("Matrix")
            .map(|list| list.iter::<Number>().map(|number| number.as_f64()).collect());
        let own = own.and_then(|list| Matrix::try_from(list).ok()).unwrap_or(UNCHANGED);
        let resources = drawing.dict().get::<Dict<'_>>("Resources").unwrap_or_default();
        let resources = Resources::from_parent(resources, around.clone());
        let content = drawing
            .decoded()
            .map_err(|_| format!("page {} has a drawing that cannot be read", self.number))?;
        let instructions = TypedIter::new(&content);
        self.instructions(instructions, &resources, times(own, matrix), depth + 1)
    }

    /// Marked content begins: `name` alone, or with its properties.
    fn begin(&mut self, name: &Name<'_>, with: Option<&Object<'_>>, resources: &Resources<'_>) {
        let named;
        let properties = match with {
            Some(Object::Dict(properties)) => Some(properties),
            Some(Object::Name(name)) => {
                named = resources.properties.get::<Dict<'_>>(&**name);
                named.as_ref()
            }
            _ => None,
        };
        let id = properties.and_then(|properties| properties.get::<Number>("MCID"));
        let owner = if name.as_str() == "Artifact" {
            let kind = properties.and_then(|properties| name_of(properties, "Subtype"));
            let head_or_foot = matches!(kind.as_deref(), Some("Header" | "Footer"));
            let artifacts = &mut self.content.artifacts;
            artifacts.push(Artifact { page: self.number, head_or_foot, runs: Vec::new() });
            Owner::Artifact(artifacts.len() - 1)
        } else if let Some(id) = id {
            let mark = Mark { page: self.number, id: id.as_i64() };
            self.content.marked.entry(mark).or_default();
            Owner::Mark(mark)
        } else {
            Owner::Around
        };
        self.owners.push(owner);
    }

    fn show(
        &mut self,
        bytes: &[u8],
        state: &State,
        line: Matrix,
        resources: &Resources<'_>,
        depth: usize,
    ) {
        let known = self.fonts.entry((depth, state.font.clone())).or_insert_with(|| {
            let font = resources.get_font(&Name::new_unescaped(state.font.as_bytes()))?;
            self.known.meanings(&font)
        });
        let text = match known {
            Some(meanings) => spoken(bytes, meanings),
            // Text that nobody can read out is not to pass for no text.
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let [a, b, _, _, x, y] = times(line, state.matrix);
        let size = state.size * a.hypot(b);
        let run = Run { x, y: self.height - y, size, text };
        let owner = self.owners.iter().rev().find(|owner| !matches!(owner, Owner::Around));
        match owner {
            Some(Owner::Mark(mark)) => self.content.marked.entry(*mark).or_default().push(run),
            Some(Owner::Artifact(at)) => self.content.artifacts[*at].runs.push(run),
            _ => self.content.loose.push((self.number, run)),
        }
    }
}

/// What letters of two bytes each mean.
fn spoken(bytes: &[u8], meanings: &CMap) -> String {
    let mut text = String::new();
    for code in bytes.chunks(2) {
        let code = code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
        match meanings.lookup_bf_string(code) {
            Some(BfString::Char(letter)) => text.push(letter),
            Some(BfString::String(letters)) => text.push_str(&letters),
            None => text.push(char::REPLACEMENT_CHARACTER),
        }
    }
    text
}

fn numbers(six: [Number; 6]) -> Matrix {
    six.map(|number| number.as_f64())
}

fn moved(x: f64, y: f64) -> Matrix {
    [1.0, 0.0, 0.0, 1.0, x, y]
}

/// First `one`, then `next`.
fn times(one: Matrix, next: Matrix) -> Matrix {
    let along = |x: f64, y: f64| [x * next[0] + y * next[2], x * next[1] + y * next[3]];
    let [right, up] = [along(one[0], one[1]), along(one[2], one[3])];
    let [x, y] = along(one[4], one[5]);
    [right[0], right[1], up[0], up[1], x + next[4], y + next[5]]
}

/// The name under this key of a dictionary.
pub(super) fn name_of(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<Name<'_>>(key).map(|name| name.as_str().to_owned())
}

#[cfg(test)]
#[test]
fn a_turn_comes_before_the_move_that_follows_it() {
    let turned = [0.0, 1.0, -1.0, 0.0, 5.0, 0.0];
    let both = times(turned, moved(10.0, 20.0));
    assert!(
        both.iter()
            .zip([0.0, 1.0, -1.0, 0.0, 15.0, 20.0])
            .all(|(one, other)| (one - other).abs() < 1e-9)
    );
    let both = times(moved(10.0, 20.0), turned);
    assert!(
        both.iter()
            .zip([0.0, 1.0, -1.0, 0.0, -15.0, 10.0])
            .all(|(one, other)| (one - other).abs() < 1e-9)
    );
}
