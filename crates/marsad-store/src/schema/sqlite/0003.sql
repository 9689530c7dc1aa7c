-- People who share a desk. Times are ISO 8601 in UTC; passwords, sessions and tokens are kept as hashes only.
CREATE TABLE accounts (
  row INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, role INTEGER NOT NULL, password TEXT NOT NULL,
  is_disabled INTEGER NOT NULL, made TEXT NOT NULL
) STRICT;
CREATE TABLE sessions (
  secret TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (name),
  made TEXT NOT NULL, used TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_of_account ON sessions (account);
CREATE TABLE tokens (
  id TEXT NOT NULL PRIMARY KEY, secret TEXT NOT NULL UNIQUE, account TEXT NOT NULL REFERENCES accounts (name),
  label TEXT NOT NULL, scope INTEGER NOT NULL, made TEXT NOT NULL, ends TEXT, used TEXT, is_revoked INTEGER NOT NULL
) STRICT;
CREATE INDEX tokens_of_account ON tokens (account);
CREATE TABLE account_acts (
  row INTEGER PRIMARY KEY, "when" TEXT NOT NULL, who TEXT NOT NULL, act TEXT NOT NULL, account TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE TRIGGER accounts_never_go BEFORE DELETE ON accounts BEGIN SELECT RAISE(ABORT, 'accounts are never removed'); END;
CREATE TRIGGER account_acts_never_change BEFORE UPDATE ON account_acts BEGIN SELECT RAISE(ABORT, 'the acts on accounts are append-only'); END;
CREATE TRIGGER account_acts_never_go BEFORE DELETE ON account_acts BEGIN SELECT RAISE(ABORT, 'the acts on accounts are append-only'); END;
