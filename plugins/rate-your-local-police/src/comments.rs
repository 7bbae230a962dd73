//! The table of comments: each with its stars and the record of its moderation.

use panel_core::{Column, Contradiction, DateTime, Holds, RecordTable, TableRecord};

/// What a comment can be about.
pub(crate) const THEMES: [&str; 7] = [
    "reporting_an_incident",
    "response_times",
    "follow_up",
    "low_level_crime",
    "professionalism",
    "helpfulness",
    "other",
];

/// Why a comment can be held or withheld.
pub(crate) const REASONS: [&str; 4] =
    ["active_proceedings", "defamatory", "identifying", "duplicate"];

const COLUMNS: &[Column] = &[
    Column::new("comment", "Comment", Holds::Key).said("The number of the comment.").key(),
    Column::new("received", "Received", Holds::Moment).said("When it came in."),
    Column::new("stars", "Stars", Holds::Whole { least: 1 })
        .said("From 1, dissatisfaction, to 5, excellent.")
        .of("stars"),
    Column::new("theme", "Theme", Holds::OneOf(&THEMES)).said("What it is about in the main."),
    Column::new("text", "Text", Holds::Words)
        .said("What it says. Nothing reads it, so that it may be left out, and is not filed.")
        .dropped(),
    Column::new("replied", "Replied", Holds::Moment)
        .said("When the first reply was posted.")
        .optional(),
    Column::new("decision", "Decision", Holds::OneOf(&["posted", "held", "withheld"]))
        .said("What moderation decided last: a comment taken down is withheld."),
    Column::new("reason", "Reason", Holds::OneOf(&REASONS))
        .said("Why it is held or withheld; empty where it is posted.")
        .optional(),
    Column::new("proceedings", "Proceedings", Holds::YesNo)
        .said("Whether it bears on criminal proceedings that are active, or on an investigation. Nothing is posted before this is answered.")
        .optional(),
    Column::new("decided", "Decided", Holds::Moment).said("When that was decided."),
    Column::new(
        "decided_by",
        "Decided by",
        Holds::OneOf(&["moderator", "senior_moderator", "legal_adviser"]),
    )
    .said("Who decided it, by role."),
    Column::new("complaint", "Complaint", Holds::Moment)
        .said("When a notice of complaint about it came in, by section 5 of the Defamation Act 2013.")
        .optional(),
    Column::new("poster_notified", "Poster notified", Holds::Moment)
        .said("When the notice was sent on to whoever posted it.")
        .optional(),
    Column::new("poster_answered", "Poster answered", Holds::Moment)
        .said("When the poster answered.")
        .optional(),
    Column::new("complainant_told", "Complainant informed", Holds::Moment)
        .said("When the office informed the complainant of the outcome: removed or not.")
        .optional(),
];

/// One line a comment.
pub(crate) static COMMENTS: RecordTable = RecordTable::new(
    "comments",
    "Comments",
    "Comments on the service, one line each, with the record of their moderation: every comment that came in in the months covered, and every one complained of in them.",
    COLUMNS,
)
.checked(contradictions);

/// What cannot follow what: each moment with the one before which it cannot be, and what both are.
const IN_ORDER: [(&str, &str, &str, &str); 6] = [
    ("replied", "received", "was replied to", "came in"),
    ("decided", "received", "was decided on", "came in"),
    ("complaint", "received", "was complained of", "came in"),
    ("poster_notified", "complaint", "was notified to its poster", "was complained of"),
    ("poster_answered", "poster_notified", "was answered by its poster", "was notified"),
    ("complainant_told", "complaint", "was reported to the complainant", "was complained of"),
];

fn contradictions(comment: &TableRecord) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let mut contradicts = |column, message: String, remedy| {
        found.push(Contradiction { column, message, remedy });
    };
    if let Some(stars) = comment.whole("stars").filter(|stars| *stars > 5) {
        let message = format!("{stars} stars were given, and there are one to five");
        contradicts("stars", message, "correct the number of stars");
    }
    let (decision, reason) = (comment.text("decision"), comment.text("reason"));
    let proceedings = comment.yes("proceedings");
    match (decision, reason) {
        ("posted", "") => match proceedings {
            Some(false) => {}
            Some(true) => contradicts(
                "proceedings",
                "it is posted, although it bears on active proceedings".to_owned(),
                "hold it, or correct the answer",
            ),
            None => contradicts(
                "proceedings",
                "it is posted, and nothing says whether it bears on active proceedings".to_owned(),
                "answer yes or no: the question comes before posting",
            ),
        },
        ("posted", reason) => contradicts(
            "reason",
            format!("it is posted, although `{reason}` speaks against it"),
            "take the reason away, or correct the decision",
        ),
        (decision, "") => contradicts(
            "reason",
            format!("it is {decision} without a reason"),
            "write the reason: active_proceedings, defamatory, identifying or duplicate",
        ),
        (_, "active_proceedings") if proceedings != Some(true) => contradicts(
            "proceedings",
            "active proceedings are the reason, and the answer does not say so".to_owned(),
            "answer yes, or correct the reason",
        ),
        _ => {}
    }
    for (later, earlier, did, before) in IN_ORDER {
        let Some(moment) = comment.moment(later) else { continue };
        match comment.moment(earlier) {
            None => contradicts(
                later,
                format!("it {did}, and nothing says when it {before}"),
                "fill in the earlier moment, or take this one away",
            ),
            Some(first) if moment < first => contradicts(
                later,
                format!("it {did} before it {before}"),
                "correct one of the two moments",
            ),
            Some(_) => {}
        }
    }
    found
}

/// Whether a comment stands on the site.
pub(crate) fn is_posted(comment: &TableRecord) -> bool {
    comment.text("decision") == "posted"
}

/// When a comment was taken down after it was complained of.
pub(crate) fn removed(comment: &TableRecord) -> Option<DateTime> {
    let (decided, complaint) = (comment.moment("decided")?, comment.moment("complaint")?);
    (comment.text("decision") == "withheld" && decided >= complaint).then_some(decided)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with a comment of which these cells are other than those of a faultless one.
    fn faults(cells: &[(&str, &str)]) -> Vec<String> {
        let faultless = |column: &str| match column {
            "comment" => "00000000000000a1",
            "received" => "2025-07-01T09:30",
            "stars" => "4",
            "theme" => "other",
            "decision" => "posted",
            "proceedings" => "no",
            "decided" => "2025-07-01T10:00",
            "decided_by" => "moderator",
            _ => "",
        };
        let heads = COMMENTS.column_names();
        let value = |head: &&str| {
            let given = cells.iter().find(|(name, _)| name == head);
            given.map_or_else(|| faultless(head), |(_, text)| text)
        };
        let line: Vec<_> = heads.iter().map(value).collect();
        let table = format!("{}\n{}\n", heads.join(","), line.join(","));
        let found = panel_testkit::record_faults(&COMMENTS, &table);
        found.iter().map(|one| one.splitn(3, ": ").nth(2).unwrap().to_owned()).collect()
    }

    #[test]
    fn a_faultless_comment_has_no_fault_with_text_or_without() {
        assert_eq!(faults(&[]), [""; 0]);
        assert_eq!(faults(&[("text", "Fictional words")]), [""; 0]);
        assert_eq!(faults(&[("stars", "1")]), [""; 0]);
        assert_eq!(faults(&[("stars", "5")]), [""; 0]);
    }

    #[test]
    fn stars_are_one_to_five() {
        assert_eq!(faults(&[("stars", "6")]), ["6 stars were given, and there are one to five"]);
        assert_eq!(
            faults(&[("stars", "0")]),
            ["`0` in `stars` is not a whole number of 1 or more"]
        );
    }

    #[test]
    fn a_decision_and_its_reason_belong_together() {
        assert_eq!(faults(&[("decision", "held")]), ["it is held without a reason"]);
        assert_eq!(faults(&[("decision", "withheld")]), ["it is withheld without a reason"]);
        assert_eq!(
            faults(&[("reason", "duplicate")]),
            ["it is posted, although `duplicate` speaks against it"]
        );
        assert_eq!(faults(&[("decision", "held"), ("reason", "duplicate")]), [""; 0]);
    }

    #[test]
    fn somebody_decided_it_and_at_some_time() {
        let withheld = [("decision", "withheld"), ("reason", "identifying")];
        let without = |column| faults(&[withheld[0], withheld[1], (column, "")]);
        assert_eq!(without("decided_by"), ["`decided_by` is empty"]);
        assert_eq!(without("decided"), ["`decided` is empty"]);
        // A name is none of the roles, and is not taken.
        assert_eq!(
            faults(&[("decided_by", "somebody")]),
            ["a text like `aaaaaaaa` is not known in `decided_by`"]
        );
    }

    #[test]
    fn nothing_is_posted_before_it_is_asked_about_proceedings() {
        assert_eq!(
            faults(&[("proceedings", "")]),
            ["it is posted, and nothing says whether it bears on active proceedings"]
        );
        assert_eq!(
            faults(&[("proceedings", "yes")]),
            ["it is posted, although it bears on active proceedings"]
        );
        let held = [("decision", "held"), ("reason", "active_proceedings")];
        assert_eq!(
            faults(&held),
            ["active proceedings are the reason, and the answer does not say so"]
        );
        assert_eq!(faults(&[held[0], held[1], ("proceedings", "yes")]), [""; 0]);
    }

    #[test]
    fn nothing_happens_before_what_it_follows() {
        for (column, before, message) in [
            ("replied", vec![], "it was replied to before it came in"),
            ("decided", vec![], "it was decided on before it came in"),
            ("complaint", vec![], "it was complained of before it came in"),
            (
                "poster_notified",
                vec![("complaint", "2025-07-02T09:00")],
                "it was notified to its poster before it was complained of",
            ),
            (
                "complainant_told",
                vec![("complaint", "2025-07-02T09:00")],
                "it was reported to the complainant before it was complained of",
            ),
        ] {
            let cells: Vec<_> =
                before.iter().copied().chain([(column, "2025-06-30T12:00")]).collect();
            assert_eq!(faults(&cells), [message]);
        }
        // The same minute is no contradiction.
        assert_eq!(faults(&[("replied", "2025-07-01T09:30")]), [""; 0]);
    }

    #[test]
    fn nothing_is_said_of_a_complaint_that_nobody_made() {
        assert_eq!(
            faults(&[("poster_notified", "2025-07-03T12:00")]),
            ["it was notified to its poster, and nothing says when it was complained of"]
        );
        assert_eq!(
            faults(&[("complaint", "2025-07-02T12:00"), ("poster_answered", "2025-07-03T12:00")]),
            ["it was answered by its poster, and nothing says when it was notified"]
        );
    }
}
