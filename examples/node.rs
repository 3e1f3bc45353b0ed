// SPDX-License-Identifier: GPL-2.0-or-later
//! Installs a node's rules, moves one of its proxies, and watches that happen, in Rust through its
//! foreign function interface.
//!     rustc --edition 2021 node.rs && node SETS RULES PROXY PORT
use std::ffi::{CStr, CString};
use std::os::raw::{c_char, c_int};

/// What of cnft.h is needed here. Structures only grow at their end: the fields that are known
/// stay where they are.
mod ffi {
    use super::{c_char, c_int};

    #[repr(C)]
    pub struct Session {
        _private: [u8; 0],
    }
    #[repr(C)]
    pub struct Ruleset {
        _private: [u8; 0],
    }
    #[repr(C)]
    pub struct Monitor {
        _private: [u8; 0],
    }
    #[repr(C)]
    pub struct Message {
        pub size: usize,
        pub error: i32,
        pub status: i32,
        pub kind: *const c_char,
        pub text: *const c_char,
        pub hint: *const c_char,
        pub file: *const c_char,
        pub line: u64,
        pub column: u64,
    }
    #[repr(C)]
    pub struct Summary {
        pub size: usize,
        pub rules: u64,
        pub sets: u64,
        pub added: u64,
        pub removed: u64,
        pub changed: u64,
    }
    #[repr(C)]
    pub struct Event {
        pub size: usize,
        pub topic: i32,
        pub removed: i32,
        pub family: i32,
        pub table: *const c_char,
        pub name: *const c_char,
    }
    #[repr(C)]
    pub struct Proxy {
        pub size: usize,
        pub name: *const c_char,
        pub family: i32,
        pub protocol: *const c_char,
        pub port: u16,
    }

    pub const DONE: c_int = 0;
    pub const DEADLINE_MS: c_int = 5;
    pub const IPTABLES: c_int = 1;
    pub const IPSET: c_int = 3;
    pub const RULESETS: c_int = 1;
    pub const TOPIC_RULE: i32 = 3;
    pub const TOPIC_GENERATION: i32 = 8;

    #[link(name = "cnft")]
    extern "C" {
        pub fn cnft_session_new() -> *mut Session;
        pub fn cnft_session_free(session: *mut Session);
        pub fn cnft_session_set_number(session: *mut Session, option: c_int, value: i64) -> c_int;
        pub fn cnft_ruleset_new() -> *mut Ruleset;
        pub fn cnft_ruleset_free(ruleset: *mut Ruleset);
        pub fn cnft_ruleset_add(
            ruleset: *mut Ruleset,
            kind: c_int,
            name: *const c_char,
            text: *const u8,
            length: usize,
        ) -> c_int;
        pub fn cnft_apply(session: *mut Session, ruleset: *const Ruleset) -> c_int;
        pub fn cnft_set_proxy(session: *mut Session, name: *const c_char, port: u16) -> c_int;
        pub fn cnft_proxies(session: *mut Session) -> c_int;
        pub fn cnft_proxy_count(session: *const Session) -> usize;
        pub fn cnft_proxy_at(session: *const Session, index: usize) -> *const Proxy;
        pub fn cnft_message_count(session: *const Session) -> usize;
        pub fn cnft_message_at(session: *const Session, index: usize) -> *const Message;
        pub fn cnft_summary_of(session: *const Session) -> *const Summary;
        pub fn cnft_status_name(status: c_int) -> *const c_char;
        pub fn cnft_monitor_open(
            session: *mut Session,
            what: c_int,
            monitor: *mut *mut Monitor,
        ) -> c_int;
        pub fn cnft_monitor_free(monitor: *mut Monitor);
        pub fn cnft_monitor_next(
            monitor: *mut Monitor,
            timeout_ms: c_int,
            event: *mut *const Event,
        ) -> c_int;
    }
}

/// A text of the library, copied.
fn text(text: *const c_char) -> String {
    unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned()
}

struct Session(*mut ffi::Session);
impl Drop for Session {
    fn drop(&mut self) {
        unsafe { ffi::cnft_session_free(self.0) }
    }
}
impl Session {
    fn check(&self, what: &str, status: c_int) -> Result<(), String> {
        if status == ffi::DONE {
            return Ok(());
        }
        let mut failure = format!("{}: {}", what, text(unsafe { ffi::cnft_status_name(status) }));
        for i in 0..unsafe { ffi::cnft_message_count(self.0) } {
            let message = unsafe { &*ffi::cnft_message_at(self.0, i) };
            failure += &format!(
                "\n{}:{}:{}: {}",
                text(message.file),
                message.line,
                message.column,
                text(message.text)
            );
        }
        Err(failure)
    }
    fn summary(&self) -> &ffi::Summary {
        unsafe { &*ffi::cnft_summary_of(self.0) }
    }
}

struct Ruleset(*mut ffi::Ruleset);
impl Drop for Ruleset {
    fn drop(&mut self) {
        unsafe { ffi::cnft_ruleset_free(self.0) }
    }
}
impl Ruleset {
    fn add(&self, kind: c_int, path: &str) -> Result<(), String> {
        let read = std::fs::read(path).map_err(|error| format!("{}: {}", path, error))?;
        let name = CString::new(path).map_err(|error| error.to_string())?;
        let status = unsafe {
            ffi::cnft_ruleset_add(self.0, kind, name.as_ptr(), read.as_ptr(), read.len())
        };
        if status == ffi::DONE { Ok(()) } else { Err(format!("cannot add {}", path)) }
    }
}

struct Monitor(*mut ffi::Monitor);
impl Drop for Monitor {
    fn drop(&mut self) {
        unsafe { ffi::cnft_monitor_free(self.0) }
    }
}

fn run(args: &[String]) -> Result<(), String> {
    let session = Session(unsafe { ffi::cnft_session_new() });
    let ruleset = Ruleset(unsafe { ffi::cnft_ruleset_new() });
    if session.0.is_null() || ruleset.0.is_null() {
        return Err("there is no memory".to_string());
    }
    ruleset.add(ffi::IPSET, &args[1])?;
    ruleset.add(ffi::IPTABLES, &args[2])?;
    unsafe { ffi::cnft_session_set_number(session.0, ffi::DEADLINE_MS, 5000) };
    session.check("apply", unsafe { ffi::cnft_apply(session.0, ruleset.0) })?;
    println!("{} rules in force", session.summary().rules);

    let mut monitor = Monitor(std::ptr::null_mut());
    session.check("monitor", unsafe {
        ffi::cnft_monitor_open(session.0, ffi::RULESETS, &mut monitor.0)
    })?;
    let name = CString::new(args[3].as_str()).map_err(|error| error.to_string())?;
    let port = args[4].parse().map_err(|_| "no port".to_string())?;
    session.check("proxy", unsafe { ffi::cnft_set_proxy(session.0, name.as_ptr(), port) })?;
    println!("{} objects changed", session.summary().changed);

    let mut event: *const ffi::Event = std::ptr::null();
    while unsafe { ffi::cnft_monitor_next(monitor.0, 1000, &mut event) } == ffi::DONE {
        let seen = match unsafe { event.as_ref() } {
            Some(seen) => seen,
            None => break,
        };
        if seen.topic == ffi::TOPIC_RULE && seen.removed == 0 {
            println!("a rule came into {}", text(seen.name));
        }
        if seen.topic == ffi::TOPIC_GENERATION {
            break;
        }
    }
    session.check("proxies", unsafe { ffi::cnft_proxies(session.0) })?;
    for i in 0..unsafe { ffi::cnft_proxy_count(session.0) } {
        let proxy = unsafe { &*ffi::cnft_proxy_at(session.0, i) };
        println!("{} {} {}", text(proxy.name), text(proxy.protocol), proxy.port);
    }
    Ok(())
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if args.len() != 5 {
        eprintln!("usage: node SETS RULES PROXY PORT");
        std::process::exit(2);
    }
    if let Err(failure) = run(&args) {
        eprintln!("{}", failure);
        std::process::exit(1);
    }
}
