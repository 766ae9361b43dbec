-- Two roles: `qingnuo_owner` owns the tables and migrates, `qingnuo` is what the processes run as
-- and may change rows alone. Run this in the database as `qingnuo_owner`, after each
-- `npm run migrate`; to run it twice does no harm. Both roles are made once:
--
--   CREATE ROLE qingnuo_owner LOGIN PASSWORD '…';
--   CREATE ROLE qingnuo LOGIN PASSWORD '…';
--   CREATE DATABASE qingnuo OWNER qingnuo_owner ENCODING 'UTF8';

BEGIN;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM qingnuo;
GRANT USAGE ON SCHEMA public TO qingnuo;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM qingnuo;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO qingnuo;

-- The schema's own record is read, to see whether it is up to date.
REVOKE INSERT, UPDATE, DELETE ON migrations FROM qingnuo;

-- What is only ever added to. Triggers say the same; this holds without them.
REVOKE UPDATE, DELETE ON
  account_changes,
  calendar_years,
  case_history,
  documents,
  ledger_entries,
  lpr_publications,
  security_anchors
FROM qingnuo;

-- Events go when their time is over, and are never changed.
REVOKE UPDATE ON security_events FROM qingnuo;

-- What stays, whatever happens to it.
REVOKE DELETE ON cases, clock_policies, enterprises, evidence, security_chain FROM qingnuo;

COMMIT;
