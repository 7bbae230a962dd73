//! A series of England and Wales: asked of that area, and taken of no other.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use panel_core::{Area, Need, ReturnKind, ReturnedSeries, Series, Wanted};
use panel_partner_returns::Delivery;

use crate::made_up::{AREA, Quarter};

const FALL: Series =
    Series::neither_is_better("offences/fall-england-and-wales").of_england_and_wales();
const NATIONAL: &str = "K04000001";

/// The quarter, with a figure of England and Wales that the force returns.
fn quarter() -> Quarter {
    let mut quarter = Quarter::new();
    quarter.areas.push(Area { code: NATIONAL.to_owned(), name: "England and Wales".to_owned() });
    quarter.needs.push(Need { series: FALL, kind: ReturnKind::Figures });
    quarter.series.push(ReturnedSeries {
        series: FALL,
        kind: ReturnKind::Figures,
        title: "Fall in England and Wales".to_owned(),
        rows: vec!["sp11.fall".to_owned()],
        wanted: vec![Wanted::Latest],
    });
    quarter
}

/// The areas that the template asks for, by series, in its sheet of figures.
fn asked(quarter: &Quarter) -> Vec<(String, String)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(quarter.template(0).unwrap())).unwrap();
    let range = book.worksheet_range("Figures").unwrap();
    let rows = range.rows().skip(3);
    rows.map(|row| (Data::to_string(&row[1]), Data::to_string(&row[2]))).collect()
}

fn sent(area: &str) -> String {
    let head = "series,area,period,value,unit,status,note";
    format!("{head}\n{},{area},2021-01/2024-12,9,percent,final,\n", FALL.id())
}

#[test]
fn it_is_asked_of_england_and_wales_until_it_stands() {
    let mut quarter = quarter();
    let own = ("feedback/stars".to_owned(), AREA.to_owned());
    let national = (FALL.id().to_owned(), NATIONAL.to_owned());
    assert_eq!(asked(&quarter), [own.clone(), national]);
    let text = sent(NATIONAL);
    let filing = quarter.receive(&[Delivery { name: "f.csv", bytes: text.as_bytes() }], None);
    quarter.file(&filing.unwrap());
    assert_eq!(asked(&quarter), [own]);
}

#[test]
fn it_is_not_taken_under_the_code_of_the_force() {
    let text = sent(AREA);
    let refused = quarter().receive(&[Delivery { name: "f.csv", bytes: text.as_bytes() }], None);
    let faults = refused.unwrap_err();
    let codes: Vec<_> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["returns::other_area_of_series"]);
    assert!(faults[0].message.contains("is a figure of K04000001, not of `X23000001`"));
}
