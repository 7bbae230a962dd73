//! What stands between `{{` and `}}`.

use std::ops::Range;

use crate::claim::ClaimBinding;

/// A binding, and where it stands from `{{` to `}}`.
pub(crate) struct Binding {
    pub(crate) span: Range<usize>,
    pub(crate) kind: BindingKind,
}

/// What stands between `{{` and `}}`.
pub(crate) enum BindingKind {
    /// The name of a figure, and where it stands.
    Name(Range<usize>),
    /// A claim.
    Claim(ClaimBinding),
    /// Nothing that can be read, which is a fault.
    Unread,
    /// A sign of logic, which is a fault.
    Sign,
}
