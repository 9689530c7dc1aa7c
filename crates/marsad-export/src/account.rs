//! Accounts, tokens and the acts on them. No password, no hash and no secret is ever among what is written.

use marsad_record::account::{Account, AccountAct, Token};
use serde_json::{Value, json};

/// `marsad.account/1`.
pub fn account(account: &Account) -> Value {
    json!({
        "schema": "marsad.account/1",
        "name": account.name,
        "role": account.role.name(),
        "disabled": account.is_disabled,
        "made": account.made,
    })
}

/// `marsad.token/1`.
pub fn token(token: &Token) -> Value {
    json!({
        "schema": "marsad.token/1",
        "id": token.id,
        "account": token.account,
        "label": token.label,
        "scope": token.scope.name(),
        "made": token.made,
        "ends": token.ends,
        "used": token.used,
        "revoked": token.is_revoked,
    })
}

/// `marsad.account-act/1`.
pub fn account_act(act: &AccountAct) -> Value {
    json!({
        "schema": "marsad.account-act/1",
        "when": act.when,
        "who": act.who,
        "act": act.act,
        "account": act.account,
        "detail": act.detail,
    })
}
