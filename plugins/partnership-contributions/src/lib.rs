#![doc = include_str!("../README.md")]

use panel_core::register;

register!(Item {
    place: 2,
    slug: "partnership-contributions",
    id: "partnerships",
    title: "The contribution of community safety partnerships",
});

#[cfg(test)]
#[test]
fn conforms() {
    panel_testkit::assert_conforms!("partnership-contributions");
}
