//! Composes findings and commentary into one view model and typesets it as the panel paper.
