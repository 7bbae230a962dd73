//! What a method is, and how one is run without knowing its types.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::CalculatorError;
use crate::fault::Fault;
use crate::json;

/// A method: a type without values, listed in its subject's `METHODS`.
pub(crate) trait Method: Sync {
    /// What it reads. Field docs say what a field is and in which units.
    type Input: DeserializeOwned + JsonSchema;
    /// What it answers. Never null: what does not apply is left out.
    type Output: Serialize + JsonSchema;
    /// Its name, in kebab-case.
    const NAME: &'static str;
    /// What it does, in one sentence.
    const SUMMARY: &'static str;
    /// Author and year.
    const SOURCE: &'static str;
    /// An input that has an answer.
    const EXAMPLE: &'static str;

    /// Calculates, or names the field for which there is no answer.
    fn run(input: Self::Input) -> Result<Self::Output, Fault>;
}

/// The JSON Schemas (draft 2020-12) of a method.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Schemas {
    /// What it reads.
    pub input: Value,
    /// What it answers.
    pub output: Value,
}

/// A method of the calculator, whatever its types.
pub trait Calculation: Sync {
    /// Its name, in kebab-case, such as `wilson`.
    fn name(&self) -> &'static str;

    /// What it does, in one sentence.
    fn summary(&self) -> &'static str;

    /// Where it comes from: author and year.
    fn source(&self) -> &'static str;

    /// An input that has an answer, as the text of a JSON object.
    fn example(&self) -> &'static str;

    /// The schemas of its input and its output. Descriptions of fields name their units.
    fn schemas(&self) -> Schemas;

    /// The output for `input`, the text of a JSON object. It holds no null.
    ///
    /// # Errors
    ///
    /// [`CalculatorError::Syntax`] for a text that is no JSON; [`CalculatorError::Field`] for a
    /// field that is missing, unknown, of a wrong type or out of range;
    /// [`CalculatorError::NotANumber`] for an answer too large for a number.
    fn run(&self, input: &str) -> Result<Value, CalculatorError>;
}

impl<M: Method> Calculation for M {
    fn name(&self) -> &'static str {
        M::NAME
    }

    fn summary(&self) -> &'static str {
        M::SUMMARY
    }

    fn source(&self) -> &'static str {
        M::SOURCE
    }

    fn example(&self) -> &'static str {
        M::EXAMPLE
    }

    fn schemas(&self) -> Schemas {
        let settings = SchemaSettings::draft2020_12();
        let output = settings.clone().for_serialize().into_generator();
        let input = settings.for_deserialize().into_generator();
        Schemas {
            input: input.into_root_schema_for::<M::Input>().to_value(),
            output: output.into_root_schema_for::<M::Output>().to_value(),
        }
    }

    fn run(&self, input: &str) -> Result<Value, CalculatorError> {
        json::shown(&M::run(json::read(input)?)?)
    }
}
