//! A gallery of made-up findings; of whole papers, the suite has some.
