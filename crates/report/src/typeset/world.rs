//! What Typst may see: the templates, the data and one typeface. No file system, no clock, no
//! network, no fonts of the machine.

use std::collections::HashMap;
use std::sync::OnceLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::{TypesetError, VirtualFile};

/// The template that draws the paper with the help of the others.
const MAIN: &str = "paper.typ";

/// The templates.
const TEMPLATES: &[(&str, &str)] = &[
    #[cfg(test)]
    ("gallery.typ", include_str!("../typst/gallery.typ")),
    (MAIN, include_str!("../typst/paper.typ")),
    ("theme.typ", include_str!("../typst/theme.typ")),
    ("blocks.typ", include_str!("../typst/blocks.typ")),
    ("draft.typ", include_str!("../typst/draft.typ")),
    ("exhibit.typ", include_str!("../typst/exhibit.typ")),
    ("summary.typ", include_str!("../typst/summary.typ")),
    ("widget.typ", include_str!("../typst/widget.typ")),
    ("method.typ", include_str!("../typst/method.typ")),
    ("changes.typ", include_str!("../typst/changes.typ")),
    ("items.typ", include_str!("../typst/items.typ")),
];

/// What every paper shares, made once: parsing the templates and reading the fonts would
/// otherwise be paid for by each.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    templates: HashMap<FileId, Source>,
}

impl Shared {
    fn get() -> Result<&'static Self, TypesetError> {
        static SHARED: OnceLock<Result<Shared, TypesetError>> = OnceLock::new();
        SHARED.get_or_init(Self::new).as_ref().map_err(Clone::clone)
    }

    fn new() -> Result<Self, TypesetError> {
        let fonts: Vec<Font> = panel_typeface::FACES
            .into_iter()
            .flat_map(|face| Font::iter(Bytes::new(face)))
            .collect();
        let templates = TEMPLATES
            .iter()
            .map(|(name, text)| file_id(name).map(|id| (id, Source::new(id, (*text).to_owned()))))
            .collect::<Result<_, _>>()?;
        // Row heads need the accessibility features that Typst still keeps apart.
        let features = [Feature::A11yExtras].into_iter().collect();
        Ok(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: file_id(MAIN)?,
            templates,
        })
    }
}

/// One paper's world: the shared part and the files of its data.
pub(super) struct PaperWorld {
    shared: &'static Shared,
    main: FileId,
    files: HashMap<FileId, Bytes>,
}

impl PaperWorld {
    pub(super) fn new(files: Vec<VirtualFile>) -> Result<Self, TypesetError> {
        let shared = Shared::get()?;
        let mut known = HashMap::with_capacity(files.len());
        for VirtualFile { name, bytes } in files {
            let id = file_id(&name)?;
            if shared.templates.contains_key(&id) || known.insert(id, Bytes::new(bytes)).is_some() {
                return Err(TypesetError::FileName {
                    name,
                    reason: "the name is taken".to_owned(),
                });
            }
        }
        Ok(Self { shared, main: shared.main, files: known })
    }

    /// The world of exhibits alone, which a test looks at.
    #[cfg(test)]
    pub(super) fn gallery(files: Vec<VirtualFile>) -> Result<Self, TypesetError> {
        Ok(Self { main: file_id("gallery.typ")?, ..Self::new(files)? })
    }

    /// The line, from 1, of a byte of a template or of a file of data.
    pub(super) fn line(&self, id: FileId, byte: usize) -> Option<usize> {
        let text = match self.shared.templates.get(&id) {
            Some(source) => source.text().as_bytes(),
            None => self.files.get(&id)?,
        };
        let before = text.get(..byte)?;
        Some(before.split(|&byte| byte == b'\n').count())
    }
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shared.templates.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        // Every date of a paper is in its data.
        None
    }
}

fn file_id(name: &str) -> Result<FileId, TypesetError> {
    let path = VirtualPath::new(name).map_err(|reason| TypesetError::FileName {
        name: name.to_owned(),
        reason: reason.to_string(),
    })?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}
