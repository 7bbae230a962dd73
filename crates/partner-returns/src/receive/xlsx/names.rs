//! The elements that are looked at, by their names and namespaces.

/// Declares the elements that are looked at, by their names without a prefix.
macro_rules! names {
    ($($name:ident $text:literal,)*) => {
        /// An element that is looked at, or another.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Name {
            $(#[doc = concat!("`", $text, "`")] $name,)*
            /// A conditional format of a later version.
            LaterFormatting,
            /// A rule of one.
            LaterRule,
            /// The look that such a rule gives.
            LaterLook,
            /// The icons that it shows.
            LaterIcons,
            /// The bar that it draws.
            LaterBar,
            /// The cells that it is of.
            LaterCells,
            /// Alternatives, of which a program takes one.
            Alternatives,
            /// Any other.
            Other,
        }

        impl Name {
            /// The element of this name in the namespace of its part.
            pub(super) fn own(local: &str) -> Self {
                match local {
                    $($text => Self::$name,)*
                    _ => Self::Other,
                }
            }
        }
    };
}

names! {
    Relationships "Relationships",
    Relationship "Relationship",
    Workbook "workbook",
    WorkbookPr "workbookPr",
    CalcPr "calcPr",
    Sheets "sheets",
    Sheet "sheet",
    StyleSheet "styleSheet",
    NumFmts "numFmts",
    NumFmt "numFmt",
    CellXfs "cellXfs",
    Xf "xf",
    Alignment "alignment",
    Dxfs "dxfs",
    Dxf "dxf",
    Colors "colors",
    IndexedColors "indexedColors",
    RgbColor "rgbColor",
    Sst "sst",
    Si "si",
    Worksheet "worksheet",
    SheetPr "sheetPr",
    OutlinePr "outlinePr",
    Cols "cols",
    Col "col",
    SheetData "sheetData",
    Row "row",
    C "c",
    F "f",
    V "v",
    Is "is",
    T "t",
    R "r",
    MergeCells "mergeCells",
    MergeCell "mergeCell",
    SheetFormatPr "sheetFormatPr",
    SheetViews "sheetViews",
    SheetView "sheetView",
    Pane "pane",
    ConditionalFormatting "conditionalFormatting",
    CfRule "cfRule",
    ColorScale "colorScale",
    DataBar "dataBar",
    IconSet "iconSet",
    ExtLst "extLst",
    Ext "ext",
    Fonts "fonts",
    Font "font",
    Sz "sz",
    Vanish "vanish",
    Typeface "name",
    RFont "rFont",
    Charset "charset",
    Color "color",
    Strike "strike",
    VertAlign "vertAlign",
    Fills "fills",
    Fill "fill",
    PatternFill "patternFill",
    FgColor "fgColor",
    BgColor "bgColor",
    GradientFill "gradientFill",
    Stop "stop",
    RPr "rPr",
    RPh "rPh",
    PhoneticPr "phoneticPr",
    Theme "theme",
    ThemeElements "themeElements",
    ClrScheme "clrScheme",
    Dk1 "dk1",
    Lt1 "lt1",
    Dk2 "dk2",
    Lt2 "lt2",
    Accent1 "accent1",
    Accent2 "accent2",
    Accent3 "accent3",
    Accent4 "accent4",
    Accent5 "accent5",
    Accent6 "accent6",
    Hlink "hlink",
    FolHlink "folHlink",
    SysClr "sysClr",
    SrgbClr "srgbClr",
    TableStyles "tableStyles",
    TableStyle "tableStyle",
    TableStyleElement "tableStyleElement",
    Table "table",
    TableStyleInfo "tableStyleInfo",
    Comments "comments",
    CommentList "commentList",
    Comment "comment",
    ThreadedComments "ThreadedComments",
    ThreadedComment "threadedComment",
}

/// What Excel added to sheets in 2010.
const LATER: &str = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
/// The formulas and the ranges of these additions.
const LATER_RANGES: &str = "http://schemas.microsoft.com/office/excel/2006/main";
/// What programs know of each other.
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

impl Name {
    /// The element of this name in another namespace than that of its part.
    pub(super) fn added(space: &str, local: &str) -> Self {
        match (space, local) {
            (COMPATIBILITY, "AlternateContent") => Self::Alternatives,
            (LATER, "conditionalFormatting") => Self::LaterFormatting,
            (LATER, "cfRule") => Self::LaterRule,
            (LATER, "dxf") => Self::LaterLook,
            (LATER, "iconSet") => Self::LaterIcons,
            (LATER, "dataBar") => Self::LaterBar,
            (LATER_RANGES, "sqref") => Self::LaterCells,
            _ => Self::Other,
        }
    }
}
