//! Who may do what at a desk that several people share. Times are ISO 8601 in UTC.

use crate::vocabulary;

vocabulary! {
    /// What a person may do; each role may also do what those before it may.
    ///
    /// A reader reads, searches, asks and exports; an analyst also keeps watches and cases and gives opinions in review;
    /// an editor also decides, adds documents and takes them down; an admin also keeps the accounts.
    Role { Reader = "reader", Analyst = "analyst", Editor = "editor", Admin = "admin" }
}

/// Somebody who can sign in. An account is never removed, so that a name always means the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Their name: the "who" of what they decide.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether they may sign in no more.
    pub is_disabled: bool,
    /// Since when.
    pub made: String,
}

/// What a program shows in place of a password. The secret itself is kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its id, which is no secret.
    pub id: String,
    /// Whose it is.
    pub account: String,
    /// What it is for, in their words.
    pub label: String,
    /// The most it may do; never more than its account.
    pub scope: Role,
    /// Since when.
    pub made: String,
    /// Until when, if not for ever.
    pub ends: Option<String>,
    /// The day it was last shown.
    pub used: Option<String>,
    /// Whether it was taken back.
    pub is_revoked: bool,
}

/// One act on an account: who did what to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountAct {
    /// When.
    pub when: String,
    /// Who.
    pub who: String,
    /// What, in a word: `add`, `role`, `password`, `disable`, `enable`, `token`, `revoke`.
    pub act: String,
    /// To whose account.
    pub account: String,
    /// More of it: the role, or the token's id.
    pub detail: String,
}
