//! `marsad account` and `marsad token`: who may sign in, and with what.

use std::io::{BufRead, IsTerminal, Write, stdin, stdout};

use clap::{Args, Subcommand};
use marsad_desk::Desk as OpenDesk;
use marsad_record::account::{Account, Role, Token};

use crate::arguments::{Desk, Form};
use crate::commands::{lines, show};
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};

/// `marsad account`.
#[derive(Debug, Args)]
pub struct Accounts {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub actor: Actor,
    #[command(subcommand)]
    act: AccountAct,
}

/// Who acts on accounts and tokens.
#[derive(Debug, Args)]
pub struct Actor {
    /// Who does this, for the log
    #[arg(long, value_name = "NAME", env = "USER", default_value = "admin", global = true)]
    pub who: String,
}

#[derive(Debug, Subcommand)]
enum AccountAct {
    /// Make an account; the password is asked for, or read from standard input. The first one is an admin's
    #[command(after_help = "Example:\n  marsad account add salma --role analyst")]
    Add {
        /// Its name
        name: String,
        /// reader, analyst, editor or admin
        #[arg(long, value_parser = role)]
        role: Role,
    },
    /// List the accounts
    List(Form),
    /// Give an account another role
    Role {
        /// Its name
        name: String,
        /// reader, analyst, editor or admin
        #[arg(value_parser = role)]
        role: Role,
    },
    /// Give an account another password; whoever is signed in by the old one is signed out
    Password {
        /// Its name
        name: String,
    },
    /// Let an account sign in no more; what it did stays under its name
    Disable {
        /// Its name
        name: String,
    },
    /// Let a disabled account sign in again
    Enable {
        /// Its name
        name: String,
    },
    /// List what was done to accounts, by whom
    Log(Form),
}

/// `marsad token`.
#[derive(Debug, Args)]
pub struct Tokens {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub actor: Actor,
    #[command(subcommand)]
    act: TokenAct,
}

#[derive(Debug, Subcommand)]
enum TokenAct {
    /// Make a token for a program; it is shown once and kept nowhere
    #[command(after_help = "Example:\n  marsad token add salma --label \"nightly report\" --days 90")]
    Add {
        /// Whose it is
        account: String,
        /// The most it may do: reader, analyst, editor or admin
        #[arg(long, value_parser = role, default_value = "reader")]
        scope: Role,
        /// What it is for
        #[arg(long, value_name = "WORDS", default_value = "")]
        label: String,
        /// It ends after so many days
        #[arg(long, value_name = "N")]
        days: Option<u32>,
    },
    /// List the tokens, without their secrets
    List(Form),
    /// Take a token back
    Revoke {
        /// Its id
        id: String,
    },
}

fn role(name: &str) -> Result<Role, String> {
    Role::from_name(name).ok_or_else(|| "it is none of reader, analyst, editor, admin".to_owned())
}

/// Does what was asked with accounts.
pub fn run(asked: &Accounts, desk: &OpenDesk) -> Result<Outcome, Failure> {
    let now = super::clock();
    let by = asked.actor.who.as_str();
    let account = match &asked.act {
        AccountAct::Add { name, role } => desk.add_account(by, name, *role, &password()?, now)?,
        AccountAct::Role { name, role } => desk.set_role(by, name, *role, now)?,
        AccountAct::Password { name } => desk.set_password(by, name, &password()?, now)?,
        AccountAct::Disable { name } => desk.set_disabled(by, name, true, now)?,
        AccountAct::Enable { name } => desk.set_disabled(by, name, false, now)?,
        AccountAct::List(form) => {
            let all = desk.accounts()?;
            if form.json {
                return lines(all.iter().map(|account| marsad_export::account(account).to_string()));
            }
            return show(&accounts_table(&all), all.len(), "accounts");
        }
        AccountAct::Log(form) => {
            let acts = desk.account_acts()?;
            if form.json {
                return lines(acts.iter().map(|act| marsad_export::account_act(act).to_string()));
            }
            let mut table = Table::new(&["WHEN", "WHO", "ACT", "ACCOUNT", "DETAIL"].map(|name| (name, Align::Left)));
            for act in &acts {
                table.row([&act.when, &act.who, &act.act, &act.account, &act.detail].map(Cell::new).to_vec());
            }
            return show(&table, acts.len(), "acts");
        }
    };
    let state = if account.is_disabled { ", disabled" } else { "" };
    writeln!(stdout(), "{}: {}{state}", account.name, account.role)?;
    Ok(Outcome::Done)
}

/// Does what was asked with tokens.
pub fn tokens(asked: &Tokens, desk: &OpenDesk) -> Result<Outcome, Failure> {
    let now = super::clock();
    match &asked.act {
        TokenAct::Add { account, scope, label, days } => {
            let (token, secret) = desk.add_token(&asked.actor.who, account, label, *scope, *days, now)?;
            eprintln!("{} for {}, {}: shown this once", token.id, token.account, token.scope);
            writeln!(stdout(), "{secret}")?;
        }
        TokenAct::Revoke { id } => {
            let token = desk.revoke_token(&asked.actor.who, id, now)?;
            writeln!(stdout(), "{}: taken back", token.id)?;
        }
        TokenAct::List(form) => {
            let all = desk.tokens()?;
            if form.json {
                return lines(all.iter().map(|token| marsad_export::token(token).to_string()));
            }
            return show(&tokens_table(&all), all.len(), "tokens");
        }
    }
    Ok(Outcome::Done)
}

fn accounts_table(accounts: &[Account]) -> Table {
    let mut table = Table::new(&["NAME", "ROLE", "DISABLED", "MADE"].map(|name| (name, Align::Left)));
    for account in accounts {
        let disabled = if account.is_disabled { "yes" } else { "" };
        table.row([account.name.as_str(), account.role.name(), disabled, &account.made].map(Cell::new).to_vec());
    }
    table
}

fn tokens_table(tokens: &[Token]) -> Table {
    let columns = ["ID", "ACCOUNT", "SCOPE", "MADE", "ENDS", "USED", "REVOKED", "LABEL"];
    let mut table = Table::new(&columns.map(|name| (name, Align::Left)));
    for token in tokens {
        let told = |value: &Option<String>| value.clone().unwrap_or_default();
        let revoked = if token.is_revoked { "yes" } else { "" };
        let cells = [
            token.id.clone(),
            token.account.clone(),
            token.scope.to_string(),
            token.made.clone(),
            told(&token.ends),
            told(&token.used),
            revoked.to_owned(),
            token.label.clone(),
        ];
        table.row(cells.map(Cell::new).to_vec());
    }
    table
}

/// The password: asked twice at a terminal without showing it, else the first line of standard input.
fn password() -> Result<String, Failure> {
    if stdin().is_terminal() {
        let ask = |words: &str| rpassword::prompt_password(words).map_err(Failure::from);
        let (first, again) = (ask("Password: ")?, ask("Again: ")?);
        if first != again {
            return Err(Failure::Told("the two passwords are not the same".to_owned()));
        }
        return Ok(first);
    }
    let mut line = String::new();
    stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}
