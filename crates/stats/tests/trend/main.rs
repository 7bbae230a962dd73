//! Golden tables, facts and properties of the trends.

mod back_test;
mod decomposition;
mod family;
mod ols;
mod properties;
mod quasi_poisson;
mod robust;
mod smoothing;
mod table;
