//! Typed async client for the Mobilon virtual PBX.
