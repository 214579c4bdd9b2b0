//! A made-up recording: a mono 8-bit WAV at 8 kHz with a hum. The vendor's container is unknown.

use bytes::{BufMut, Bytes, BytesMut};

const RATE: u32 = 8000;
const HEAD: u64 = 44;
const PIECE: u32 = 16 * 1024;

/// Of the whole file.
pub(crate) fn length(sound: u32) -> u64 {
    HEAD + u64::from(sound)
}

/// The file in pieces.
pub(crate) fn pieces(sound: u32) -> impl Iterator<Item = Bytes> + Send {
    let hum = (0..sound).step_by(PIECE as usize).map(move |from| {
        let to = from.saturating_add(PIECE).min(sound);
        (from..to).map(sample).collect()
    });
    std::iter::once(head(sound)).chain(hum)
}

/// A triangle of 100 Hz around the middle of the range.
fn sample(index: u32) -> u8 {
    let phase = u8::try_from(index % 80).unwrap_or(0);
    let height = if phase < 40 { phase } else { 80 - phase };
    108 + height
}

fn head(sound: u32) -> Bytes {
    let mut head = BytesMut::with_capacity(HEAD as usize);
    head.put_slice(b"RIFF");
    head.put_u32_le(sound.saturating_add(36));
    head.put_slice(b"WAVEfmt ");
    head.put_u32_le(16);
    // PCM, one channel.
    head.put_u16_le(1);
    head.put_u16_le(1);
    // Samples and bytes per second are the same with one byte a sample.
    head.put_u32_le(RATE);
    head.put_u32_le(RATE);
    head.put_u16_le(1);
    head.put_u16_le(8);
    head.put_slice(b"data");
    head.put_u32_le(sound);
    head.freeze()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_make_the_announced_length() {
        for sound in [0, 1, PIECE - 1, PIECE, PIECE + 1, 100_000] {
            let all: Vec<u8> = pieces(sound).flatten().collect();
            assert_eq!(all.len() as u64, length(sound));
            assert_eq!(&all[..4], b"RIFF");
            assert_eq!(all[40..44], sound.to_le_bytes());
        }
    }
}
