//! Archives: whole, damaged, and made to do harm.

use std::io::{self, Read as _};

use proptest::prelude::*;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::written::{Folder, archive, archive_as, name, read_paths, row, street};

fn july() -> String {
    street(&vec![row("2014-07", "Burglary"); 200])
}

#[test]
fn an_archive_may_store_or_deflate_and_hold_other_files() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let folder = Folder::new();
        let (street, july) = (name("2014-07"), july());
        let files = [
            (street.as_str(), july.as_bytes()),
            ("2014-07/2014-07-leicestershire-outcomes.csv", b"not read"),
            ("__MACOSX/2014-07/._2014-07-leicestershire-street.csv", b"not read"),
        ];
        folder.write("Street.ZIP", archive_as(method, files));
        let counts = folder.read().unwrap();
        assert_eq!((counts.files(), counts.rows(), counts.passed_over()), (1, 200, 2));
    }
}

#[test]
fn a_month_in_a_folder_and_in_an_archive_is_a_fault_of_both() {
    let folder = Folder::new();
    let (street, july) = (name("2014-07"), july());
    folder.write(&street, &july);
    folder.write("zipped.zip", archive([(street.as_str(), july.as_bytes())]));
    let [fault] = &folder.faults()[..] else { panic!("{:?}", folder.faults()) };
    assert_eq!(
        fault,
        "zipped.zip/2014-07/2014-07-leicestershire-street.csv: street::twice: Leicestershire for \
         July 2014 is also in 2014-07/2014-07-leicestershire-street.csv"
    );
    // The same file named twice is no better.
    let path = folder.path().join(&street);
    let rejection = read_paths(&[path.clone(), path]).unwrap_err();
    assert_eq!(rejection.faults[0].code, "street::twice");
}

#[test]
fn what_is_no_archive_is_named() {
    let folder = Folder::new();
    folder.write("page.zip", "<html>Not found</html>");
    let [fault] = &folder.faults()[..] else { panic!("{:?}", folder.faults()) };
    assert!(
        fault.starts_with("page.zip: archive::damaged: the archive cannot be opened: "),
        "{fault}"
    );
}

#[test]
fn two_files_of_one_name_are_refused() {
    let (july, august) = (street(&[row("2014-07", "Drugs")]), street(&[row("2014-08", "Drugs")]));
    let bytes =
        archive([(&*name("2014-07"), july.as_bytes()), (&*name("2014-08"), august.as_bytes())]);
    // The writer refuses this, so one name is written over the other's bytes.
    let (from, to) = (name("2014-08"), name("2014-07"));
    let mut bytes = bytes;
    for at in 0..bytes.len() - from.len() {
        if bytes[at..].starts_with(from.as_bytes()) {
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
    }
    let folder = Folder::new();
    folder.write("twice.zip", bytes);
    assert_eq!(
        folder.faults(),
        ["twice.zip: archive::same_name: two files in the archive have the same name"]
    );
}

#[test]
fn a_file_whose_check_sum_is_wrong_is_damaged_and_not_counted() {
    let (street, july) = (name("2014-07"), july());
    let mut bytes = archive_as(CompressionMethod::Stored, [(street.as_str(), july.as_bytes())]);
    let at = bytes.windows(3).position(|three| three == b"c0,").unwrap();
    bytes[at] = b'd';
    let folder = Folder::new();
    folder.write("damaged.zip", bytes);
    let [fault] = &folder.faults()[..] else { panic!("{:?}", folder.faults()) };
    assert_eq!(
        fault,
        "damaged.zip/2014-07/2014-07-leicestershire-street.csv: archive::damaged: it cannot be read \
         to its end: what is in the file is damaged"
    );
}

#[test]
fn a_compression_that_is_not_read_is_named() {
    let (street, july) = (name("2014-07"), july());
    let mut bytes = archive_as(CompressionMethod::Stored, [(street.as_str(), july.as_bytes())]);
    // The method stands 8 bytes into the header of the file, and 10 into the entry of the directory.
    let local = bytes.windows(4).position(|four| four == b"PK\x03\x04").unwrap();
    let central = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    bytes[local + 8] = 12;
    bytes[central + 10] = 12;
    let folder = Folder::new();
    folder.write("bzip2.zip", bytes);
    let [fault] = &folder.faults()[..] else { panic!("{:?}", folder.faults()) };
    assert!(fault.contains("archive::damaged") || fault.contains("archive::unreadable"), "{fault}");
}

/// 16 MiB of one line, in some kilobytes: it is refused at the first 64 KiB.
#[test]
fn a_bomb_of_one_line_is_refused_by_its_length() {
    let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file(name("2014-07"), options).unwrap();
    io::copy(&mut io::repeat(b'x').take(16 << 20), &mut writer).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 64 << 10, "{}", bytes.len());
    let folder = Folder::new();
    folder.write("bomb.zip", bytes);
    let [fault] = &folder.faults()[..] else { panic!("{:?}", folder.faults()) };
    assert!(
        fault.contains(":1:1: street::long_line: the line has more than 65536 bytes"),
        "{fault}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// An archive with some bytes changed, or cut short, is read rightly or refused.
    #[test]
    fn a_changed_archive_never_gives_other_counts(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        kept in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let (street, july) = (name("2014-07"), july());
        let mut bytes = archive([(street.as_str(), july.as_bytes())]);
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(kept.index(bytes.len()));
        }
        let folder = Folder::new();
        folder.write("changed.zip", bytes);
        if let Ok(counts) = folder.read() {
            prop_assert_eq!(counts.rows(), 200);
        }
    }
}
