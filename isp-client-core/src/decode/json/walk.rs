//! Where a value ends. Whether it is good JSON inside, `serde_json` tells later.

use super::super::{Fault, FaultKind};

/// So many arrays and objects may be open at once, as in `serde_json`, which refuses the 128th.
const DEEPEST: u32 = 127;

/// A value that is read at the moment. Goes on where it stopped, so that no byte is looked at twice.
#[derive(Debug)]
pub(super) struct Walk {
    inside: Inside,
    depth: u32,
    /// Arrays and objects around the value.
    around: u32,
    /// One bit for each open one: 1 is an object. The innermost is the lowest.
    objects: u128,
}

#[derive(Debug)]
enum Inside {
    /// Between strings, at any depth.
    Structure,
    String,
    /// After a backslash.
    Escape,
    /// A number, `true`, `false` or `null` that is the whole value.
    Scalar,
}

impl Walk {
    /// Begins at the first byte of a value, with so many arrays and objects around it.
    pub(super) fn new(first: u8, around: u32) -> Result<Self, Fault> {
        let inside = match first {
            b'{' | b'[' | b'"' => Inside::Structure,
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => Inside::Scalar,
            _ => return Err(Fault::new(FaultKind::Malformed, "something else where a value is expected")),
        };
        Ok(Self { inside, depth: 0, around, objects: 0 })
    }

    pub(super) fn is_scalar(&self) -> bool {
        matches!(self.inside, Inside::Scalar)
    }

    /// Reads on. Returns how far, and whether the value ends there.
    pub(super) fn go_on(&mut self, text: &[u8]) -> Result<(usize, bool), Fault> {
        let mut at = 0;
        loop {
            let rest = &text[at..];
            let found = match self.inside {
                Inside::String => find_string_mark(rest),
                Inside::Structure => rest.iter().position(|byte| IN_STRUCTURE[usize::from(*byte)]),
                Inside::Escape => (!rest.is_empty()).then_some(0),
                Inside::Scalar => rest.iter().position(|byte| ends_scalar(*byte)),
            };
            let Some(found) = found else { return Ok((text.len(), false)) };
            at += found + 1;
            let byte = rest[found];
            match self.inside {
                Inside::String if byte == b'\\' => self.inside = Inside::Escape,
                Inside::String => {
                    self.inside = Inside::Structure;
                    if self.depth == 0 {
                        return Ok((at, true));
                    }
                }
                Inside::Structure if byte == b'"' => self.inside = Inside::String,
                Inside::Structure => {
                    self.bracket(byte)?;
                    if self.depth == 0 {
                        return Ok((at, true));
                    }
                }
                Inside::Escape => self.inside = Inside::String,
                Inside::Scalar => return Ok((at - 1, true)),
            }
        }
    }

    fn bracket(&mut self, byte: u8) -> Result<(), Fault> {
        match byte {
            b'{' | b'[' => {
                self.depth += 1;
                if self.around + self.depth > DEEPEST {
                    let what = format!("more than {DEEPEST} arrays and objects within each other");
                    return Err(Fault::new(FaultKind::TooLarge, what));
                }
                self.objects = self.objects << 1 | u128::from(byte == b'{');
            }
            _ => {
                if (self.objects & 1 == 1) != (byte == b'}') {
                    let what = "an array or object is closed by the bracket of the other";
                    return Err(Fault::new(FaultKind::Malformed, what));
                }
                self.depth -= 1;
                self.objects >>= 1;
            }
        }
        Ok(())
    }
}

fn ends_scalar(byte: u8) -> bool {
    matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r')
}

/// What matters between strings.
const IN_STRUCTURE: [bool; 256] = {
    let mut table = [false; 256];
    let marks = b"\"{}[]";
    let mut at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    table
};

/// The first quote or backslash. Looks at eight bytes at a time, since strings are most of a document.
fn find_string_mark(text: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    // A byte that is zero gets its highest bit. So may a byte above it, but none below it.
    let zeros = |eight: u64| eight.wrapping_sub(ONES) & !eight & (ONES << 7);
    let (eights, tail) = text.as_chunks::<8>();
    for (at, eight) in eights.iter().enumerate() {
        let eight = u64::from_le_bytes(*eight);
        let found = zeros(eight ^ (ONES * u64::from(b'"'))) | zeros(eight ^ (ONES * u64::from(b'\\')));
        if found != 0 {
            return Some(at * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let at = tail.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
    Some(eights.len() * 8 + at)
}
