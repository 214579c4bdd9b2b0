//! Several ways to do one thing, measured in turn.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// The CPU time that this thread spends in `work`, and what it made. What others do on the machine hardly counts.
pub(crate) fn cpu<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = thread_time();
    let made = work();
    (thread_time() - start, made)
}

/// Runs `work` and all threads that it starts on one CPU. Whether two threads that talk to each other stand on one CPU
/// or on two changes the CPU time of both by more than what is measured, and the system moves them as it likes.
pub(crate) fn on_one_cpu<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let pinned = || {
        pin();
        work()
    };
    std::thread::scope(|scope| scope.spawn(pinned).join().expect("the work does not panic"))
}

#[cfg(target_os = "linux")]
fn pin() {
    use rustix::thread::{CpuSet, sched_getcpu, sched_setaffinity};

    let mut this = CpuSet::new();
    this.set(sched_getcpu());
    if let Err(error) = sched_setaffinity(None, &this) {
        eprintln!("# not kept on one CPU ({error}): the figure will jump");
    }
}

#[cfg(not(target_os = "linux"))]
fn pin() {
    eprintln!("# not kept on one CPU on this system: the figure will jump");
}

fn thread_time() -> Duration {
    clock_gettime(ClockId::ThreadCPUTime).try_into().expect("CPU time is not negative")
}

/// CPU times of each side, a round beside a round.
#[derive(Debug)]
pub(crate) struct Turns<const N: usize>([Vec<f64>; N]);

impl<const N: usize> Turns<N> {
    /// Runs the sides one after the other, `rounds` times, each time beginning with another one. The first `warm_up`
    /// rounds do not count.
    pub(crate) fn run(warm_up: usize, rounds: usize, sides: [&mut dyn FnMut() -> Duration; N]) -> Self {
        let mut times = [const { Vec::new() }; N];
        for round in 0..warm_up + rounds {
            for turn in 0..N {
                let side = (round + turn) % N;
                let time = sides[side]().as_secs_f64();
                if round >= warm_up {
                    times[side].push(time);
                }
            }
        }
        Self(times)
    }

    /// Median of one side, in seconds.
    pub(crate) fn median(&self, side: usize) -> f64 {
        Quartiles::of(self.0[side].clone()).median
    }

    /// How many times as long one side takes as another, by the rounds.
    pub(crate) fn ratio(&self, side: usize, other: usize) -> Quartiles {
        Quartiles::of(self.0[side].iter().zip(&self.0[other]).map(|(time, other)| time / other).collect())
    }
}

#[derive(Debug)]
pub(crate) struct Quartiles {
    pub(crate) lower: f64,
    pub(crate) median: f64,
    pub(crate) upper: f64,
}

impl Quartiles {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |part: usize| values[(values.len() - 1) * part / 4];
        Self { lower: at(1), median: at(2), upper: at(3) }
    }
}
