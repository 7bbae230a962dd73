//! Commentary with something wrong in it.

use super::broken::Broken;

const BURGLARY: &str = "narrative/sp12.md";

/// Asserts what is told about `paragraph`, put before the others, at `begins`.
#[track_caller]
fn assert_only(paragraph: &str, code: &str, begins: &str, remedy: &str) {
    let rejected = Broken::quarter().saying("sp12", paragraph).rejected();
    rejected.only(code, (BURGLARY, begins), remedy);
}

#[test]
fn a_figure_misspelt() {
    assert_only(
        "There were {{ sp12.ofences.latest }} offences.",
        "commentary::unknown_name",
        "sp12.ofences",
        "is `sp12.offences.latest` meant?",
    );
}

#[test]
fn a_figure_that_there_is_not() {
    assert_only(
        "There were {{ lost_umbrellas }} umbrellas.",
        "commentary::unknown_name",
        "lost_umbrellas",
        "write a row, which `panel findings` lists, with .latest, .baseline, .change, .fall, .rise, .n, or one of quarter.name, quarter.short, period_end",
    );
}

#[test]
fn a_figure_that_its_row_has_not() {
    assert_only(
        "It was asked of {{ sp9.satisfaction.n }} people.",
        "commentary::unknown_name",
        "sp9.satisfaction.n",
        "`sp9.satisfaction` has `.baseline`, `.change`, `.fall`, `.latest`",
    );
}

#[test]
fn every_use_of_a_misspelt_figure() {
    let text =
        "From {{ sp12.ofences.baseline }} to {{ sp12.ofences.latest }}, {{ sp12.ofences.latest }}.";
    let rejected = Broken::quarter().saying("sp12", text).rejected();
    assert_eq!(rejected.count("commentary::unknown_name"), 3);
}

#[test]
fn a_figure_that_is_awaited() {
    let rejected = Broken::quarter()
        .saying("sp3", "Of these, {{ sp3.treatment_completions.latest }} finished.")
        .rejected();
    rejected.only(
        "commentary::nothing_to_bind",
        ("narrative/sp3.md", "sp3.treatment_completions.latest"),
        "the figure is awaited: National sources do not supply treatment data at present.",
    );
}

#[test]
fn a_fall_where_it_rose() {
    assert_only(
        "Burglaries fell by {{ sp12.offences.fall }}.",
        "commentary::nothing_to_bind",
        "sp12.offences.fall",
        "there was no fall: the change is +8%",
    );
}

#[test]
fn a_rise_where_it_fell() {
    let rejected =
        Broken::quarter().saying("sp17", "Reports rose by {{ sp17.missing.rise }}.").rejected();
    rejected.only(
        "commentary::nothing_to_bind",
        ("narrative/sp17.md", "sp17.missing.rise"),
        "there was no rise",
    );
}

#[test]
fn logic() {
    assert_only(
        "{% if sp12.offences %}Burglaries{% endif %} are up.",
        "commentary::logic",
        "{%",
        "write the sentence, and bind its figures",
    );
}

#[test]
fn a_binding_left_open() {
    assert_only(
        "There were {{ sp12.offences.latest offences.",
        "commentary::binding",
        "{{",
        "close it with }}",
    );
}

#[test]
fn a_heading() {
    assert_only(
        "# Burglary",
        "commentary::heading",
        "# Burglary",
        "the one heading to write is ## Dashboard comments, once",
    );
}

#[test]
fn what_is_not_plain() {
    for (paragraph, begins, what) in [
        ("The series `offences/domestic-burglary` is up.", "`offences", "code"),
        ("```\nlet x = 1;\n```", "```", "code"),
        ("    indented by four", "indented", "code"),
        ("Burglaries are <b>up</b>.", "<b>", "HTML"),
        ("<script>alert(1)</script>", "<script>", "HTML"),
        ("![a chart](chart.png) shows it.", "![a", "an image"),
        ("> They said so.", "> They", "a quotation block"),
        ("Up.\n\n---", "---", "a rule"),
        ("| Area | Reports |\n|---|---|\n| North | 12 |", "| Area", "a table"),
        ("It was ~~up~~ down.", "~~up", "words struck out"),
        ("Burglary\n: entering to steal", "Burglary", "a list of definitions"),
        ("---\ntitle: Burglary\n---", "---", "a block of settings"),
        ("It is up:\n\n1. one\n   - [ ] two", "[ ]", "a task list"),
    ] {
        let rejected = Broken::quarter().saying("sp12", paragraph).rejected();
        let what = format!("commentary cannot hold {what}");
        rejected.tells("commentary::not_plain", (BURGLARY, begins), &what);
        rejected.tells(
            "commentary::not_plain",
            (BURGLARY, begins),
            "write plain paragraphs, lists",
        );
    }
}

#[test]
fn markup_that_would_be_printed_as_it_is() {
    for (paragraph, begins, sign) in [
        ("It was **up.", "**", "`**`"),
        ("It was __ this quarter.", "__", "`__`"),
        ("See [the page](http://example.org now.", "](", "`](`"),
        ("See [the page][1].", "][", "`][`"),
        ("| Area | Reports |", "| Area", "a table"),
        ("It is $x^2$ now.", "$x", "a formula"),
        ("H~2~O rose.", "~2", "a lowered letter"),
        ("The ==marked== words {{ sp12.offences.latest }}.", "==", "a mark"),
        ("[TOC]", "[TOC]", "a table of contents"),
        ("{{ sp12.offences.latest }} is up {.wide}", "{.wide", "`{`"),
    ] {
        let rejected = Broken::quarter().saying("sp12", paragraph).rejected();
        rejected.only("commentary::leftover", (BURGLARY, begins), sign);
    }
}

#[test]
fn a_link_whose_words_say_nothing() {
    for (paragraph, begins, words) in [
        ("See [here](https://example.org).", "[here", "“here”"),
        ("[Click **here**](https://example.org).", "[Click", "“Click here”"),
        ("See [](https://example.org).", "[](", "a link has no words"),
    ] {
        let rejected = Broken::quarter().saying("sp12", paragraph).rejected();
        rejected.only("commentary::link", (BURGLARY, begins), words);
    }
}

#[test]
fn a_letter_that_the_typeface_lacks() {
    for (paragraph, letter) in [
        ("Done ✅.", "✅ (U+2705)"),
        ("Rated {{ sp12.satisfaction.latest }} ★.", "★ (U+2605)"),
        ("**شرطة** said so.", "ش (U+0634)"),
        ("It rang \u{7} once.", "U+0007"),
        ("[A page ✅](https://example.org).", "✅ (U+2705)"),
    ] {
        let begins = &paragraph[paragraph.find(['✅', '★', 'ش', '\u{7}']).unwrap()..];
        let rejected = Broken::quarter().saying("sp12", paragraph).rejected();
        rejected.only("commentary::not_printable", (BURGLARY, begins), letter);
    }
}

#[test]
fn an_endnote_that_is_not_defined() {
    assert_only(
        "Burglaries are up.[^why]",
        "commentary::endnote",
        "[^why]",
        "define it at the end of the file as [^label]: text",
    );
}

#[test]
fn an_endnote_that_nothing_refers_to() {
    let broken = Broken::quarter();
    let text = format!("{}\n[^why]: Nobody knows.\n", broken.copied.text("narrative/sp8.md"));
    broken.file("narrative/sp8.md", text).rejected().only(
        "commentary::endnote",
        ("narrative/sp8.md", "[^why]"),
        "nothing refers to the endnote `why`",
    );
}

#[test]
fn a_file_that_is_like_no_section() {
    Broken::quarter().file("narrative/weather.md", "Words.\n").rejected().only(
        "commentary::no_such_section",
        ("narrative/weather.md", ""),
        "take it away, or name it as one of purpose, recommendation, background",
    );
}

#[test]
fn a_section_without_its_file() {
    Broken::quarter().without(BURGLARY).rejected().only(
        "commentary::missing",
        (BURGLARY, ""),
        "write the file, with at least one paragraph",
    );
}

#[test]
fn a_file_without_a_section() {
    Broken::quarter().file("narrative/sp21.md", "Words.\n").rejected().only(
        "commentary::no_such_section",
        ("narrative/sp21.md", ""),
        "is `sp1.md` meant?",
    );
}

#[test]
fn an_empty_file() {
    Broken::quarter().file(BURGLARY, "\n").rejected().only(
        "commentary::empty",
        (BURGLARY, ""),
        "write at least one",
    );
}

#[test]
fn a_list_without_its_sentence() {
    Broken::quarter().file("narrative/sp8.md", "- One\n- Two\n").rejected().tells(
        "commentary::list_alone",
        ("narrative/sp8.md", "- One"),
        "write the sentence that introduces it",
    );
}

#[test]
fn no_folder_of_commentary() {
    let broken = Broken::quarter();
    std::fs::remove_dir_all(broken.copied.path("narrative")).unwrap();
    broken.rejected().only("commentary::missing", ("narrative", ""), "make the folder");
    let broken = Broken::quarter();
    std::fs::remove_dir_all(broken.copied.path("narrative")).unwrap();
    let broken = broken.file("narrative/README.txt", "Nothing yet.\n");
    broken.rejected().only("commentary::missing", ("narrative", ""), "write one Markdown file");
}
