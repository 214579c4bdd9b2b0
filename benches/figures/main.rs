//! `cargo bench -p benches`: one line a figure on stdout, everything else on stderr. See the README of this package.

mod call_cpu;
mod figure;
mod journal_stream;
mod journal_xml;
mod kubalink_rss;
mod memory;
mod nodeny_rss;
mod nodeny_users;
mod pbx;
mod procbill_rows;
mod report_rss;
mod turns;

use std::process::ExitCode;

use crate::figure::Figure;

const SERVE_DEVICES: &str = "--serve-devices";
const SERVE_JOURNAL: &str = "--serve-journal";
const SERVE_MONTHS: &str = "--serve-months";
const SERVE_USERS: &str = "--serve-users";

fn main() -> ExitCode {
    let mut check = false;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            SERVE_DEVICES => {
                kubalink_rss::serve();
                return ExitCode::SUCCESS;
            }
            SERVE_JOURNAL => {
                journal_stream::serve();
                return ExitCode::SUCCESS;
            }
            SERVE_MONTHS => {
                report_rss::serve();
                return ExitCode::SUCCESS;
            }
            SERVE_USERS => {
                nodeny_rss::serve();
                return ExitCode::SUCCESS;
            }
            "--check" => check = true,
            // From `cargo bench` itself.
            "--bench" => {}
            unknown => {
                eprintln!("unknown argument {unknown}; there is --check");
                return ExitCode::from(2);
            }
        }
    }
    if cfg!(debug_assertions) {
        eprintln!("built without optimisation, nothing measured: use cargo bench -p benches");
        return ExitCode::SUCCESS;
    }

    let mut all_hold = true;
    let mut show = |figure: Figure| {
        println!("{figure}");
        eprintln!("# {}", figure.remark());
        all_hold &= figure.holds();
    };
    // First, because the others would raise the peak of memory before them; the larger one last, for the same reason.
    for (name, growth) in [
        ("kubalink_devices_rss", kubalink_rss::growth()),
        ("nodeny_users_rss", nodeny_rss::growth()),
        ("journal_stream_rss", journal_stream::growth()),
        ("journal_report_rss", report_rss::growth()),
    ] {
        match growth {
            Some(figure) => show(figure),
            None => eprintln!("# {name}: not measured, this system has no /proc/self/status"),
        }
    }
    show(turns::on_one_cpu(call_cpu::ratio));
    journal_xml::speeds().into_iter().for_each(&mut show);
    show(procbill_rows::speed());
    show(nodeny_users::speed());

    if check && !all_hold { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
