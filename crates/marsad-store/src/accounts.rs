//! Accounts, sessions and tokens: kept and found. Nothing here knows a password or a secret, only hashes of them.

use marsad_record::account::{Account, AccountAct, Role, Token};

use crate::code::{code, value};
use crate::engine::failure::Result;
use crate::engine::{Row, Value, params};
use crate::error::Error;
use crate::store::Store;

impl Store {
    /// One statement that writes; how many rows it changed.
    pub(crate) fn write(
        &self,
        doing: &'static str,
        sql: &str,
        values: &[Value<'_>],
    ) -> std::result::Result<usize, Error> {
        self.run(doing, |engine| engine.execute(sql, values))
    }
}

const TOKEN: &str = "id, account, label, scope, made, ends, used, is_revoked";

impl Store {
    /// Every account, by name.
    pub fn accounts(&self) -> std::result::Result<Vec<Account>, Error> {
        let sql = "SELECT name, role, is_disabled, made FROM accounts ORDER BY name";
        self.rows("listing accounts", sql, &[], read_account)
    }

    /// The account of that name with the hash of its password.
    pub fn account(&self, name: &str) -> std::result::Result<Option<(Account, String)>, Error> {
        let sql = "SELECT name, role, is_disabled, made, password FROM accounts WHERE name = ?1";
        let read = |row: &Row<'_>| Ok((read_account(row)?, row.get("password")?));
        Ok(self.rows("looking for an account", sql, params![name], read)?.pop())
    }

    /// Keeps a new account.
    pub fn add_account(&self, account: &Account, password: &str) -> std::result::Result<(), Error> {
        self.run("keeping an account", |engine| {
            engine.execute(
                "INSERT INTO accounts (name, role, password, is_disabled, made) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![account.name, role(account.role), password, i64::from(account.is_disabled), account.made],
            )
        })?;
        Ok(())
    }

    /// Keeps what has changed of an account.
    pub fn change_account(&self, account: &Account, password: &str) -> std::result::Result<(), Error> {
        self.run("changing an account", |engine| {
            engine.execute(
                "UPDATE accounts SET role = ?2, password = ?3, is_disabled = ?4 WHERE name = ?1",
                params![account.name, role(account.role), password, i64::from(account.is_disabled)],
            )
        })?;
        Ok(())
    }

    /// Keeps an act on an account, for ever.
    pub fn log_account_act(&self, act: &AccountAct) -> std::result::Result<(), Error> {
        self.run("keeping an act on an account", |engine| {
            engine.execute(
                "INSERT INTO account_acts (\"when\", who, act, account, detail) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![act.when, act.who, act.act, act.account, act.detail],
            )
        })?;
        Ok(())
    }

    /// Every act on an account, in the order it was done.
    pub fn account_acts(&self) -> std::result::Result<Vec<AccountAct>, Error> {
        let sql = "SELECT \"when\", who, act, account, detail FROM account_acts ORDER BY row";
        self.rows("listing acts on accounts", sql, &[], |row| {
            Ok(AccountAct {
                when: row.get("when")?,
                who: row.get("who")?,
                act: row.get("act")?,
                account: row.get("account")?,
                detail: row.get("detail")?,
            })
        })
    }

    /// Keeps a session, and removes those that nobody used since `stale` or that began before `old`.
    pub fn begin_session(
        &self,
        secret: &str,
        account: &str,
        now: &str,
        stale: &str,
        old: &str,
    ) -> std::result::Result<(), Error> {
        self.run("beginning a session", |engine| {
            engine.execute("DELETE FROM sessions WHERE used < ?1 OR made < ?2", params![stale, old])?;
            engine.execute(
                "INSERT INTO sessions (secret, account, made, used) VALUES (?1, ?2, ?3, ?3)",
                params![secret, account, now],
            )
        })?;
        Ok(())
    }

    /// The account of a session that was used since `stale` and began after `old`, and when it was last used.
    pub fn session(
        &self,
        secret: &str,
        stale: &str,
        old: &str,
    ) -> std::result::Result<Option<(Account, String)>, Error> {
        let sql = "SELECT a.name, a.role, a.is_disabled, a.made, s.used FROM sessions s
                   JOIN accounts a ON a.name = s.account WHERE s.secret = ?1 AND s.used >= ?2 AND s.made >= ?3";
        let read = |row: &Row<'_>| Ok((read_account(row)?, row.get("used")?));
        Ok(self.rows("looking for a session", sql, params![secret, stale, old], read)?.pop())
    }

    /// Notes that a session was used.
    pub fn use_session(&self, secret: &str, now: &str) -> std::result::Result<(), Error> {
        self.run("noting a session", |engine| {
            engine.execute("UPDATE sessions SET used = ?2 WHERE secret = ?1", params![secret, now])
        })?;
        Ok(())
    }

    /// Ends one session.
    pub fn end_session(&self, secret: &str) -> std::result::Result<(), Error> {
        self.run("ending a session", |engine| {
            engine.execute("DELETE FROM sessions WHERE secret = ?1", params![secret])
        })?;
        Ok(())
    }

    /// Ends every session of an account.
    pub fn end_sessions_of(&self, account: &str) -> std::result::Result<(), Error> {
        self.run("ending sessions", |engine| {
            engine.execute("DELETE FROM sessions WHERE account = ?1", params![account])
        })?;
        Ok(())
    }

    /// Every token, oldest first; those of one second by their labels.
    pub fn tokens(&self) -> std::result::Result<Vec<Token>, Error> {
        self.rows("listing tokens", &format!("SELECT {TOKEN} FROM tokens ORDER BY made, label, id"), &[], read_token)
    }

    /// The token whose secret has this hash.
    pub fn token(&self, secret: &str) -> std::result::Result<Option<Token>, Error> {
        let sql = format!("SELECT {TOKEN} FROM tokens WHERE secret = ?1");
        Ok(self.rows("looking for a token", &sql, params![secret], read_token)?.pop())
    }

    /// Keeps a new token by the hash of its secret.
    pub fn add_token(&self, token: &Token, secret: &str) -> std::result::Result<(), Error> {
        self.run("keeping a token", |engine| {
            engine.execute(
                "INSERT INTO tokens (id, secret, account, label, scope, made, ends, used, is_revoked)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, 0)",
                params![token.id, secret, token.account, token.label, role(token.scope), token.made, token.ends],
            )
        })?;
        Ok(())
    }

    /// Notes that a token was shown on that day.
    pub fn use_token(&self, id: &str, day: &str) -> std::result::Result<(), Error> {
        self.run("noting a token", |engine| {
            engine.execute("UPDATE tokens SET used = ?2 WHERE id = ?1", params![id, day])
        })?;
        Ok(())
    }

    /// Takes a token back; whether there was one to take back.
    pub fn revoke_token(&self, id: &str) -> std::result::Result<bool, Error> {
        let changed = self.run("taking back a token", |engine| {
            engine.execute("UPDATE tokens SET is_revoked = 1 WHERE id = ?1 AND is_revoked = 0", params![id])
        })?;
        Ok(changed > 0)
    }
}

fn role(role: Role) -> i64 {
    code(Role::ALL, &role)
}

fn read_account(row: &Row<'_>) -> Result<Account> {
    Ok(Account {
        name: row.get("name")?,
        role: value(Role::ALL, row, "role")?,
        is_disabled: row.get::<i64>("is_disabled")? != 0,
        made: row.get("made")?,
    })
}

fn read_token(row: &Row<'_>) -> Result<Token> {
    Ok(Token {
        id: row.get("id")?,
        account: row.get("account")?,
        label: row.get("label")?,
        scope: value(Role::ALL, row, "scope")?,
        made: row.get("made")?,
        ends: row.get("ends")?,
        used: row.get("used")?,
        is_revoked: row.get::<i64>("is_revoked")? != 0,
    })
}
