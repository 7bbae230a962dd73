//! One file a subcommand.

pub(crate) mod audit_sample;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod explain;
pub(crate) mod explain_error;
pub(crate) mod findings;
pub(crate) mod import;
pub(crate) mod method;
pub(crate) mod new;
pub(crate) mod paper;
pub(crate) mod priorities;
pub(crate) mod returns;
pub(crate) mod review;
