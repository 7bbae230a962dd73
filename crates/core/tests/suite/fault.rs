use panel_core::{Fault, Severity, SourceText, code};
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

#[test]
fn a_byte_has_its_line_and_its_column_in_characters() {
    for (name, text, offset, place) in [
        ("the beginning", "abc", 0, (1, 1)),
        ("in the first line", "abc", 2, (1, 3)),
        ("the line ending itself", "ab\ncd", 2, (1, 3)),
        ("after a line ending", "ab\ncd", 3, (2, 1)),
        ("after a Windows line ending", "ab\r\ncd", 4, (2, 1)),
        ("within a Windows line ending", "ab\r\ncd", 3, (1, 4)),
        ("after an empty line", "\n\nx", 2, (3, 1)),
        ("after a pound sign of two bytes", "£5", 2, (1, 2)),
        ("after a dash of three bytes", "–5", 3, (1, 2)),
        ("after a letter of four bytes", "\u{1F4C4}5", 4, (1, 2)),
        ("after two multi-byte lines", "é\nñ–x", 8, (2, 3)),
        ("within a letter: where it begins", "a£b", 2, (1, 2)),
        ("the end of the file", "ab", 2, (1, 3)),
        ("the end of the file after a line ending", "ab\n", 3, (2, 1)),
        ("beyond the end of the file", "ab\n", 999, (2, 1)),
        ("an empty file", "", 0, (1, 1)),
        ("beyond an empty file", "", 7, (1, 1)),
    ] {
        assert_eq!(SourceText::new("f", text).line_and_column(offset), place, "{name}");
    }
}

#[test]
fn a_line_has_its_bytes_without_its_ending() {
    for (name, text, line, bytes) in [
        ("the first", "ab\ncd\n", 1, "ab"),
        ("the second", "ab\ncd\n", 2, "cd"),
        ("the one after the last ending", "ab\ncd\n", 3, ""),
        ("with a Windows ending", "ab\r\ncd\r\n", 1, "ab"),
        ("the last, without an ending", "ab\r\ncd", 2, "cd"),
        ("of multi-byte letters", "é–\nñ", 1, "é–"),
        ("empty", "\nx", 1, ""),
        ("that is not there", "ab", 9, ""),
        ("none: lines begin at 1", "ab", 0, ""),
        ("of an empty file", "", 1, ""),
    ] {
        assert_eq!(&text[SourceText::new("f", text).line(line)], bytes, "{name}");
    }
    assert_eq!(SourceText::new("f", "ab").line(9), 2..2);
}

#[test]
fn a_path_is_a_line_that_no_terminal_obeys() {
    // An archive names its files as it likes.
    let fault =
        Fault::of_file(code!("street::file_name"), "2014\u{10}-\u{1b}[31m\n.csv", "wrong", "right");
    assert_eq!(fault.location(), "2014\\u{10}-\\u{1b}[31m\\n.csv");
    let source = SourceText::new("a\tb.csv", "series");
    assert_eq!(
        Fault::at(code!("file::utf16"), &source, 0..1, "wrong", "right").location(),
        "a\\tb.csv:1:1"
    );
    assert_eq!(
        Fault::in_cell(code!("file::utf16"), "a\r", "A!B1", "wrong", "right").location(),
        "a\\r A!B1"
    );
}

#[test]
fn a_fault_says_where_it_is() {
    let text = "series,period\noffences/all,2012-13\n";
    let source = SourceText::new("returns/counts.csv", text);
    let start = text.find("2012-13").expect("the cell");
    let fault =
        Fault::at(code!("returns::wrong_period"), &source, start..start + 7, "wrong", "right");
    assert_eq!(fault.location(), "returns/counts.csv:2:14");
    assert_eq!(fault.to_string(), "returns/counts.csv:2:14: returns::wrong_period: wrong");
    assert_eq!((fault.severity, fault.remedy.as_str()), (Severity::Error, "right"));
    assert_eq!(fault.clone().as_warning().severity, Severity::Warning);
    assert!(Severity::Error < Severity::Warning, "errors come first");

    let whole =
        Fault::of_file(code!("file::missing"), "returns/money.csv", "is not there", "add it");
    assert_eq!(whole.location(), "returns/money.csv");
    assert_eq!(whole.to_string(), "returns/money.csv: file::missing: is not there");
    assert_eq!(whole.place.span, None);
}

#[test]
fn an_excerpt_keeps_the_numbers_of_its_lines() {
    let source = SourceText::excerpt("street.csv", 7_523, "a,b\nc,d");
    assert_eq!(source.line_and_column(2), (7_523, 3));
    assert_eq!(source.line_and_column(6), (7_524, 3));
    assert_eq!((source.line(7_523), source.line(7_524)), (0..3, 4..7));
    assert_eq!((source.line(1), source.line(7_525)), (7..7, 7..7));
    let fault = Fault::at(code!("street::columns"), &source, 4..7, "wrong", "right");
    assert_eq!(fault.location(), "street.csv:7524:1");
    let last = SourceText::excerpt("endless.csv", u32::MAX, "a\nb");
    assert_eq!(last.line_and_column(2), (u32::MAX, 1));
    assert_eq!(SourceText::excerpt("f", 0, "a"), SourceText::new("f", "a"));
}

#[test]
fn a_text_does_not_print_what_it_holds() {
    let printed = format!("{:?}", SourceText::new("returns/money.csv", "secret"));
    assert_eq!(printed, r#"SourceText("returns/money.csv", 6 bytes)"#);
}

proptest! {
    #[test]
    fn every_offset_lies_in_the_line_it_names(text in "[a£–\r\n]{0,40}", offset in 0..60_usize) {
        let source = SourceText::new("f", &text);
        let (line, column) = source.line_and_column(offset);
        let bytes = source.line(line);
        prop_assert!(bytes.start <= offset);
        prop_assert!(bytes.end <= text.len());
        prop_assert!(!text[bytes.clone()].contains('\n'));
        // As many characters before it in its line as the column says.
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        prop_assert_eq!(text[bytes.start..end].chars().count() + 1, column as usize);
    }
}
