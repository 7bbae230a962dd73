//! What is counted, of made-up comments.

use panel_core::Counted;

use super::*;

const HEAD: &str = "comment,received,stars,theme,text,replied,decision,reason,proceedings,decided,decided_by,complaint,poster_notified,poster_answered,complainant_told";

/// A comment that is posted: when it came in, its stars, its theme and when it was replied to.
fn posted(number: u32, received: &str, stars: u8, theme: &str, replied: &str) -> String {
    format!(
        "{number:016x},{received},{stars},{theme},Fictional words,{replied},posted,,no,{received},moderator,,,,"
    )
}

fn kept(number: u32, received: &str, decision: &str, reason: &str) -> String {
    let proceedings = if reason == "active_proceedings" { "yes" } else { "no" };
    format!(
        "{number:016x},{received},1,follow_up,Unprintable,,{decision},{reason},{proceedings},{received},legal_adviser,,,,"
    )
}

/// One of last quarter's that was complained of, and what was done.
fn complained(number: u32, complaint: &str, notified: &str, answered: &str, told: &str) -> String {
    format!(
        "{number:016x},2025-06-20T10:00,1,other,,,posted,,no,2025-06-20T11:00,moderator,{complaint},{notified},{answered},{told}"
    )
}

fn table(lines: &[String]) -> String {
    format!("{HEAD}\n{}\n", lines.join("\n"))
}

fn count_of(tally: &'static Tally, lines: &[String]) -> Counted {
    panel_testkit::counted(tally, "2025-26 Q2", &[(&COMMENTS, &table(lines))])
}

/// The figures as printed, those that could not be given as `none`.
fn figures(tally: &'static Tally, lines: &[String]) -> Vec<String> {
    let counted = count_of(tally, lines);
    let name = |id: &str| id.trim_start_matches("feedback/").to_owned();
    let printed = |value: &Quantity| match value {
        Quantity::Proportion(share) => format!("{} of {}", share.positive(), share.surveyed()),
        other => other.to_string(),
    };
    let mut all: Vec<_> = counted
        .figures
        .iter()
        .map(|(_, one)| format!("{}: {}", name(&one.series), printed(&one.value)))
        .chain(counted.nothing.iter().map(|(_, one, _)| format!("{}: none", name(one.id()))))
        .collect();
    all.sort();
    all
}

fn quarter_of_comments() -> Vec<String> {
    vec![
        posted(1, "2025-07-01T00:00", 5, "helpfulness", "2025-07-02T10:00"),
        posted(2, "2025-07-02T09:00", 4, "helpfulness", "2025-07-09T10:00"),
        posted(3, "2025-09-30T23:59", 1, "follow_up", ""),
        posted(4, "2025-08-05T09:00", 1, "follow_up", "2025-08-20T10:00"),
        // Neither the quarter before nor the one after counts.
        posted(5, "2025-06-30T23:59", 5, "other", ""),
        posted(6, "2025-10-01T00:00", 5, "other", ""),
        kept(7, "2025-08-01T09:00", "held", "active_proceedings"),
        kept(8, "2025-08-02T09:00", "withheld", "defamatory"),
    ]
}

#[test]
fn ratings_are_of_the_comments_posted_that_came_in_in_the_quarter() {
    let found = figures(&RATINGS, &quarter_of_comments());
    let has = |one: &str| assert!(found.iter().any(|known| known == one), "{one}: {found:#?}");
    has("comments: 4");
    has("average-stars: 2.8"); // 11 / 4 = 2.75
    has("stars/one: 2");
    has("stars/two: 0");
    has("stars/four: 1");
    has("stars/five: 1");
    has("themes/helpfulness/stars: 4.5");
    has("themes/helpfulness/comments: 2");
    has("themes/follow-up/stars: 1.0");
    has("themes/other/comments: 0");
    has("themes/other/stars: none");
    has("themes/most-comments: Follow-up, Helpfulness (2 of 4 each)");
    has("themes/most-one-star: Follow-up (2 of 2)");
    has("themes/most-five-stars: Helpfulness (1 of 1)");
}

#[test]
fn the_order_of_comments_changes_nothing() {
    let comments = quarter_of_comments();
    let turned: Vec<_> = comments.iter().rev().cloned().collect();
    for tally in [&RATINGS, &MODERATION, &REPLIES, &COMPLAINTS] {
        assert_eq!(figures(tally, &comments), figures(tally, &turned));
    }
}

#[test]
fn moderation_is_of_all_comments_received() {
    assert_eq!(
        figures(&MODERATION, &quarter_of_comments()),
        [
            "held: 1",
            "not-posted/active-proceedings: 1 of 6",
            "not-posted/defamatory: 1 of 6",
            "not-posted/duplicate: 0 of 6",
            "not-posted/identifying: 0 of 6",
            "not-posted: 2 of 6",
        ]
    );
}

#[test]
fn replies_that_were_not_yet_due_are_counted_by_themselves() {
    // In time: the 1st within 1 day, the 2nd on its fifth; the 4th came late; the 3rd was not due.
    assert_eq!(
        figures(&REPLIES, &quarter_of_comments()),
        ["replies/in-time: 2 of 3", "replies/median-days: 5", "replies/running: 1"]
    );
    let of_two = &quarter_of_comments()[..2];
    // Half of two replies is one.
    assert!(figures(&REPLIES, of_two).contains(&"replies/median-days: 1".to_owned()));
}

#[test]
fn complaints_count_by_when_they_came_in_and_not_by_their_comment() {
    let lines = [
        complained(
            1,
            "2025-07-01T10:00",
            "2025-07-02T10:00",
            "2025-07-03T10:00",
            "2025-07-04T10:00",
        ),
        complained(
            2,
            "2025-07-01T10:00",
            "2025-07-04T10:00",
            "2025-07-05T10:00",
            "2025-07-07T10:00",
        ),
        complained(3, "2025-09-30T10:00", "", "", ""),
        complained(4, "2025-09-29T10:00", "2025-09-29T12:00", "", ""),
        complained(5, "2025-06-30T10:00", "", "", ""),
        complained(6, "2025-07-09T10:00", "", "", ""),
    ];
    assert_eq!(
        figures(&COMPLAINTS, &lines),
        [
            "complaints/ended-running: 1",
            "complaints/ended: 2 of 2",
            "complaints/notices-running: 1",
            "complaints/notices: 2 of 4",
        ]
    );
}

#[test]
fn of_no_comment_there_is_a_number_and_no_average() {
    let earlier = [posted(5, "2025-06-30T23:59", 5, "other", "")];
    let ratings = figures(&RATINGS, &earlier);
    assert!(ratings.contains(&"comments: 0".to_owned()));
    assert!(ratings.contains(&"average-stars: none".to_owned()));
    assert!(ratings.contains(&"themes/most-comments: none".to_owned()));
    assert!(figures(&MODERATION, &earlier).contains(&"not-posted: none".to_owned()));
    assert!(figures(&REPLIES, &earlier).contains(&"replies/median-days: none".to_owned()));
    assert!(figures(&COMPLAINTS, &earlier).contains(&"complaints/notices: none".to_owned()));
}

#[test]
fn a_quarter_that_is_not_covered_has_no_figure() {
    let text = table(&quarter_of_comments());
    let (two, three) = ("2025-08/2025-12".parse().unwrap(), "2025-07/2025-09".parse().unwrap());
    for tally in [&RATINGS, &MODERATION, &REPLIES, &COMPLAINTS] {
        let within = |covers| {
            let tables: &[(&panel_core::RecordTable, &str)] = &[(&COMMENTS, &text)];
            panel_testkit::counted_within(tally, "2025-26 Q2", covers, tables)
        };
        let nothing = within(two);
        assert!(nothing.figures.is_empty() && nothing.nothing.is_empty());
        assert!(!within(three).figures.is_empty());
    }
}

#[test]
fn no_word_of_a_comment_is_in_a_figure() {
    for tally in [&RATINGS, &MODERATION, &REPLIES, &COMPLAINTS] {
        let counted = format!("{:?}", count_of(tally, &quarter_of_comments()).figures);
        assert!(!counted.contains("Fictional words") && !counted.contains("Unprintable"));
    }
}
