//! The register of fault codes: every code that there is, what it means and what to do.

mod commentary;
mod configuration;
mod deliveries;
mod returns;
mod street;
mod workbooks;

use std::fmt;
use std::ops::Deref;

/// Every code that there is, in the order of the codes.
const REGISTER: [&[FaultMeaning]; 6] = [
    commentary::MEANINGS,
    configuration::MEANINGS,
    deliveries::MEANINGS,
    returns::MEANINGS,
    street::MEANINGS,
    workbooks::MEANINGS,
];

/// What every code means, in the order of the codes.
///
/// ```
/// let mut all = panel_core::fault_meanings();
/// assert!(all.any(|one| one.code == "returns::twice"));
/// ```
pub fn fault_meanings() -> impl Iterator<Item = &'static FaultMeaning> + Clone {
    REGISTER.into_iter().flatten()
}

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaultMeaning {
    /// The code, such as `returns::twice`.
    pub code: &'static str,
    /// What is wrong.
    pub meaning: &'static str,
    /// How it comes about.
    pub cause: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

/// A stable name of a kind of fault, such as `returns::impossible_share`. Each is registered:
/// [`code!`](crate::code) does not compile with another.
///
/// ```
/// use panel_core::code;
///
/// assert_eq!(code!("returns::twice"), "returns::twice");
/// ```
///
/// ```compile_fail
/// let _ = panel_core::code!("returns::thrice");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaultCode(&'static str);

impl FaultCode {
    /// The code of this name; for [`code!`](crate::code), which asks for it while the program is compiled.
    ///
    /// # Panics
    /// Where it is not in the register, and so while the program is compiled.
    #[doc(hidden)]
    #[must_use]
    pub const fn registered(name: &'static str) -> Self {
        let mut part = 0;
        while part < REGISTER.len() {
            let mut index = 0;
            while index < REGISTER[part].len() {
                let known = REGISTER[part][index].code;
                if is_same(known.as_bytes(), name.as_bytes()) {
                    return Self(known);
                }
                index += 1;
            }
            part += 1;
        }
        panic!("this code is in no register of crates/core/src/fault_code")
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// The code of a fault, which is in the register or does not compile.
#[macro_export]
macro_rules! code {
    ($name:literal) => {
        const { $crate::FaultCode::registered($name) }
    };
}

impl Deref for FaultCode {
    type Target = str;

    fn deref(&self) -> &str {
        self.0
    }
}

impl fmt::Display for FaultCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl fmt::Debug for FaultCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, formatter)
    }
}

impl PartialEq<str> for FaultCode {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for FaultCode {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}
