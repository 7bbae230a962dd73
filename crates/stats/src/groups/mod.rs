//! Members of a group compared: lines, funnels, ranks.
//!
//! | subject | file |
//! |---|---|
//! | one member against the mean of its group | [`group_lines`] |
//! | funnels of proportions and of rates | [`funnel`] |
//! | funnels where more than chance varies | [`overdispersion`] |
//! | ranks with ties | [`ranks`] |
//!
//! A line or a funnel that cannot be drawn is a [`ChartError`](crate::charts::ChartError).

pub mod funnel;
pub mod group_lines;
pub mod overdispersion;
pub mod ranks;
