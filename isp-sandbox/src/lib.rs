//! The four back-office products, emulated on loopback.
