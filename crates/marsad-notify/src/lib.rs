//! Notices on their way out of the desk: posted to webhooks and mailed, again and again until they arrive.
//!
//! What is told, and that it is told once, is the desk's affair; here is only how it travels. A notice that was sent but
//! not yet marked when the program ended is sent again under the same key, so that none is lost.

mod address;
mod deliver;
mod mail;
mod webhook;

pub use address::is_inner;
pub use deliver::{Delivered, Ways, deliver_due};
pub use mail::{MailError, Mailer, NoticeText, letter};
pub use webhook::{SIGNATURE, TIMESTAMP, signature};
