//! Contrast and difference of colours, in common and in impaired colour vision.

/// A colour of sRGB, a byte a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub(super) [u8; 3]);

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vision {
    /// Full colour vision.
    Full,
    /// Without the cones for long waves.
    Protanopia,
    /// Without those for medium waves.
    Deuteranopia,
    /// Without those for short waves.
    Tritanopia,
    /// A print in grey.
    Grey,
}

/// The share of each channel in luminance: WCAG 2.2, “relative luminance”.
const LUMINANCE: [f64; 3] = [0.2126, 0.7152, 0.0722];

impl Vision {
    /// How linear red, green and blue are seen. The three deficiencies: Machado, Oliveira and
    /// Fernandes, “A physiologically-based model for simulation of color vision deficiency”, IEEE
    /// Transactions on Visualization and Computer Graphics 15(6), 2009, at severity 1.0.
    fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Full => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
            Self::Grey => [LUMINANCE; 3],
        }
    }

    /// Linear red, green and blue of `colour` as it is seen, each from 0 to 1.
    fn sees(self, colour: Colour) -> [f64; 3] {
        let linear = colour.linear();
        self.matrix().map(|row| dot(row, linear).clamp(0.0, 1.0))
    }

    /// The difference of two colours as they are seen: ΔE of 1976, the distance in CIELAB under D65.
    pub(super) fn difference(self, one: Colour, other: Colour) -> f64 {
        let (one, other) = (lab(self.sees(one)), lab(self.sees(other)));
        one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
    }

    /// The contrast of two colours as they are seen.
    pub(super) fn contrast(self, one: Colour, other: Colour) -> f64 {
        ratio(dot(LUMINANCE, self.sees(one)), dot(LUMINANCE, self.sees(other)))
    }
}

impl Colour {
    /// Reads `#12436d`.
    pub(super) fn read(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let all = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = all.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Without the curve of sRGB (IEC 61966-2-1).
    fn linear(self) -> [f64; 3] {
        self.0.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// The contrast with `other`, from 1 to 21: WCAG 2.2, “contrast ratio”.
    pub(super) fn contrast(self, other: Self) -> f64 {
        Vision::Full.contrast(self, other)
    }
}

fn dot(one: [f64; 3], other: [f64; 3]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn ratio(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// CIELAB (CIE 15) of linear sRGB.
fn lab(linear: [f64; 3]) -> [f64; 3] {
    const TO_XYZ: [[f64; 3]; 3] = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175_0],
        [0.019_333_9, 0.119_192_0, 0.950_304_1],
    ];
    const WHITE: [f64; 3] = [0.950_47, 1.0, 1.088_83];
    let edge: f64 = 6.0 / 29.0;
    let curved = |share: f64| {
        if share > edge.powi(3) { share.cbrt() } else { share / (3.0 * edge.powi(2)) + 4.0 / 29.0 }
    };
    let [x, y, z] = [0, 1, 2].map(|at| curved(dot(TO_XYZ[at], linear) / WHITE[at]));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}
