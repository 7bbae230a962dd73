//! What is collated, of made-up returns.

use super::*;

const HEAD: &str = "partnership,theme,measure,unit,wanted,latest,previous,context\n";

/// Vale of two authorities and Hill of one.
fn partnerships() -> Partnerships {
    let partnership = |code: &str, name: &str, authorities: &[&str]| Partnership {
        code: code.to_owned(),
        name: name.to_owned(),
        authorities: authorities.iter().map(ToString::to_string).collect(),
    };
    Partnerships::new(vec![
        partnership("X22000001", "Vale", &["X07000001", "X07000002"]),
        partnership("X22000002", "Hill", &["X07000003"]),
    ])
}

fn collated(lines: &[&str]) -> (Vec<CollatedTheme>, Vec<Uncollated>) {
    let table = format!("{HEAD}{}\n", lines.join("\n"));
    collate(&panel_testkit::records_of(&CONTRIBUTIONS, &table), &partnerships())
}

/// `Hill: Incidents, 4 then 5`, a line a measure.
fn describe_faults(lines: &[&str]) -> Vec<String> {
    let (themes, faults) = collated(lines);
    assert_eq!(faults, []);
    let known =
        |figure: &Option<Quantity>| figure.as_ref().map_or("NA".to_owned(), ToString::to_string);
    let all = themes.iter().flat_map(|theme| &theme.lines);
    all.map(|one| {
        let (then, now) = (known(&one.previous), known(&one.latest));
        format!("{}: {}, {then} then {now}", one.partnership, one.measure)
    })
    .collect()
}

const VALE: &str = "X22000001,safer_communities,Incidents,count,lower,30,40,";
const HILL: &str = "X22000002,safer_communities,Incidents,count,lower,5,4,It rained.";

#[test]
fn a_theme_has_the_measures_of_each_partnership_in_the_order_of_their_names() {
    let victims = "X22000001,supporting_victims,Referred,percent,higher,61.5,60,";
    let found = describe_faults(&[VALE, victims, HILL]);
    assert_eq!(
        found,
        [
            "Vale: Referred, 60% then 61.5%",
            "Hill: Incidents, 4 then 5",
            "Vale: Incidents, 40 then 30"
        ]
    );
    assert_eq!(found, describe_faults(&[HILL, victims, VALE]));
    let (themes, _) = collated(&[VALE, victims, HILL]);
    let titles: Vec<_> = themes.iter().map(|theme| theme.title).collect();
    assert_eq!(
        titles,
        ["Supporting victims and witnesses", "Making communities and neighbourhoods safer"]
    );
    assert_eq!(themes[1].context.len(), 1);
    assert_eq!(themes[1].context[0].words, ["Incidents: It rained."]);
}

#[test]
fn counts_of_the_authorities_of_a_partnership_are_added() {
    let one = "X07000001,safer_communities,Incidents,count,lower,10,20,Lamps were mended.";
    let other = "X07000002,safer_communities,Incidents,count,lower,11,,Lamps were mended.";
    assert_eq!(describe_faults(&[one, other]), ["Vale: Incidents, NA then 21"]);
    let (themes, _) = collated(&[other, one]);
    assert_eq!(themes[0].context[0].words, ["Incidents: Lamps were mended."]);
    assert_eq!(themes[0].lines[0].sources.len(), 2);
    // A partnership of one authority goes by either code.
    let of_authority = HILL.replace("X22000002", "X07000003");
    assert_eq!(describe_faults(&[&of_authority]), ["Hill: Incidents, 4 then 5"]);
}

#[test]
fn what_cannot_be_added_is_told_with_its_line() {
    let authority =
        |number: u8, rest: &str| format!("X0700000{number},safer_communities,Incidents,{rest},");
    let fault = |lines: &[&str]| {
        let (_, faults) = collated(lines);
        let told: Vec<_> =
            faults.iter().map(|one| format!("{}: {}", one.source.line, one.message)).collect();
        told.join("; ")
    };
    let (one, other) = (authority(1, "count,lower,10,20"), authority(2, "count,lower,1,2"));
    assert_eq!(
        fault(&[&one]),
        "2: the measure is given for 1 of 2 authorities of Vale: X07000002 not"
    );
    assert_eq!(
        fault(&[VALE, &one, &other]),
        "3: the measure is given for Vale and for an authority in it"
    );
    assert_eq!(
        fault(&[&one, &authority(2, "count,higher,1,2")]),
        "3: `wanted` differs from that of the same measure at returns/contributions.csv:2"
    );
    let shares = [authority(1, "percent,lower,10,20"), authority(2, "percent,lower,1,2")];
    assert_eq!(
        fault(&[&shares[0], &shares[1]]),
        "2: percentages of the authorities of Vale cannot be added"
    );
}

#[test]
fn a_line_that_contradicts_itself_is_told() {
    for (line, message) in [
        (
            "X22000002,safer_communities,A,count,lower,5.5,4,",
            "5.5 is not a number of events or people",
        ),
        (
            "X22000002,safer_communities,A,count,lower,5,-4,",
            "-4 is not a number of events or people",
        ),
        (
            "X22000002,safer_communities,A,percent,lower,100.1,4,",
            "100.1% is not between 0% and 100%",
        ),
        (
            "X22000002,safer_communities,A,count,lower,,4,",
            "there is neither a figure nor a word of why there is none",
        ),
        ("X22000002,safer_communities,A,count,lower,five,4,", "`five` in `latest` is not a number"),
    ] {
        let faults = panel_testkit::record_faults(&CONTRIBUTIONS, &format!("{HEAD}{line}\n"));
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].ends_with(message), "{faults:?}");
    }
    let unknown = "X22000002,safer_communities,A,count,lower,,4,Not counted yet.";
    assert_eq!(describe_faults(&[unknown]), ["Hill: A, 4 then NA"]);
}

#[test]
fn who_has_not_returned_is_listed_with_why() {
    let table = format!("{HEAD}{HILL}\n");
    let lines = panel_testkit::records_of(&CONTRIBUTIONS, &table);
    let (collated, faults) = panel_core::Collated::of(&APPENDIX, &lines, &partnerships(), |_| None);
    assert_eq!(faults, []);
    assert_eq!(collated.not_returned.len(), 1);
    assert_eq!(collated.not_returned[0].partnership, "Vale");
    assert_eq!(collated.not_returned[0].why, "Nothing was received.");
    let why = |_: &Partnership| Some("Not yet approved.".to_owned());
    let (held, _) = panel_core::Collated::of(&APPENDIX, &[], &partnerships(), why);
    let names: Vec<_> = held.not_returned.iter().map(|one| one.partnership.as_str()).collect();
    assert_eq!(names, ["Hill", "Vale"]);
    assert_eq!(held.not_returned[0].why, "Not yet approved.");
}
