//! The roster: the one crate that names the plugins.
//!
//! A plugin that is not named here in code is left out by the linker, in silence. So each has a line
//! here and one in `Cargo.toml`; a line in `Cargo.toml` alone does not compile, and the suite
//! compares both with the folders.

// The benchmark alone uses what only tests depend on.
#![cfg_attr(not(test), deny(unused_crate_dependencies))]

use partnership_contributions as _;
use rate_your_local_police as _;
use sp01_youth_offending as _;
use sp02_reoffending as _;
use sp03_alcohol_and_drugs as _;
use sp04_supported_families as _;
use sp05_domestic_abuse as _;
use sp06_serious_sexual_offences as _;
use sp07_hate_crimes as _;
use sp08_anti_social_behaviour as _;
use sp09_quality_of_service as _;
use sp10_confidence as _;
use sp11_all_crime as _;
use sp12_domestic_burglary as _;
use sp13_violence_with_injury as _;
use sp14_vehicle_crime as _;
use sp15_child_abuse_and_exploitation as _;
use sp16_mental_health as _;
use sp17_missing_persons as _;
use sp18_savings as _;

pub use panel_core::{Plan, PlanError};

/// Every priority and item of the roster, in plan order, checked.
///
/// # Errors
/// Every fault of the roster.
pub fn linked() -> Result<Plan, Vec<PlanError>> {
    Plan::linked()
}
