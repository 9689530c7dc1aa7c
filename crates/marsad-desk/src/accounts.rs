//! People who share a desk: who they are, what they may do, and how they show it.
//!
//! Passwords are kept as argon2id hashes; sessions and tokens as hashes of secrets that are told once. Times come from
//! whoever asks, in seconds since 1970.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use jiff::Timestamp;
use marsad_record::account::{Account, AccountAct, Role, Token};

use crate::desk::Desk;
use crate::error::Error;

/// A session that nobody uses for so long is over.
pub const IDLE: i64 = 12 * 3600;
/// A session is over after so long, used or not.
pub const LONGEST: i64 = 7 * 24 * 3600;
/// How long a session is used before that is written down again.
const NOTED: i64 = 60;
/// The fewest characters of a password, and the most bytes that are hashed.
const PASSWORD: (usize, usize) = (10, 1024);
/// The longest name, in characters.
const NAME: usize = 64;
/// The longest that a token may last, in days.
const DAYS: u32 = 3650;
/// What a secret of ours begins with, so that a leak can be searched for.
const MARK: &str = "marsad_";

/// A session that began: its secret is told here and nowhere else.
pub struct Session {
    /// What the browser shows from now on.
    pub secret: String,
    /// Whose it is.
    pub account: Account,
}

impl Desk {
    /// Whether people must say who they are.
    pub fn has_accounts(&self) -> Result<bool, Error> {
        Ok(!self.store.accounts()?.is_empty())
    }

    /// Whether there is somebody who can sign in and keep the accounts.
    pub fn has_admin(&self) -> Result<bool, Error> {
        Ok(self.store.accounts()?.iter().any(|account| account.role == Role::Admin && !account.is_disabled))
    }

    /// Every account, by name.
    pub fn accounts(&self) -> Result<Vec<Account>, Error> {
        Ok(self.store.accounts()?)
    }

    /// What was done to accounts, by whom.
    pub fn account_acts(&self) -> Result<Vec<AccountAct>, Error> {
        Ok(self.store.account_acts()?)
    }

    /// Makes an account. The first one must be an admin's: it shuts the desk to everybody else.
    pub fn add_account(&self, by: &str, name: &str, role: Role, password: &str, now: i64) -> Result<Account, Error> {
        let name = account_name(name)?;
        if self.store.account(&name)?.is_some() {
            return Err(Error::question("name", format!("there is an account `{name}` already")));
        }
        if role != Role::Admin && !self.has_accounts()? {
            return Err(Error::question("role", "the first account is an admin's: who else would make the others"));
        }
        let account = Account { name, role, is_disabled: false, made: iso(now) };
        let hash = hashed(&account.name, password)?;
        self.store.together(|store| {
            store.add_account(&account, &hash)?;
            store.log_account_act(&act(by, "add", &account.name, role.name(), now))?;
            Ok::<_, Error>(())
        })?;
        Ok(account)
    }

    /// Gives an account another role.
    pub fn set_role(&self, by: &str, name: &str, role: Role, now: i64) -> Result<Account, Error> {
        let (mut account, hash) = self.known(name)?;
        if role != Role::Admin {
            self.not_the_last_admin(&account)?;
        }
        account.role = role;
        self.change(&account, &hash, &act(by, "role", &account.name, role.name(), now))?;
        Ok(account)
    }

    /// Gives an account another password; every session of it ends.
    pub fn set_password(&self, by: &str, name: &str, password: &str, now: i64) -> Result<Account, Error> {
        let (account, _) = self.known(name)?;
        let hash = hashed(&account.name, password)?;
        self.change(&account, &hash, &act(by, "password", &account.name, "", now))?;
        Ok(account)
    }

    /// Shuts an account out, or lets it in again; every session of it ends.
    pub fn set_disabled(&self, by: &str, name: &str, is_disabled: bool, now: i64) -> Result<Account, Error> {
        let (mut account, hash) = self.known(name)?;
        if is_disabled {
            self.not_the_last_admin(&account)?;
        }
        account.is_disabled = is_disabled;
        let word = if is_disabled { "disable" } else { "enable" };
        self.change(&account, &hash, &act(by, word, &account.name, "", now))?;
        Ok(account)
    }

    /// Begins a session, if name and password are right. Takes as long where there is no such account.
    pub fn sign_in(&self, name: &str, password: &str, now: i64) -> Result<Option<Session>, Error> {
        let found = account_name(name).ok().map(|name| self.store.account(&name)).transpose()?.flatten();
        let (account, hash) = match found {
            Some((account, hash)) => (Some(account), hash),
            None => (None, NOBODY.to_owned()),
        };
        let is_right = password.len() <= PASSWORD.1 && verified(password, &hash);
        let Some(account) = account.filter(|account| is_right && !account.is_disabled) else { return Ok(None) };
        let secret = secret()?;
        self.store.begin_session(&hash_of(&secret), &account.name, &iso(now), &iso(now - IDLE), &iso(now - LONGEST))?;
        Ok(Some(Session { secret, account }))
    }

    /// Whose session a secret shows, if it is not over.
    pub fn session(&self, secret: &str, now: i64) -> Result<Option<Account>, Error> {
        let hash = hash_of(secret);
        let found = self.store.session(&hash, &iso(now - IDLE), &iso(now - LONGEST))?;
        let Some((account, used)) = found.filter(|(account, _)| !account.is_disabled) else { return Ok(None) };
        if used < iso(now - NOTED) {
            self.store.use_session(&hash, &iso(now))?;
        }
        Ok(Some(account))
    }

    /// Ends a session.
    pub fn sign_out(&self, secret: &str) -> Result<(), Error> {
        Ok(self.store.end_session(&hash_of(secret))?)
    }

    /// Every token, without its secret.
    pub fn tokens(&self) -> Result<Vec<Token>, Error> {
        Ok(self.store.tokens()?)
    }

    /// Makes a token for an account; its secret is told here and nowhere else.
    pub fn add_token(
        &self,
        by: &str,
        account: &str,
        label: &str,
        scope: Role,
        days: Option<u32>,
        now: i64,
    ) -> Result<(Token, String), Error> {
        let (account, _) = self.known(account)?;
        if scope > account.role {
            let reason = format!("`{}` is {}: a token of theirs may do no more", account.name, account.role);
            return Err(Error::question("scope", reason));
        }
        if days.is_some_and(|days| !(1..=DAYS).contains(&days)) {
            return Err(Error::question("days", format!("a token lasts 1 to {DAYS} days")));
        }
        let secret = format!("{MARK}{}", secret()?);
        let id = format!("t{}", &hash_of(&secret)[..12]);
        let ends = days.map(|days| iso(now + i64::from(days) * 24 * 3600));
        let token = Token {
            id,
            account: account.name,
            label: label.chars().filter(|letter| !letter.is_control()).take(200).collect(),
            scope,
            made: iso(now),
            ends,
            used: None,
            is_revoked: false,
        };
        self.store.together(|store| {
            store.add_token(&token, &hash_of(&secret))?;
            store.log_account_act(&act(by, "token", &token.account, &token.id, now))?;
            Ok::<_, Error>(())
        })?;
        Ok((token, secret))
    }

    /// Takes a token back.
    pub fn revoke_token(&self, by: &str, id: &str, now: i64) -> Result<Token, Error> {
        let found = self.store.tokens()?.into_iter().find(|token| token.id == id);
        let Some(mut token) = found else { return Err(Error::question("id", format!("there is no token `{id}`"))) };
        if !token.is_revoked {
            self.store.together(|store| {
                store.revoke_token(id)?;
                store.log_account_act(&act(by, "revoke", &token.account, id, now))?;
                Ok::<_, Error>(())
            })?;
            token.is_revoked = true;
        }
        Ok(token)
    }

    /// Whose token a secret is and what it may do, if it still holds.
    pub fn token(&self, secret: &str, now: i64) -> Result<Option<(Account, Role)>, Error> {
        let Some(token) = self.store.token(&hash_of(secret))? else { return Ok(None) };
        let is_over = token.ends.as_ref().is_some_and(|ends| *ends <= iso(now));
        let Some((account, _)) = self.store.account(&token.account)? else { return Ok(None) };
        if token.is_revoked || is_over || account.is_disabled {
            return Ok(None);
        }
        let today: String = iso(now).chars().take(10).collect();
        if token.used.as_deref() != Some(&today) {
            self.store.use_token(&token.id, &today)?;
        }
        let role = token.scope.min(account.role);
        Ok(Some((account, role)))
    }

    fn known(&self, name: &str) -> Result<(Account, String), Error> {
        let name = account_name(name)?;
        let found = self.store.account(&name)?;
        found.ok_or_else(|| Error::question("name", format!("there is no account `{name}`")))
    }

    fn not_the_last_admin(&self, account: &Account) -> Result<(), Error> {
        let others = self.store.accounts()?.into_iter().filter(|other| other.name != account.name);
        let is_last = account.role == Role::Admin
            && !account.is_disabled
            && !others.into_iter().any(|other| other.role == Role::Admin && !other.is_disabled);
        if is_last {
            return Err(Error::question("name", format!("`{}` is the last admin", account.name)));
        }
        Ok(())
    }

    fn change(&self, account: &Account, hash: &str, act: &AccountAct) -> Result<(), Error> {
        self.store.together(|store| {
            store.change_account(account, hash)?;
            if act.act != "role" {
                store.end_sessions_of(&account.name)?;
            }
            store.log_account_act(act)?;
            Ok::<_, Error>(())
        })
    }
}

/// The hash of a password that nobody has, so that a name that nobody has takes as long.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bWFyc2FkLW5vYm9keS1oZXJl$gv1Ms5RFEoTbXZ3pfUvEZ0GXWsBqHB2SrfPkVSrHFDY";

fn argon() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

fn hashed(name: &str, password: &str) -> Result<String, Error> {
    let (fewest, most) = PASSWORD;
    if password.chars().count() < fewest || password.len() > most {
        return Err(Error::question(
            "password",
            format!("it has {fewest} characters or more, and {most} bytes at most"),
        ));
    }
    if password.eq_ignore_ascii_case(name) {
        return Err(Error::question("password", "it is the name"));
    }
    let mut salt = [0; 16];
    random(&mut salt)?;
    let salt = SaltString::encode_b64(&salt).map_err(|cause| Error::question("password", cause.to_string()))?;
    let hash = argon().hash_password(password.as_bytes(), &salt);
    Ok(hash.map_err(|cause| Error::question("password", cause.to_string()))?.to_string())
}

fn verified(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| argon().verify_password(password.as_bytes(), &hash).is_ok())
}

/// A secret nobody can guess: 256 bits, in hexadecimal.
pub(crate) fn secret() -> Result<String, Error> {
    let mut bytes = [0; 32];
    random(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn random(bytes: &mut [u8]) -> Result<(), Error> {
    getrandom::fill(bytes).map_err(|cause| Error::Random { reason: cause.to_string() })
}

/// A secret has 256 bits of chance in it, so that a fast hash hides it well.
fn hash_of(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}

fn account_name(name: &str) -> Result<String, Error> {
    let name = name.trim().to_ascii_lowercase();
    let is_fit = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '_' | '-' | '@');
    if name.is_empty() || name.chars().count() > NAME || !name.chars().all(is_fit) {
        let reason = format!("a name has 1 to {NAME} letters, digits, or any of . _ - @");
        return Err(Error::question("name", reason));
    }
    Ok(name)
}

fn act(who: &str, act: &str, account: &str, detail: &str, now: i64) -> AccountAct {
    AccountAct {
        when: iso(now),
        who: who.to_owned(),
        act: act.to_owned(),
        account: account.to_owned(),
        detail: detail.to_owned(),
    }
}

/// A moment as it is kept.
pub(crate) fn iso(seconds: i64) -> String {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

#[cfg(test)]
mod tests {
    use super::{NOBODY, PasswordHash, account_name, hashed, iso, verified};

    #[test]
    fn a_password_is_right_only_where_it_is_the_same() {
        let hash = hashed("noor", "a long enough one").expect("hashed");
        assert!(hash.starts_with("$argon2id$"));
        assert!(verified("a long enough one", &hash) && !verified("a long enough two", &hash));
        assert_ne!(hashed("noor", "a long enough one").expect("hashed"), hash);
        assert!(hashed("noor", "short").is_err() && hashed("noor-al-huda", "Noor-al-Huda").is_err());
    }

    #[test]
    fn whoever_is_not_there_has_a_hash_that_can_be_tried() {
        assert!(PasswordHash::new(NOBODY).is_ok());
        assert!(!verified("", NOBODY));
    }

    #[test]
    fn a_name_is_one_word_in_small_letters() {
        assert_eq!(account_name(" Noor.Q ").expect("a name"), "noor.q");
        assert!(account_name("نور").is_ok());
        for name in ["", "a b", "a/b", "a\u{202e}b", "<b>"] {
            assert!(account_name(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn moments_sort_as_they_follow() {
        assert_eq!(iso(0), "1970-01-01T00:00:00Z");
        assert!(iso(1_700_000_000) < iso(1_700_000_001));
    }
}
