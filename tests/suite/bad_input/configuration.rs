//! Configuration, explanations and the list of tables, with something wrong in them.

use super::broken::Broken;

const PACKAGE: &str = "returns/datapackage.json";

/// Asserts that the package is told to be unreadable, on this line, and nothing else.
#[track_caller]
fn assert_unreadable(package: &str, line: usize, why: &str) {
    let rejected = Broken::quarter().file(PACKAGE, package).rejected();
    assert_eq!((rejected.count("datapackage::unreadable"), rejected.all()), (1, 1));
    for part in [why, &format!("[{PACKAGE}:{line}:"), "help: "] {
        assert!(rejected.text.contains(part), "no {part} in:\n{}", rejected.text);
    }
}

#[test]
fn a_package_that_is_no_json() {
    assert_unreadable("{\n\"resources\": [\n{,}]}\n", 3, "this name is not in quotation marks");
}

#[test]
fn a_package_cut_off() {
    let package = Broken::quarter().copied.text(PACKAGE);
    let half = &package[..package.len() / 2];
    assert_unreadable(half, half.split('\n').count(), "the file ends before everything is closed");
}

#[test]
fn a_resource_without_its_return() {
    let rejected = Broken::quarter()
        .replacing(PACKAGE, "\"return\": \"counts\"", "\"returns\": \"counts\"")
        .rejected();
    assert_eq!(rejected.count("datapackage::unreadable"), 1);
    assert_eq!(rejected.all(), 1, "{}", rejected.text);
}

#[test]
fn fields_in_another_order_than_the_table() {
    let broken = Broken::quarter();
    let text = broken.copied.text(PACKAGE);
    // `positive` and `surveyed` change places.
    let text = text.replacen("\"name\": \"positive\"", "\"name\": \"x\"", 1);
    let text = text.replacen("\"name\": \"surveyed\"", "\"name\": \"positive\"", 1);
    let text = text.replacen("\"name\": \"x\"", "\"name\": \"surveyed\"", 1);
    broken.file(PACKAGE, text).rejected().only(
        "datapackage::schema",
        (PACKAGE, "\"surveys.csv\""),
        "list series, area, period, positive, surveyed, published_percent, status, note",
    );
}

#[test]
fn a_path_that_leads_out() {
    for path in ["../plan.csv", "/etc/passwd", ""] {
        let path = format!("\"{path}\"");
        let rejected = Broken::quarter()
            .replacing(PACKAGE, "\"path\": \"counts.csv\"", &format!("\"path\": {path}"))
            .rejected();
        rejected.tells(
            "datapackage::path",
            (PACKAGE, &path),
            "put the file in the folder `returns`",
        );
        rejected.tells("datapackage::unlisted", ("returns/counts.csv", ""), "list it");
        assert_eq!(rejected.all(), 2);
    }
}

#[test]
fn a_kind_of_return_that_there_is_not() {
    Broken::quarter()
        .replacing(PACKAGE, "\"return\": \"money\"", "\"return\": \"pounds\"")
        .rejected()
        .only("datapackage::return", (PACKAGE, "\"savings.csv\""), "money, words, figures");
}

#[test]
fn an_explanation_taken_away() {
    let broken = Broken::quarter();
    let text = broken.copied.text("awaited.toml");
    let entries: Vec<_> = text
        .split("[[awaited]]")
        .filter(|entry| !entry.contains("\"treatment/completions\""))
        .collect();
    broken.file("awaited.toml", entries.join("[[awaited]]")).rejected().only(
        "awaited::unexplained",
        ("awaited.toml", ""),
        "or say in awaited.toml why it is missing",
    );
}

/// An entry of `awaited.toml`.
fn awaiting(series: &str, kind: &str, more: &str) -> String {
    format!(
        "\n[[awaited]]\nseries = \"{series}\"\nreturn = \"{kind}\"\nwhy = \"It is late.\"\nfrom = \"The force\"\n{more}"
    )
}

#[test]
fn an_explanation_of_what_was_received() {
    let rejected = Broken::quarter()
        .with_line(
            "awaited.toml",
            &awaiting("offences/domestic-burglary", "counts", "expected = \"2015-01\""),
        )
        .rejected();
    assert_eq!(rejected.count("awaited::received"), 1);
    assert_eq!(rejected.all(), 1);
    assert!(rejected.text.contains("it is at returns/counts.csv:11"), "{}", rejected.text);
    assert!(rejected.text.contains("remove the entry"));
}

#[test]
fn an_explanation_of_a_series_that_nothing_reads() {
    let rejected = Broken::quarter()
        .with_line("awaited.toml", &awaiting("offences/domestic-burglery", "counts", ""))
        .rejected();
    assert_eq!(rejected.count("awaited::unknown_series"), 1);
    assert!(rejected.text.contains("is `offences/domestic-burglary` meant?"));
}

#[test]
fn an_explanation_of_a_kind_that_there_is_not() {
    let rejected = Broken::quarter()
        .with_line("awaited.toml", &awaiting("offences/domestic-burglary", "count", ""))
        .rejected();
    assert_eq!(rejected.count("awaited::unknown_return"), 1);
    assert!(rejected.text.contains("write one of counts, monthly_counts"));
}

#[test]
fn an_explanation_with_its_fields_wrong() {
    let rejected = Broken::quarter()
        .with_line(
            "awaited.toml",
            "\n[[awaited]]\nseries = 7\nwhy = \"\"\nperiod = \"2012\"\nform = \"x\"",
        )
        .rejected();
    rejected.tells("toml::wrong_type", ("awaited.toml", "7\nwhy"), "text in quotation marks");
    rejected.tells("toml::empty", ("awaited.toml", "\"\"\n"), "`why` is empty");
    rejected.tells("toml::wrong_value", ("awaited.toml", "\"2012\""), "a quarter (2014-15 Q2)");
    rejected.tells("toml::unknown", ("awaited.toml", "form = "), "correct its name");
    assert_eq!(rejected.count("toml::missing"), 2);
}

#[test]
fn toml_that_is_none() {
    for (name, broken_at) in
        [("panel.toml", "= = 3"), ("awaited.toml", "= = 3"), ("plan.toml", "= = 3")]
    {
        Broken::quarter().file(name, "quarter = = 3\n").rejected().tells(
            "toml::syntax",
            (name, &broken_at[2..]),
            "write it as name = \"value\"",
        );
    }
}

#[test]
fn the_plan_of_every_quarter() {
    let broken = Broken::quarter();
    broken.copied.write(
        "../plan.toml",
        "name = \"The plan\"\nbaseline_year = \"2012\"\nends = \"2017-03\"\n[tests]\n",
    );
    let rejected = broken.rejected();
    rejected.tells("toml::wrong_value", ("../plan.toml", "\"2012\""), "write 2014/15 or 2014-15");
    assert_eq!(rejected.count("toml::missing"), 10);
    assert!(rejected.text.contains("../plan.toml: 2 more faults of this kind (toml::missing)"));
}

#[test]
fn a_target_that_is_none() {
    for wrong in ["a fifth", "0%", "120%", "-5%", "%"] {
        let broken = Broken::quarter();
        let plan = broken.copied.text("../plan.toml");
        let plan = plan.replace("\"significant_improvement\"\n", &format!("\"{wrong}\"\n"));
        broken.copied.write("../plan.toml", plan);
        broken.rejected().tells(
            "toml::wrong_value",
            ("../plan.toml", &format!("\"{wrong}\"")),
            "correct `offences_target`",
        );
    }
}

#[test]
fn trends_that_there_are_not() {
    let names = "write one or more of \"linear\", \"log_linear\", \"robust\", \"smoothing\"";
    for (list, code, wrong, remedy) in [
        ("[]", "toml::wrong_type", "[]", names),
        ("\"linear\"", "toml::wrong_type", "\"linear\"", names),
        ("[1]", "toml::wrong_type", "1]", "write text in quotation marks"),
        ("[\"linear\", \"parabolic\"]", "toml::wrong_value", "\"parabolic\"", names),
    ] {
        let broken = Broken::quarter();
        let line = "trends = [\"linear\", \"log_linear\", \"robust\", \"smoothing\"]";
        // Without its notes, in which the names stand too.
        let plan = broken.copied.text("../plan.toml");
        let plan: Vec<_> = plan.lines().filter(|line| !line.starts_with('#')).collect();
        let plan = plan.join("\n").replace(line, &format!("trends = {list}"));
        broken.copied.write("../plan.toml", plan);
        broken.rejected().tells(code, ("../plan.toml", wrong), remedy);
    }
}

#[test]
fn a_change_of_recording_of_a_series_that_nothing_reads() {
    let broken = Broken::quarter();
    let change = "[[recording_changes]]\nseries = \"offences/domestic-burglery\"\nfrom = \"2014-04\"\nwhy = \"Counted anew.\"\n";
    let plan = format!("{}\n{change}", broken.copied.text("../plan.toml"));
    broken.copied.write("../plan.toml", plan);
    broken.rejected().only(
        "toml::unknown_series",
        ("../plan.toml", "\"offences/domestic-burglery\""),
        "is `offences/domestic-burglary` meant?",
    );
}

#[test]
fn no_plan_at_all() {
    let broken = Broken::quarter();
    broken.copied.remove("../plan.toml");
    broken.rejected().tells(
        "file::missing",
        ("../plan.toml", ""),
        "put the plan of your office there",
    );
}

#[test]
fn a_setting_out_of_its_range() {
    let broken = Broken::quarter();
    let plan = broken.copied.text("../plan.toml").replace("= 1.96", "= 196");
    broken.copied.write("../plan.toml", plan);
    broken.rejected().tells(
        "toml::wrong_type",
        ("../plan.toml", "196\n"),
        "a number from 0.5 to 5",
    );
}

#[test]
fn a_key_that_there_is_not() {
    Broken::quarter()
        .replacing(
            "panel.toml",
            "fictional = false",
            "fictional = false\nregion = \"East Midlands\"",
        )
        .rejected()
        .only("toml::unknown", ("panel.toml", "region"), "known are `area`, `fictional`, `name`");
}

#[test]
fn a_value_of_another_type() {
    Broken::quarter()
        .replacing("panel.toml", "date = 2014-12-17", "date = \"17 December 2014\"")
        .rejected()
        .tells(
            "toml::wrong_type",
            ("panel.toml", "\"17 December 2014\""),
            "write a date such as 2014-12-17, without quotation marks",
        );
}

#[test]
fn a_day_that_there_is_not() {
    let rejected = Broken::quarter()
        .replacing("panel.toml", "date = 2014-12-17", "date = 2014-02-30")
        .rejected();
    assert!(rejected.text.contains("panel.toml:"), "{}", rejected.text);
}

#[test]
fn a_key_left_out() {
    Broken::quarter().replacing("panel.toml", "office = ", "#office = ").rejected().tells(
        "toml::missing",
        ("panel.toml", "[body]"),
        "[body] has no `office`",
    );
}

#[test]
fn a_whole_table_left_out() {
    let broken = Broken::quarter();
    let text = broken.copied.text("panel.toml");
    let (before, rest) = text.split_once("[force]").unwrap();
    let after = &rest[rest.find("\n[").unwrap()..];
    let rejected = broken.file("panel.toml", format!("{before}{after}")).rejected();
    assert!(rejected.text.contains("has no [force]"), "{}", rejected.text);
    assert!(rejected.text.contains("add a table [force]"), "{}", rejected.text);
}

/// `panel.toml` with `[look]` at its end.
fn looking(look: &str) -> Broken {
    let broken = Broken::quarter();
    let panel = broken.copied.text("panel.toml");
    broken.copied.write("panel.toml", format!("{panel}\n[look]\n{look}\n"));
    broken
}

#[test]
fn an_accent_that_could_not_be_read() {
    for (accent, words) in [
        ("#f46a25", "could not be read: 3.0 to 1 against white"),
        ("orange", "`orange` is not a colour"),
    ] {
        looking(&format!("accent = \"{accent}\"")).rejected().only(
            "look::accent",
            ("panel.toml", &format!("\"{accent}\"")),
            words,
        );
    }
}

#[test]
fn a_logo_that_is_none() {
    for (logo, words) in [
        ("crest.svg", "there is no file `crest.svg`"),
        ("../crest.svg", "is not beside panel.toml"),
        ("panel.toml", "is neither an SVG nor a PNG"),
    ] {
        looking(&format!("logo = \"{logo}\"\nlogo_alternative = \"Crest\"")).rejected().only(
            "look::logo",
            ("panel.toml", &format!("\"{logo}\"\n")),
            words,
        );
    }
    looking("logo = \"crest.svg\"").rejected().only(
        "toml::missing",
        ("panel.toml", "[look]"),
        "logo_alternative",
    );
}

/// Each would take hours or all memory if it were drawn; it is refused before.
#[test]
fn a_logo_that_bursts() {
    let claimed =
        [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0x7f, 255, 255, 255].repeat(2), &[0; 9]];
    let laughs = (1..30).fold("<g id=\"a0\"/>".to_owned(), |text, level| {
        let before = level - 1;
        text + &format!(
            "<g id=\"a{level}\">{}</g>",
            format!("<use href=\"#a{before}\"/>").repeat(9)
        )
    });
    let octaves = "<filter id=\"f\"><feTurbulence numOctaves=\"2000000000\"/></filter>";
    let svg = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inner}</svg>")
            .into_bytes()
    };
    for (name, bytes, words) in [
        ("crest.png", claimed.concat(), "is damaged, or is not a PNG"),
        ("crest.svg", svg(octaves), "has an element `filter`"),
        ("crest.svg", svg(&laughs), "has more shapes, one inside another, than a logo needs"),
        ("crest.svg", svg("<text>Anyshire</text>"), "has an element `text`"),
    ] {
        let lines = format!("logo = \"{name}\"\nlogo_alternative = \"Crest\"");
        let quarter = looking(&lines);
        quarter.copied.write(name, bytes);
        quarter.rejected().only("look::logo", ("panel.toml", &format!("\"{name}\"\n")), words);
    }
}
