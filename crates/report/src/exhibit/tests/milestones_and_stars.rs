//! Comments by stars, and milestones, of ordinary and of extreme data.

use panel_core::{
    Columns, DatedMilestone, Direction, Evidence, Exhibit, Figure, Figures, Finding, MOST_STARS,
    MilestoneStatus, Milestones, Month, Observation, Quantity, Reason, Row, RowId, Rule, Source,
    StarDistribution, Status,
};
use proptest::prelude::*;

use super::{both, faults, gallery, pairs};
use crate::exhibit::canvas::Measure;
use crate::exhibit::milestones::{self, MEASURE};
use crate::exhibit::stars;
use crate::exhibit::words::Drawn;
use crate::exhibit::{AreaNames, Planned, milestones_of, planned as exhibits_of, planned_of};
use crate::view::{Role, Shape};

fn given(comments: [u64; MOST_STARS]) -> StarDistribution {
    StarDistribution { period: "2014-07/2014-09".parse().unwrap(), comments }
}

/// Comments of one to five stars: a few, one, none of most, all the same, millions, none at all.
const COMMENTS: [[u64; MOST_STARS]; 8] = [
    [12, 7, 9, 31, 64],
    [0, 0, 1, 0, 0],
    [48, 0, 0, 0, 0],
    [0, 0, 0, 0, 2_750],
    [5, 5, 5, 5, 5],
    [1, 0, 0, 3_456_789, 12_345_678],
    [0; MOST_STARS],
    [u64::MAX; MOST_STARS],
];

fn month(ahead: i32) -> Month {
    "2014-04".parse::<Month>().unwrap().plus(ahead)
}

/// A name of about so many letters, and no more.
fn named(letters: usize, place: usize) -> String {
    let words =
        "Review how each of the agencies works with others so that fewer people have to wait";
    let mut words: Vec<_> = words.split(' ').collect();
    let count = words.len();
    words.rotate_left(place * 4 % count);
    let name: String = words.join(" ").chars().chain([' ']).cycle().take(letters).collect();
    name.trim().to_owned()
}

/// Fictional milestones, two in a month, the later ones first.
fn plan(statuses: &[MilestoneStatus], letters: usize) -> Milestones {
    let owners =
        ["Chief Constable", "Office of the PCC", "Anyshire County Council, children's services"];
    let milestones = statuses
        .iter()
        .enumerate()
        .map(|(place, status)| DatedMilestone {
            name: named(letters, place),
            status: *status,
            owner: owners[place % owners.len()].to_owned(),
            due: month(i32::try_from(place / 2).unwrap()),
        })
        .rev()
        .collect();
    Milestones { as_at: month(5), milestones }
}

fn cycle(count: usize) -> Vec<MilestoneStatus> {
    MilestoneStatus::ALL.into_iter().cycle().take(count).collect()
}

fn drawn(of: &Milestones) -> Vec<Drawn> {
    let across = MEASURE.points();
    milestones::sheets(of, across)
        .iter()
        .map(|sheet| milestones::draw(sheet, "SP16 Milestones", across))
        .collect()
}

/// Every sheet is whole, none is taller than a page, and together they have each milestone once.
fn whole(of: &Milestones) {
    let sheets = drawn(of);
    for sheet in &sheets {
        assert_eq!(faults(sheet), [""; 0], "{}", sheet.alt);
        // A page has 709 points between its margins, some of them for caption and running heads.
        assert!(sheet.drawing.height <= 600.0, "{}", sheet.drawing.height);
    }
    let marks = sheets.iter().flat_map(|sheet| &sheet.drawing.shapes);
    let marks = marks.filter(|shape| matches!(shape, Shape::Mark { .. })).count();
    // One beside the word and one on the line of time.
    assert_eq!(marks, 2 * of.milestones.len());
}

#[test]
fn stars_of_extreme_data_are_whole() {
    for comments in COMMENTS {
        both(|across| stars::draw(&given(comments), "SP5 Rate your Local Police", across));
    }
}

#[test]
fn stars_are_always_said_to_be_self_selected() {
    for comments in COMMENTS {
        let drawn = stars::draw(&given(comments), "SP5 Comments", 233.0);
        for text in [&drawn.caption, &drawn.alt] {
            assert!(text.contains("self-selected feedback, never compared with surveys"), "{text}");
        }
    }
}

#[test]
fn without_comments_nothing_is_drawn() {
    let Drawn { drawing, alt, .. } = stars::draw(&given([0; MOST_STARS]), "SP5 Comments", 233.0);
    assert!(drawing.shapes.iter().all(|shape| matches!(shape, Shape::Text { .. })));
    insta::assert_snapshot!("no_stars", alt);
}

#[test]
fn a_bar_is_as_long_as_its_count() {
    let Drawn { drawing, .. } = stars::draw(&given([25, 0, 50, 0, 100]), "SP5 Comments", 481.0);
    let lengths: Vec<_> = drawing
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Rect { from, to, .. } => Some(to[0] - from[0]),
            _ => None,
        })
        .collect();
    // Five stars on top; nothing is drawn for nothing.
    let [five, three, one] = lengths[..] else { panic!("{lengths:?}") };
    assert!((five / 2.0 - three).abs() < 0.02 && (five / 4.0 - one).abs() < 0.02, "{lengths:?}");
}

#[test]
fn milestones_of_extreme_data_are_whole() {
    for count in [1, 2, 12, 40] {
        for letters in [4, 30, 60, 140] {
            whole(&plan(&cycle(count), letters));
            whole(&plan(&vec![MilestoneStatus::Late; count], letters));
        }
    }
    assert_eq!(drawn(&plan(&[], 30)).len(), 0);
}

#[test]
fn milestones_stand_in_the_order_of_their_dates() {
    let of = plan(&cycle(12), 30);
    let [sheet] = &drawn(&of)[..] else { panic!("more than a sheet") };
    let on_the_line = sheet.drawing.shapes.iter().filter_map(|shape| match shape {
        Shape::Mark { at: [x, y], .. } if *x > 300.0 => Some((*x, *y)),
        _ => None,
    });
    let places: Vec<_> = on_the_line.collect();
    assert_eq!(places.len(), 12);
    for pair in places.windows(2) {
        assert!(pair[0].0 <= pair[1].0 && pair[0].1 < pair[1].1, "{places:?}");
    }
}

#[test]
fn what_was_due_is_left_of_the_line_of_today() {
    let [sheet] = &drawn(&plan(&cycle(20), 30))[..] else { panic!("more than a sheet") };
    let now = sheet.drawing.shapes.iter().find_map(|shape| match shape {
        Shape::Line { through, role: Role::AsAt } => Some(through[0][0]),
        _ => None,
    });
    let before = sheet.drawing.shapes.iter().filter(
        |shape| matches!(shape, Shape::Mark { at: [x, _], .. } if *x > 300.0 && Some(*x) < now),
    );
    // April to September, two in each month.
    assert_eq!(before.count(), 12);
}

#[test]
fn what_is_not_seen_of_them_is_said() {
    let alt = |comments| stars::draw(&given(comments), "SP5 Comments", 233.0).alt;
    insta::assert_snapshot!("stars", alt(COMMENTS[0]));
    insta::assert_snapshot!("stars_all_alike", alt(COMMENTS[4]));
    let said = |statuses: &[MilestoneStatus], letters| {
        let sheets = drawn(&plan(statuses, letters));
        sheets.into_iter().map(|sheet| sheet.alt).collect::<Vec<_>>().join("\n\n")
    };
    insta::assert_snapshot!("milestones", said(&cycle(5), 30));
    insta::assert_snapshot!("one_milestone", said(&cycle(1), 30));
    insta::assert_snapshot!("milestones_on_two_sheets", said(&cycle(40), 60));
}

/// A row with this exhibit as its evidence.
fn row(exhibit: Exhibit) -> Row {
    let drawn = exhibit.draws().into_iter().map(|(area, period)| Observation {
        series: "fictional".into(),
        area: area.unwrap_or("X23000001").into(),
        period,
        value: Quantity::Count(20),
        status: Status::Final,
        note: None,
        source: Source { file: "returns/fictional.csv".into(), line: 2 },
        counted: None,
        summed: None,
    });
    let drawn: Vec<_> = drawn.collect();
    let evidence = Evidence::for_rule(Rule::NoTest).drawing(Some(exhibit), &drawn);
    let figure = Figure::Known {
        value: Quantity::Words("Fictional".to_owned()),
        status: Status::Final,
        note: None,
        period: "2014-09".to_owned(),
        subject: None,
    };
    Row {
        id: RowId { owner: "sp16".to_owned(), measure: "by_date" },
        label: "Milestones",
        columns: Columns::Words { head: "Progress" },
        better: Direction::Neither,
        on_dashboard: true,
        finding: Finding::without_test(Figures::latest_only(figure), Reason::NoTestSet, evidence),
        among_all: None,
    }
}

#[test]
fn a_row_has_an_exhibit_for_each_sheet() {
    let planned = |exhibit| {
        let names = AreaNames::new();
        let row = row(exhibit);
        let planned = exhibits_of(&row, "SP16", &names);
        let drawn = |one: &Planned<'_>| {
            (one.slug.clone(), one.measure, (one.draw)(one.measure.points()).caption)
        };
        planned.iter().map(drawn).collect::<Vec<_>>()
    };
    let caption = "SP16 Milestones: milestones by due month, as at the end of September 2014";
    let sheet = |slug: &str, part| (slug.to_owned(), Measure::Whole, format!("{caption}{part}"));
    assert_eq!(planned(Exhibit::Milestones(plan(&cycle(8), 60))), [sheet("sp16-by-date", "")]);
    assert_eq!(
        planned(Exhibit::Milestones(plan(&cycle(40), 60))),
        [sheet("sp16-by-date", " (1 to 21 of 40)"), sheet("sp16-by-date-2", " (22 to 40 of 40)")]
    );
    assert_eq!(planned(Exhibit::Milestones(plan(&[], 60))).len(), 0);
    let [(slug, measure, caption)] = &planned(Exhibit::StarDistribution(given(COMMENTS[0])))[..]
    else {
        panic!("not one exhibit")
    };
    assert_eq!((slug.as_str(), *measure), ("sp16-by-date", Measure::Half));
    assert!(caption.starts_with("SP16: comments by stars"), "{caption}");
}

#[test]
fn several_rows_of_milestones_share_one_exhibit_at_the_first() {
    let names = AreaNames::new();
    let stars = row(Exhibit::StarDistribution(given(COMMENTS[0])));
    let [one, other] = [5, 3].map(|many| row(Exhibit::Milestones(plan(&cycle(many), 20))));
    let captions = |rows: &[&Row]| {
        let together = milestones_of(rows);
        let planned = planned_of(rows, "SP14A", &names, together.as_ref());
        let drawn = |one: &Planned<'_>| (one.draw)(one.measure.points());
        planned
            .iter()
            .map(|one| {
                let Drawn { caption, alt, .. } = drawn(one);
                let counted = alt.split(',').next().unwrap_or_default().to_owned();
                (
                    one.slug.clone(),
                    caption.split(',').next().unwrap_or_default().to_owned(),
                    counted,
                )
            })
            .collect::<Vec<_>>()
    };
    let told = |slug: &str, caption: &str, alt: &str| {
        (slug.to_owned(), caption.to_owned(), alt.to_owned())
    };
    let both = captions(&[&one, &stars, &other]);
    assert_eq!(both[0], told("sp14a-milestones", "SP14A: milestones by due month", "8 milestones"));
    assert_eq!((both.len(), &*both[1].0), (2, "sp16-by-date"));
    let alone = captions(&[&stars, &other]);
    assert_eq!(
        alone[1],
        told("sp16-by-date", "SP14A Milestones: milestones by due month", "3 milestones")
    );
    assert!(captions(&[]).is_empty());
}

#[test]
fn they_look_as_reviewed() {
    let label = "SP5 A row whose label takes sixty characters and perhaps one more";
    let mut rows =
        pairs(&COMMENTS[..7], |comments, across| stars::draw(&given(*comments), label, across));
    rows.push(vec![stars::draw(&given(COMMENTS[0]), label, Measure::Whole.points())]);
    gallery("stars", rows);
    let alone = |of: &Milestones| drawn(of).into_iter().map(|sheet| vec![sheet]).collect();
    let mut few: Vec<Vec<Drawn>> = Vec::new();
    for (statuses, letters) in [
        (cycle(1), 30),
        (cycle(8), 60),
        (vec![MilestoneStatus::Late; 6], 60),
        (vec![MilestoneStatus::Done; 2], 140),
    ] {
        few.extend::<Vec<_>>(alone(&plan(&statuses, letters)));
    }
    gallery("milestones", few);
    gallery("forty_milestones", alone(&plan(&cycle(40), 60)));
}

fn status() -> impl Strategy<Value = MilestoneStatus> {
    prop::sample::select(MilestoneStatus::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_comments_break_their_bars(comments in prop::array::uniform5(0_u64..20_000_000)) {
        both(|across| stars::draw(&given(comments), "SP5 Rate your Local Police", across));
    }

    #[test]
    fn no_plan_breaks_its_milestones(
        of in prop::collection::vec((status(), 1_usize..100, 1_usize..60, -300_i32..300), 1..=40),
        as_at in -60_i32..60,
    ) {
        let milestones = of
            .into_iter()
            .enumerate()
            .map(|(place, (status, letters, owner, due))| DatedMilestone {
                name: named(letters, place),
                status,
                owner: named(owner, place + 3),
                due: month(due),
            })
            .collect();
        whole(&Milestones { as_at: month(as_at), milestones });
    }
}
