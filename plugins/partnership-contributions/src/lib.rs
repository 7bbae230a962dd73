#![doc = include_str!("../README.md")]

mod contributions;

use panel_core::register;

register!(Item {
    place: 2,
    slug: "partnership-contributions",
    id: "partnerships",
    title: "The contribution of community safety partnerships",
    collates: Some(&contributions::APPENDIX),
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!("partnership-contributions");
}
