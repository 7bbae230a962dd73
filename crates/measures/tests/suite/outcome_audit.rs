//! The audit of outcomes: what is drawn, and what is counted of what comes back.

use panel_core::{Counted, GivenFigure, Period, Tally};
use panel_measures::{
    AuditSampleError, OUTCOME_AUDIT, OutcomeAudit, SURVEY_ANSWERS, audit_sample, of_outcome_audit,
    outcome_audit,
};
use panel_testkit::{counted, counted_within, record_faults, records_within};

use crate::support::period;

const AUDIT: OutcomeAudit = outcome_audit!("hate-crime");
static GIVES: [GivenFigure; 10] = AUDIT.gives();
static TALLY: Tally = of_outcome_audit(&GIVES);

const YEAR: &str = "2024/25";
const QUARTER: &str = "2024-25 Q4";
const ANSWER_HEAD: &str =
    "case,interviewed,crime_type,satisfied,aware_of_services,took_up_support,happy_with_outcome";
const AUDIT_HEAD: &str =
    "stratum,place,case,crime_type,audited,handled_well,learning_point,finding";

fn key(number: usize) -> String {
    format!("{number:016x}")
}

/// So many interviews about hate crime in the year, of whom so many are happy and so many are not.
fn answers(happy: usize, not: usize) -> String {
    let line = |(number, answer): (usize, &str)| {
        format!("{},2024-06-{:02},hate-crime,yes,,,{answer}\n", key(number), number % 30 + 1)
    };
    let each = std::iter::repeat_n("yes", happy).chain(std::iter::repeat_n("no", not));
    let lines: String = (1..).zip(each).map(line).collect();
    format!("{ANSWER_HEAD}\n{lines}")
}

fn drawn(happy: usize, not: usize, precision: f64, seed: &str) -> Result<String, AuditSampleError> {
    let text = answers(happy, not);
    let records = records_within(period(YEAR), &[(&SURVEY_ANSWERS, &text)]);
    audit_sample(&records, "hate-crime", period(YEAR), precision, seed).map(|one| one.to_string())
}

fn lines_of(sample: &str, stratum: &str) -> usize {
    sample.lines().filter(|line| line.starts_with(&format!("{stratum},"))).count()
}

#[test]
fn each_stratum_is_as_large_as_its_precision_asks() {
    // Cochran by hand: 96.04 without limit; of 60, 37.3; of 28, 21.9.
    let sample = drawn(60, 28, 10.0, "2025-26-q2").unwrap();
    assert_eq!((lines_of(&sample, "happy"), lines_of(&sample, "not-happy")), (38, 22));
    assert!(sample.starts_with(&format!("{AUDIT_HEAD}\nhappy,1,")), "{sample}");
    assert!(sample.lines().skip(1).all(|line| line.ends_with(",hate-crime,,,,")), "{sample}");
}

#[test]
fn the_same_seed_draws_the_same_cases_whatever_the_order_of_the_answers() {
    assert_eq!(drawn(60, 28, 10.0, "one"), drawn(60, 28, 10.0, "one"));
    assert_ne!(drawn(60, 28, 10.0, "one"), drawn(60, 28, 10.0, "two"));
    let text = answers(60, 28);
    let mut turned: Vec<_> = text.lines().skip(1).collect();
    turned.reverse();
    let turned = format!("{ANSWER_HEAD}\n{}\n", turned.join("\n"));
    let records = records_within(period(YEAR), &[(&SURVEY_ANSWERS, &turned)]);
    let sample = audit_sample(&records, "hate-crime", period(YEAR), 10.0, "one").unwrap();
    assert_eq!(Ok(sample.to_string()), drawn(60, 28, 10.0, "one"));
}

#[test]
fn a_fine_precision_draws_everybody_and_a_coarse_one_few() {
    let all = drawn(60, 28, 0.01, "one").unwrap();
    assert_eq!((lines_of(&all, "happy"), lines_of(&all, "not-happy")), (60, 28));
    let few = drawn(60, 28, 50.0, "one").unwrap();
    assert_eq!((lines_of(&few, "happy"), lines_of(&few, "not-happy")), (4, 4));
    let one = drawn(1, 0, 10.0, "one").unwrap();
    assert_eq!((lines_of(&one, "happy"), lines_of(&one, "not-happy")), (1, 0));
}

#[test]
fn what_cannot_be_drawn_says_why() {
    let why = |happy, not, precision| drawn(happy, not, precision, "one").unwrap_err().to_string();
    for precision in [0.0, -5.0, 100.0, f64::NAN, f64::INFINITY] {
        let message = why(60, 28, precision);
        assert!(message.contains("points cannot be asked for"), "{precision}: {message}");
    }
    assert_eq!(
        why(0, 0, 10.0),
        "nobody interviewed about hate-crime in 2024/25 said whether they were happy with the outcome"
    );
    let text = answers(3, 3);
    let records = records_within(period("2024-05/2025-03"), &[(&SURVEY_ANSWERS, &text)]);
    let uncovered = audit_sample(&records, "hate-crime", period(YEAR), 10.0, "one");
    assert_eq!(uncovered, Err(AuditSampleError::NotCovered(period(YEAR))));
}

/// What is counted of five happy victims (1 to 5) and four who are not (6 to 9).
fn of(audit: &[String]) -> Vec<String> {
    describe_counted(&counted(&TALLY, QUARTER, &tables(&answers(5, 4), &audit_table(audit))))
}

fn tables<'t>(
    answers: &'t str,
    audit: &'t str,
) -> [(&'static panel_core::RecordTable, &'t str); 2] {
    [(&OUTCOME_AUDIT, audit), (&SURVEY_ANSWERS, answers)]
}

fn audit_table(lines: &[String]) -> String {
    format!("{AUDIT_HEAD}\n{}\n", lines.join("\n"))
}

fn describe_counted(counted: &Counted) -> Vec<String> {
    let figures = counted.figures.iter().map(|(_, one)| {
        let series = one.series.trim_start_matches("audit/hate-crime/");
        format!("{series} {}", one.value)
    });
    let nothing = counted.nothing.iter().map(|(_, series, _)| format!("{}: nothing", series.id()));
    figures.chain(nothing).collect()
}

fn line(stratum: &str, case: usize, found: &str) -> String {
    format!("{stratum},{case},{},hate-crime,{found}", key(case))
}

fn whole_audit() -> Vec<String> {
    vec![
        line("happy", 1, "2025-05-01,yes,,"),
        line("happy", 2, "2025-05-02,no,decision-explained,Fictional words"),
        line("happy", 3, ",,,"),
        line("not-happy", 6, "2025-05-02,no,victim-kept-informed,"),
        line("not-happy", 7, "2025-05-02,yes,decision-explained,"),
        line("not-happy", 8, "2025-05-02,no,,"),
    ]
}

#[test]
fn strata_weights_cases_audited_and_learning_points_are_counted() {
    assert_eq!(
        of(&whole_audit()),
        [
            "happy 50.0%",
            "happy-in-all 5",
            "not-happy 33.3%",
            "not-happy-in-all 4",
            "audited 5",
            "victim-kept-informed 1",
            "decision-explained 2",
            "support-offered 0",
            "time-taken 0",
            "evidence-gathered 0",
        ]
    );
    let mut turned = whole_audit();
    turned.reverse();
    assert_eq!(of(&turned), of(&whole_audit()));
}

#[test]
fn a_case_that_is_not_in_its_stratum_is_left_out() {
    let mut audit = whole_audit();
    audit.push(line("happy", 9, "2025-05-02,yes,,"));
    audit.push(line("happy", 99, "2025-05-02,yes,time-taken,"));
    assert_eq!(of(&audit), of(&whole_audit()));
    let text = audit_table(&audit);
    let counted = counted(&TALLY, QUARTER, &tables(&answers(5, 4), &text));
    let audited = counted.figures.iter().find(|(_, one)| one.series.ends_with("/audited"));
    let from = audited.and_then(|(_, one)| one.counted.clone()).expect("records");
    let left_out: Vec<_> = from.left_out.iter().map(|(why, all)| (*why, all.len())).collect();
    assert_eq!(
        left_out,
        [
            ("cases drawn that have not been audited", 1),
            ("cases that are not in this stratum of the latest answers", 2)
        ]
    );
}

#[test]
fn a_stratum_of_which_nothing_is_audited_yet_has_no_share() {
    let audit = [line("happy", 1, "2025-05-01,yes,,"), line("not-happy", 6, ",,,")];
    let found = of(&audit);
    assert!(found.contains(&"audit/hate-crime/not-happy: nothing".to_owned()), "{found:?}");
    assert!(found.contains(&"not-happy-in-all 4".to_owned()), "{found:?}");
}

#[test]
fn no_audit_of_this_crime_or_months_not_covered_give_nothing() {
    assert_eq!(of(&[]), Vec::<String>::new());
    let audit = audit_table(&whole_audit());
    let answers = answers(5, 4);
    let within = |covers: Period| {
        describe_counted(&counted_within(&TALLY, QUARTER, covers, &tables(&answers, &audit)))
    };
    assert_eq!(within(period("2024-05/2025-03")), Vec::<String>::new());
    assert_eq!(within(period("2024-04/2025-03")).len(), 10);
}

#[test]
fn a_line_of_the_audit_that_contradicts_itself_is_told() {
    let faults =
        |found: &str| record_faults(&OUTCOME_AUDIT, &audit_table(&[line("happy", 1, found)]));
    assert_eq!(faults("2025-05-01,yes,time-taken,Fictional words"), Vec::<String>::new());
    for (found, wanted) in [
        ("2025-05-01,,,", "the audit does not say whether the outcome was handled well"),
        (",yes,,", "something was found, but not on which day"),
        (",,time-taken,", "something was found, but not on which day"),
        (",,,Fictional words", "something was found, but not on which day"),
        ("2025-05-01,yes,rudeness,", "a text like `aaaaaaaa` is not known in `learning_point`"),
    ] {
        let told = faults(found);
        assert!(told.len() == 1 && told[0].contains(wanted), "{found}: {told:?}");
    }
}
