//! The shared layer of the `kubalink`, `nodeny`, `procbill` and `mobilon` clients.
