//! Rounding, of which every figure needs some.

/// From here on every number is whole: 2⁵².
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// As [`f64::round`]: to the nearest whole number, halves away from zero. The oldest processors that a program must run
/// on have no instruction for that, and a call costs as much as ten additions.
#[inline]
pub(crate) fn round(x: f64) -> f64 {
    if x.is_nan() || x.abs() >= WHOLE {
        return x;
    }
    let whole = x as i64 as f64;
    let more = if (x - whole).abs() >= 0.5 { 1.0 } else { 0.0 };
    (whole.abs() + more).copysign(x)
}

#[cfg(test)]
mod tests {
    use super::{WHOLE, round};
    use proptest::prelude::*;

    #[test]
    fn halves_and_what_is_next_to_them() {
        for half in [0.5_f64, 1.5, 2.5, WHOLE - 0.5, WHOLE, 1e300, f64::INFINITY] {
            for x in [half, half.next_down(), half.next_up()] {
                assert_eq!(round(x).to_bits(), x.round().to_bits(), "{x:?}");
                assert_eq!(round(-x).to_bits(), (-x).round().to_bits(), "{x:?}");
            }
        }
        assert!(round(f64::NAN).is_nan());
        assert!(round(-0.2).is_sign_negative());
    }

    proptest! {
        #[test]
        fn it_is_the_round_of_the_standard_library(x in -1e15..1e15_f64, small in -1e3..1e3_f64) {
            prop_assert_eq!(round(x).to_bits(), x.round().to_bits());
            prop_assert_eq!(round(small).to_bits(), small.round().to_bits());
        }
    }
}
