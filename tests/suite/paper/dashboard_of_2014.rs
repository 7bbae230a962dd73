//! The dashboard of the paper of 17 December 2014, as it was printed.

/// A row that compares with the baseline year.
pub(super) struct Compared {
    /// The row.
    pub(super) id: &'static str,
    /// 2012/13.
    pub(super) baseline: &'static str,
    /// The 12 months to September 2014.
    pub(super) latest: &'static str,
    /// The change, where that paper printed it.
    pub(super) change: Option<&'static str>,
}

const fn row(id: &'static str, baseline: &'static str, latest: &'static str) -> Compared {
    Compared { id, baseline, latest, change: None }
}

const fn changed(
    id: &'static str,
    baseline: &'static str,
    latest: &'static str,
    change: &'static str,
) -> Compared {
    Compared { id, baseline, latest, change: Some(change) }
}

/// Every row with a baseline.
pub(super) const COMPARED: &[Compared] = &[
    changed("sp1.first_time_entrants", "667", "370", "−45%"),
    changed("sp2.offending", "407", "171", "−58%"),
    changed("sp2.reoffending", "372", "97", "−74%"),
    row("sp5.victim_outcome", "NA", "NA"),
    row("sp5.satisfaction", "NA", "91.4%"),
    row("sp5.awareness", "NA", "NA"),
    row("sp6.victim_outcome", "NA", "NA"),
    row("sp6.satisfaction", "NA", "90.6%"),
    row("sp6.awareness", "NA", "NA"),
    row("sp7.victim_outcome", "NA", "NA"),
    row("sp7.satisfaction", "84.2%", "83.4%"),
    row("sp7.awareness", "NA", "NA"),
    row("sp8.satisfaction", "82.9%", "80.6%"),
    row("sp9.satisfaction", "84.5%", "84.0%"),
    row("sp10.confidence", "75.3%", "82.7%"),
    row("sp11.offences", "58,805", "60,260"),
    row("sp12.offences", "3,935", "4,253"),
    row("sp12.victim_outcome", "NA", "NA"),
    row("sp12.satisfaction", "89.7%", "88.3%"),
    row("sp13.offences", "4,365", "4,912"),
    row("sp13.victim_outcome", "NA", "NA"),
    row("sp13.satisfaction", "78.1%", "76.0%"),
    row("sp14a.offences", "5,236", "5,466"),
    row("sp14a.victim_outcome", "NA", "NA"),
    row("sp14a.satisfaction", "85.9%", "84.5%"),
    row("sp14b.offences", "1,051", "1,198"),
    row("sp14b.victim_outcome", "NA", "NA"),
    row("sp14b.satisfaction", "75.5%", "81.0%"),
    changed("sp17.missing", "5,929", "3,804", "−36%"),
    changed("sp17.absent", "5,417", "2,288", "−58%"),
    changed("sp17.key_locations", "1,207", "298", "−75%"),
];

/// Every row of the year to date: last year's and this year's.
pub(super) const TO_DATE: &[(&str, &str, &str)] = &[
    ("sp3.treatment_completions", "NA", "NA"),
    ("sp3.representations", "NA", "NA"),
    ("sp3.reoffending", "NA", "NA"),
    ("sp3.night_time_economy", "NA", "1,633"),
];

/// Every row with a latest figure alone. Of the months, that paper printed only a colour.
pub(super) const LATEST: &[(&str, &str)] = &[
    ("sp7.satisfaction_group_position", "3rd"),
    ("sp9.satisfaction_group_position", "5th"),
    ("sp10.confidence_group_position", "3rd"),
    ("sp11.group_position", "5th"),
    ("sp11.spc_variance", "NA"),
    ("sp12.group_position", "7th"),
    // Not printed in 2014: computed here from the published quarters.
    ("sp12.spc_variance", "889.0 against 1,049.8"),
    ("sp12.satisfaction_group_position", "8th"),
    ("sp13.group_position", "2nd"),
    ("sp13.spc_variance", "NA"),
    ("sp13.satisfaction_group_position", "5th"),
    ("sp14a.group_position", "7th"),
    ("sp14a.spc_variance", "NA"),
    ("sp14a.satisfaction_group_position", "4th"),
    ("sp14b.group_position", "5th"),
    ("sp14b.spc_variance", "NA"),
    ("sp14b.satisfaction_group_position", "4th"),
    ("sp18.required", "£23.0m"),
    ("sp18.realised", "£7.8m"),
    ("sp18.identified", "£9.5m"),
    ("sp18.to_identify", "£5.7m"),
];

/// Every row in words, under the head of its column.
pub(super) const WORDS: &[(&str, &str, &str)] = &[
    ("sp4.reoffending", "Partners' assessment", "No change"),
    ("sp4.asb", "Partners' assessment", "No change"),
    ("sp16.conveyancing", "Progress", "Draft policy goes to consultation next quarter"),
    ("sp16.training", "Progress", "Local authority training organised"),
    ("sp16.policies", "Progress", "Review under way"),
    ("sp16.update", "Progress", "NA"),
];

/// The rows for which that dashboard had a column of projections.
pub(super) const PROJECTED: [&str; 6] = [
    "sp10.confidence",
    "sp11.offences",
    "sp12.offences",
    "sp13.offences",
    "sp14a.offences",
    "sp14b.offences",
];

/// The sections, from 1.
pub(super) const SECTIONS: [&str; 24] = [
    "Purpose of report",
    "Recommendation",
    "Background",
    "Quarter 2 performance: see Appendix A",
    "Strategic priority 1: Preventing and diverting young people from offending",
    "Strategic priority 2: Reducing re-offending amongst young people and adults",
    "Strategic priority 3: Reducing alcohol and drug related offending and re-offending",
    "Strategic priority 4: Reducing crime and anti-social behaviour (ASB) caused by families in a Troubled/Supported Families programme",
    "Strategic priority 5: To increase reporting of domestic abuse and ensure a positive outcome",
    "Strategic priority 6: To increase reporting of serious sexual offences and ensure a positive outcome",
    "Strategic priority 7: To increase reporting of hate crimes and ensure a positive outcome",
    "Strategic priority 8: To prevent ASB and improve the quality of service to its victims",
    "Strategic priority 9: To improve the quality of service and response to victims of crime",
    "Strategic priority 10: To improve the police service to the communities",
    "Strategic priority 11: To reduce all crime",
    "Strategic priority 12: To reduce domestic burglary and ensure a positive outcome",
    "Strategic priority 13: To reduce violence against the person with injury",
    "Strategic priority 14: To reduce vehicle crime",
    "Strategic priority 15: To prevent child abuse and sexual exploitation",
    "Strategic priority 16: Improving the response for those with mental health needs",
    "Strategic priority 17: To reduce repeat missing person reports",
    "Strategic priority 18: Transform the way we protect communities and deliver over £20m of savings by 2016/17",
    "Rate your Local Police",
    "The contribution of community safety partnerships",
];
