//! Who may do what at a desk that several people share.

use crate::vocabulary;

vocabulary! {
    /// What a person may do; each role may also do what those before it may.
    ///
    /// A reader reads, searches, asks and exports; an analyst also keeps watches and cases and gives opinions in review;
    /// an editor also decides, adds documents and takes them down; an admin also keeps the accounts.
    Role { Reader = "reader", Analyst = "analyst", Editor = "editor", Admin = "admin" }
}
