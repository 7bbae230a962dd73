//! The round trip with partners: the workbook that each fills in, and the filing of what comes back.
//!
//! Nothing here touches a file: what was read comes in as bytes, what is to be written goes out as
//! bytes. All of it follows from the declaration of returns in `panel-core`.

mod carry;
mod keys;
mod owed;
mod package;
mod receive;
mod reference;
mod schema;
mod template;

pub use carry::{Carried, Carrying};
pub use keys::{PersonKeys, WeakKeyFile};
pub use owed::{Owed, not_counted, owed};
pub use package::{Decision, Handled, PackageError, emptied, handled, with_decision, with_schemas};
pub use panel_workbook::WorkbookError;
pub use receive::{Delivery, Filing, PACKAGE, Receipt, Receiving, Traced};
pub use reference::reference;
pub use template::{Asked, CONTENTS, COVER, NOTES, PERIODS, SERIES};
