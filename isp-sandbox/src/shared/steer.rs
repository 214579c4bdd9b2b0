//! What the handles and builders of all products have: one list of methods for each.

/// The methods of a running product with the fields `server` and `state`.
macro_rules! steering {
    () => {
        /// Changes how it speaks from the next answer on.
        pub fn set_dialect(&self, dialect: Dialect) {
            $crate::shared::lock(&self.state.live).dialect = dialect;
        }

        /// Moves the fixed clock; no effect with [`Builder::system_clock`](super::Builder::system_clock).
        pub fn set_now(&self, unix_seconds: u32) {
            self.state.gate.clock.set(unix_seconds);
        }

        /// The sandbox's moment, in unix seconds.
        pub fn now(&self) -> u32 {
            self.state.gate.clock.now()
        }

        /// The last 10,000 requests as they came, oldest first.
        pub fn requests(&self) -> Vec<$crate::shared::ledger::Received> {
            self.state.gate.requests()
        }

        /// The next `count` requests meet this fault, after those planned before.
        pub fn fault_next(&self, count: usize, fault: $crate::shared::fault::Fault) {
            self.state.gate.faults.plan(count, &fault);
        }

        /// The next request's answer stops at this point, after the faults planned before.
        pub fn stall_next(&self, at: $crate::shared::fault::StallPoint) -> $crate::shared::fault::Stall {
            self.state.gate.faults.stall(at)
        }
    };
}

/// The methods of a builder with the fields `bind`, `dialect` and `now`.
macro_rules! settings {
    () => {
        /// Where to listen; default 127.0.0.1 and a free port.
        pub fn bind(self, addr: ::std::net::SocketAddr) -> Self {
            Self { bind: addr, ..self }
        }

        /// How it speaks.
        pub fn dialect(self, dialect: Dialect) -> Self {
            Self { dialect, ..self }
        }

        /// The real time instead of a fixed moment.
        pub fn system_clock(self) -> Self {
            Self { now: None, ..self }
        }
    };
}

pub(crate) use {settings, steering};
