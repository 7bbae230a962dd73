use crate::support::{month, terms};

#[test]
fn the_periods_of_a_quarter_follow_from_it() {
    for (quarter, latest, to_date, year_before) in [
        ("2014-15 Q1", "2013-07/2014-06", "2014-04/2014-06", "2013-04/2013-06"),
        ("2014-15 Q2", "2013-10/2014-09", "2014-04/2014-09", "2013-04/2013-09"),
        ("2014-15 Q3", "2014-01/2014-12", "2014-04/2014-12", "2013-04/2013-12"),
        ("2014-15 Q4", "2014/15", "2014/15", "2013/14"),
        ("2013-14 Q1", "2012-07/2013-06", "2013-04/2013-06", "2012-04/2012-06"),
    ] {
        let terms = terms(quarter);
        assert_eq!(terms.latest().iso(), latest, "{quarter}");
        assert_eq!(terms.latest().months(), 12, "{quarter}");
        assert_eq!(terms.year_to_date().iso(), to_date, "{quarter}");
        assert_eq!(terms.year_to_date().year_earlier().iso(), year_before, "{quarter}");
        assert_eq!(terms.baseline().iso(), "2012/13", "{quarter}");
    }
}

#[test]
fn the_projected_year_is_the_one_the_plan_ends_in() {
    for (ends, projected) in
        [("2017-03", "2016/17"), ("2017-04", "2017/18"), ("2016-12", "2016/17")]
    {
        let mut terms = terms("2014-15 Q2");
        terms.plan_ends = month(ends);
        assert_eq!(terms.projected_year().to_string(), projected, "{ends}");
    }
}
